"""The audit trail says who did what in words: the customer's own deeds are theirs, and no key is shown as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.decisions.customer import Customer
from bot.decisions.records import Role
from bot.services.case_timeline import EVENTS, PROMISES
from bot.services.desk.work_case import customer_said, offer_outcome
from bot.services.earlier_chat import FOLLOWS
from bot.services.heard import Heard
from bot.services.import_customers import import_customers
from bot.services.offers import answer_offer
from bot.services.remove_customers import remove_customers
from tests.support.case_rows import add_case
from tests.web.desk_house import DeskHouse, desk_running

SERVICES = Path(__file__).resolve().parents[2] / "bot" / "services"
KINDS = (
    "account", "agent", "authority", "card", "case", "contact", "conversation", "customer", "file", "handoff",
    "message", "note", "outcome", "sign_in", "sign_out", "spoken_code",
)  # fmt: skip
KEY = re.compile(rf"(?:{'|'.join(KINDS)})\.[a-z_]+")
ONLY_OF_THE_CASE = {
    "agent.promise", "agent.replied", "case.adr_letter_requested", "case.checked", "case.details",
    "case.early_referral_requested", "case.logged_by_agent", "case.opened", "case.resolved",
    "contact.confirmed", "customer.added", "file.added", "file.removed", "handoff.reply", "handoff.requested",
    "case.closing_warned",
    "promise.late_told",
    "still_sorted.asked",
}  # fmt: skip
"""Events of a case and kinds of promises: they have words of their own, and never stand in the audit trail."""
NO_EVENT = {"customer.wrote"}
"""What a helpdesk is told of a line in the chat: it stands in no trail and on no case."""
OF_ACCOUNTS = (
    "account.",
    "sign_in.",
    "sign_out.",
    "spoken_code.unknown",
    "spoken_code.paused",
    "spoken_code.refused",
)
"""They are done to no chat and no case, so they are on no card."""


def keys() -> set[str]:
    """Every key that is written in the services."""
    found = set()
    for file in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                found.add(node.value)
    return found


AUDITED = sorted(keys() - ONLY_OF_THE_CASE - NO_EVENT)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def test_what_is_only_of_the_case_has_words_there() -> None:
    assert {*EVENTS, *PROMISES} >= ONLY_OF_THE_CASE
    assert {"conversation.follows", "card.corrected", "outcome.refused"} <= set(AUDITED)


@pytest.mark.parametrize("by", ["an agent", "the customer"])
def test_every_key_has_words_in_the_audit_and_on_the_card(desk: DeskHouse, by: str) -> None:
    boss = desk.browser("Carl", role=Role.SUPERVISOR)
    case = add_case(desk.context, "netservers")
    with desk.context.store.write() as tx:
        for key in AUDITED:
            facts = {"by": "customer", "what": "Name"} if by == "the customer" else {"what": "Name"}
            agent = boss.agent.id if by == "an agent" else None
            tx.audit.add(desk.context.now(), key, f"case:{case.id}", agent, "netservers", facts)
        tx.commit()
    audit, card = boss.see("/desk/audit"), boss.see(f"/desk/cases/{case.reference}")
    assert [key for key in AUDITED if key in audit] == []
    assert [key for key in AUDITED if key in card and not key.startswith(OF_ACCOUNTS)] == []
    assert ("by: customer" in audit, "command line" in audit) == (False, False)


def test_what_the_customer_did_is_theirs_and_what_an_agent_put_down_is_the_agents(desk: DeskHouse) -> None:
    boss = desk.browser("Carl", role=Role.SUPERVISOR)
    theirs = add_case(desk.context, "netservers", id="theirs")
    ours = add_case(desk.context, "netservers", id="ours")
    for case in (theirs, ours):
        offer_outcome(desk.context, boss.agent, case.reference, "£30")
    heard = Heard(theirs.conversation_id, "7", "I refuse the offer", desk.context.now(), "deny", 0.9)
    assert answer_offer(desk.context, heard, in_form=False)
    customer_said(desk.context, boss.agent, ours.reference, True, "rang today")
    audit = boss.see("/desk/audit")
    assert f"the customer refused the offer in the chat {theirs.reference}" in audit
    assert f"Carl put down that the customer accepts {ours.reference}" in audit
    assert "command line" not in audit


def test_a_chat_that_goes_on_from_another_was_opened_by_the_customer_and_leads_there(desk: DeskHouse) -> None:
    boss, case = desk.browser("Carl", role=Role.SUPERVISOR), add_case(desk.context, "netservers")
    with desk.context.store.write() as tx:
        subject = f"conversation:{case.conversation_id}"
        tx.audit.add(desk.context.now(), FOLLOWS, subject, None, "netservers", {"earlier": "e" * 32})
        tx.commit()
    assert "the customer went on in a new chat after an ended one" in boss.see("/desk/audit")
    assert f'href="/desk/conversations/{"e" * 32}"' in boss.get("/desk/audit").text
    assert "earlier chat: chat eeeeeeee" in boss.see("/desk/audit")


def test_an_account_made_on_the_machine_is_of_the_command_line(desk: DeskHouse) -> None:
    boss = desk.browser("Carl", role=Role.SUPERVISOR)
    with desk.context.store.write() as tx:
        tx.audit.add(desk.context.now(), "account.added", f"agent:{boss.agent.id}", None, "netservers", {})
        tx.commit()
    assert "command line account added" in boss.see("/desk/audit")


def test_a_list_of_customers_stands_there_in_counts(desk: DeskHouse) -> None:
    boss = desk.browser("Carl", role=Role.SUPERVISOR)
    sam = Customer("netservers", "NS-004711", "Sam Carter", "CB1 2AB", "sam@example.org")
    import_customers(desk.context, "netservers", [sam], replace=False)
    remove_customers(desk.context, "netservers", ["NS-004711"])
    audit = boss.see("/desk/audit")
    assert "command line took in a list of customers customers of Netservers added: 1, changed: 0" in audit
    assert "command line took customers out of the list customers of Netservers removed: 1" in audit
    for private in ("004711", "Sam Carter", "CB1", "sam@"):
        assert private not in boss.get("/desk/audit").text


def test_one_sign_in_is_one_line_however_many_providers_the_account_has(desk: DeskHouse) -> None:
    nat = desk.browser("Nat", "netservers", contactnow=Role.AGENT, x_communications=Role.AGENT)
    boss = desk.browser("Sue", "netservers", Role.SUPERVISOR, contactnow=Role.SUPERVISOR)
    seen = boss.see("/desk/audit")
    assert seen.count("Nat signed in") == 1
    assert "ContactNow, Netservers Nat signed in" in seen
    desk.clock.forward(minutes=5)
    desk.session_of(nat.agent)
    assert boss.see("/desk/audit").count("Nat signed in") == 2
    with desk.context.store.read() as tx:
        written = [each for each in tx.audit.newest() if each.subject == f"agent:{nat.agent.id}"]
    assert (
        len([each for each in written if each.action == "sign_in.done"]) == 6
    )  # the trail itself stays whole

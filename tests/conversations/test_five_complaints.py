"""A customer of each of the five providers complains and gets a case with the right date: the words and the rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from bot.decisions.records import CaseStatus, ContactKind
from bot.services.ports import Store
from tests.support.customer import REFERENCE, Customer, reference_in
from tests.support.stack import Stack
from tests.support.waiting import until


@dataclass(frozen=True)
class Expected:
    """Received on Monday 23 November 2026; first told on 20 October, so six weeks end on Tuesday 1 December."""

    provider: str
    kind: str
    due_on: date
    target_words: str
    who: str
    scheme: str
    opening: str = "I'm a bot"


FIVE = [
    Expected(
        "x-communications", "resolve", date(2026, 11, 30),
        "X.Communications aims to put it right by Monday 30 November.",
        "a Customer Experience Representative", "the Communications Ombudsman",
    ),
    Expected(
        "contactnow", "respond", date(2026, 11, 24),
        "ContactNow aims to reply by Tuesday 24 November. A reply may not settle it. "
        "ContactNow aims to put it right by Monday 7 December.",
        "the manager who deals with your complaint", "the Communications Ombudsman",
    ),
    Expected(
        "it-communications", "respond", date(2026, 11, 30),
        "I.T Communications aims to reply by Monday 30 November. A reply may not settle it.",
        "the people who deal with complaints", "CISAS",
    ),
    Expected(
        "netservers", "acknowledge", date(2026, 11, 24),
        "Netservers aims to tell you by Tuesday 24 November that it has your complaint. That is not the answer itself. "
        "Netservers aims to put it right by Thursday 26 November.",
        "Customer Services", "the Communications Ombudsman", "may monitor or record online chats",
    ),
    Expected(
        "all-communications", "resolve", date(2026, 12, 7),
        "All Communications aims to put it right by Monday 7 December.",
        "the Customer Service Team", "the Communications Ombudsman",
    ),
]  # fmt: skip


@pytest.mark.parametrize("expected", FIVE, ids=lambda expected: expected.provider)
def test_a_customer_complains_and_gets_a_case_with_the_right_date(
    expected: Expected, stack: Stack, store: Store, customer_of: Callable[[str], Customer]
) -> None:
    customer = customer_of(expected.provider)
    assert expected.opening in customer.opening
    assert "You can ask for a person at any time" in customer.opening
    address = f"jo@{expected.provider}.example.org"

    assert "When did it happen" in customer.says(
        "You have charged me twice in a row and nobody answers my emails, I want to complain"
    )
    assert "When did you first tell" in customer.says("early October")
    assert "Tuesday 20 October" in customer.says("I rang on 20 October")
    assert "How would you like" in customer.says("Jo Bloggs")
    logged = customer.says(address)
    assert "I have logged your complaint already" in logged
    reference = reference_in(logged)
    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
    assert (case.reference, case.status) == (reference, CaseStatus.OPEN)
    closing = customer.finish()

    assert reference_in(closing) == reference
    assert expected.target_words in closing
    assert expected.who in closing
    assert f"take it to {expected.scheme} from Tuesday 1 December, as far as we know" in closing
    assert address in str(closing).split("\n", 1)[1]

    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
        contact = tx.contacts.get(case.contact_id)
        promises = tx.promises.of_case(case.id)
        codes = [event.code for event in tx.cases.events(case.id)]
    assert (case.reference, case.status, case.provider) == (reference, CaseStatus.OPEN, expected.provider)
    assert (case.target_kind, case.due_on, case.nation) == (expected.kind, expected.due_on, "ENG")
    assert case.first_complained_on == date(2026, 10, 20)
    assert case.details["name"] == "Jo Bloggs"
    assert case.details["happened_on"] == {"from": "2026-10-01", "to": "2026-10-10"}
    assert contact is not None
    assert (contact.kind, contact.value) == (ContactKind.EMAIL, address)
    assert (f"target.{expected.kind}", expected.due_on) in [
        (promise.kind, promise.due_on) for promise in promises
    ]
    assert len(promises) == expected.target_words.count(" by ")
    assert codes[0] == "case.opened"

    until(lambda: len(stack.mails(address)) == 2, "the two letters")
    code_letter = next(mail for mail in stack.mails(address) if "code" in mail["Subject"])
    [code] = re.findall(r"\b\d{6}\b", code_letter.get_content())
    assert "Your e-mail address is confirmed" in customer.says(f"it's {code[:3]} {code[3:]}")
    with store.read() as tx:
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert contact.confirmed_at is not None

    answer = customer.says("can I go to the ombudsman yet?")
    assert "Not yet." in answer
    assert "Tuesday 1 December" in answer
    stack.set_now("2026-12-01T09:00:00+00:00")
    assert "Yes." in customer.says("can I go to the ombudsman yet?")


def test_whoever_writes_what_happened_and_an_address_and_leaves_has_complained(
    store: Store, customer_of: Callable[[str], Customer]
) -> None:
    customer = customer_of("all-communications")
    heard = customer.says(
        "You keep overcharging me and your staff are rude, nobody has ever rung back. Write to me at leaver@example.org"
    )
    assert REFERENCE.search(str(heard))
    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
    assert case.due_on == date(2026, 12, 7)


def test_a_reply_by_phone_needs_no_code(store: Store, customer_of: Callable[[str], Customer]) -> None:
    customer = customer_of("netservers")
    customer.says("Your engineer was rude and left a hole in my wall, I want to make a complaint about him")
    customer.presses("I don't know")
    customer.presses("Today is the first time")
    customer.presses("Skip")
    customer.presses("Phone")
    assert "The reply goes to: 07700 900123." in customer.says("07700 900123")
    closing = customer.finish()
    assert "six-digit code" not in closing
    assert "ring you on 07700 900123" in closing
    assert "Is there anything else?" in closing
    assert "from Monday 4 January 2027" in closing
    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
    assert case.first_complained_on == date(2026, 11, 23)

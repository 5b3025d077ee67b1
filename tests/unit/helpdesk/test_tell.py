"""What is queued for a helpdesk, when, and with which words: a case and its ticket are kept together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.adapters.db.store import SqlStore
from bot.adapters.letters import TemplateLetters
from bot.decisions.helpdesk import TOLD as CODES
from bot.decisions.mail_connection import MailConnection
from bot.decisions.records import CaseStatus, Message, Sender
from bot.services.context import Context
from bot.services.desk.work_case import offer_outcome
from bot.services.hand_off import request_person
from bot.services.helpdesk import tell as telling
from bot.services.helpdesk.take_agent_reply import take_agent_reply
from bot.services.helpdesk.tell import tell
from bot.services.mail_addresses import team_reply_address
from bot.services.move_case import Word, reopen, sorted_by_word, withdraw
from tests.support.case_rows import STORY, add_case, add_event
from tests.support.context import Chat, Clock
from tests.support.desk_rows import add_agent
from tests.support.helpdesk_rows import PROVIDER, happened, queued, set_out, with_helpdesk
from tests.support.telling import TOLD, answer, begin, leave_out_the_rest, stands


@pytest.fixture
def connected(context: Context) -> Context:
    return with_helpdesk(context, "zendesk")


def body(item: Any) -> str:
    return TemplateLetters().render(item.payload["template"], item.payload["facts"]).body


def settle(context: Context, clock: Clock) -> None:
    """The ticket is there, and some time has passed."""
    set_out(context)
    clock.forward(minutes=30)


# --- the ticket ---


def test_without_a_helpdesk_nothing_is_queued(context: Context) -> None:
    add_case(context)
    assert queued(context) == []


def test_a_helpdesk_of_another_provider_is_told_nothing(context: Context) -> None:
    connected = with_helpdesk(context, "zendesk", provider="netservers")
    add_case(connected)
    assert queued(connected) == []


def test_case_and_ticket_are_kept_together_or_not_at_all(connected: Context) -> None:
    case = add_case(connected)
    [ticket] = queued(connected)
    assert (ticket.kind, ticket.payload["case_id"], ticket.lane) == ("ticket", case.id, f"case-{case.id}")
    with connected.store.write() as tx:  # and what is not committed queues nothing
        tx.cases.add_event(case.id, "case.reopened", connected.now(), {"by": "customer"})
    assert len(queued(connected)) == 1


def test_the_ticket_tells_what_would_else_be_asked_again(connected: Context) -> None:
    case = add_case(connected, told="2026-11-05", answers={"account": "AB123456", "outcome": "a refund"})
    [ticket] = queued(connected)
    letter = TemplateLetters().render(ticket.payload["template"], ticket.payload["facts"])
    assert letter.subject == f"Complaint {case.reference} from Sam Carter"
    for said in (
        STORY,
        "Account number: AB123456",
        "a refund",
        "sam@example.com (nobody has shown yet that this address is theirs)",
        "Monday 30 November",  # the target
        "Thursday 17 December",  # the scheme
        f"/desk/cases/{case.reference}",
    ):
        assert said in letter.body, said


@pytest.mark.parametrize(("system", "hears"), [("zendesk", True), ("osticket", False)])
def test_the_ticket_says_whether_an_answer_there_reaches_the_customer(
    context: Context, system: str, hears: bool
) -> None:
    connected = with_helpdesk(context, system)
    add_case(connected)
    assert ("the customer hears it from the assistant" in body(queued(connected)[0])) is hears


def test_a_mailbox_of_ours_gives_each_case_an_address_to_answer_at(context: Context) -> None:
    connected = with_helpdesk(context, "osticket_mail")
    mail = MailConnection.model_validate(
        {
            "address": "complaints@it.example",
            "smtp": {"host": "smtp.it.example"},
            "imap": {"host": "imap.it.example", "user": "u", "password": "p"},
        }
    )
    both = connected.connections[PROVIDER].model_copy(update={"mail": mail})
    with_mail = replace(connected, connections={PROVIDER: both})
    assert isinstance(with_mail.store, SqlStore)
    with_mail.store.before_commit = partial(tell, with_mail)
    case = add_case(with_mail)
    [ticket] = queued(with_mail)
    assert ticket.payload["reply_to"] == team_reply_address(with_mail, case)
    assert ticket.payload["reply_to"].startswith("complaints+")
    assert "the customer hears it from the assistant" in body(ticket)


def test_a_ticket_waits_for_the_rest_of_the_story_and_goes_at_once_after_the_last_look(
    context: Context, clock: Clock
) -> None:
    chat = Chat(with_helpdesk(context, "zendesk"))
    begin(chat)
    while not queued(chat.context):
        clock.forward(minutes=1)
        asked = stands(chat)
        assert asked is not None
        answer(chat, TOLD[asked])
    [ticket] = queued(chat.context)
    assert ticket.due_at == clock() + timedelta(minutes=5)
    clock.forward(minutes=2)
    leave_out_the_rest(chat)
    [ticket] = queued(chat.context)
    assert ticket.due_at == clock()


def test_somebody_who_goes_on_telling_does_not_hold_it_back_for_ever(
    connected: Context, clock: Clock
) -> None:
    case = add_case(connected)
    opened = clock()
    for number in range(12):
        clock.forward(minutes=4)
        add_event(connected, case, "customer.added", by="customer", text=f"and {number}")
    [ticket] = queued(connected)
    assert ticket.due_at == opened + timedelta(minutes=30)


def test_danger_goes_at_once_and_to_the_front(connected: Context, clock: Clock) -> None:
    case = add_case(connected)
    request_person(connected, case.conversation_id, "1", "vulnerable", priority=True)
    [ticket] = queued(connected)
    assert (ticket.due_at, ticket.payload["priority"]) == (clock(), "urgent")
    assert TemplateLetters().render("helpdesk_ticket", ticket.payload["facts"]).subject.startswith("URGENT: ")


def test_a_case_of_before_there_was_a_helpdesk_goes_there_as_soon_as_something_happens(
    context: Context,
) -> None:
    old, ended = add_case(context), add_case(context, id="ended", status=CaseStatus.RESOLVED)
    connected = with_helpdesk(context, "zendesk")
    for case in (old, ended):
        add_event(connected, case, "customer.added", by="customer", text="hello")
    assert [item.payload["case_id"] for item in queued(connected)] == [old.id]


def test_nobody_fails_to_complain_because_a_ticket_cannot_be_put_into_words(
    connected: Context, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise ValueError("Sam Carter of Signet Court")

    monkeypatch.setattr(telling, "ticket_payload", broken)
    case = add_case(connected)
    [ticket] = queued(connected)
    assert f"/desk/cases/{case.reference}" in body(ticket)
    assert "ValueError" in caplog.text
    assert "Sam Carter" not in caplog.text


# --- notes ---


def test_what_comes_before_the_ticket_sets_out_is_told_in_the_ticket(connected: Context) -> None:
    case = add_case(connected)
    with connected.store.write() as tx:
        withdraw(connected, tx, case, Word("forget it"))
        tx.commit()
    [ticket] = queued(connected)
    assert "withdrawn" in body(ticket).lower()


def test_what_comes_after_it_is_a_note_behind_it(connected: Context, clock: Clock) -> None:
    case = add_case(connected)
    settle(connected, clock)
    add_event(connected, case, "customer.added", by="customer", text="It is dead again.")
    clock.forward(minutes=1)
    add_event(connected, case, "file.added", by="customer", file="none", name="bill.pdf")
    _, note = queued(connected)
    assert (note.kind, note.lane, note.payload["thread"]) == (
        "ticket_note",
        f"case-{case.id}",
        f"ticket-{case.id}",
    )
    assert [code for code, _ in happened(note)] == ["customer.added", "file.added"]
    words = body(note)
    assert "It is dead again." in words
    assert "sent a file (Monday 23 November, 10:31): bill.pdf" in words
    assert f"({case.reference}/1)" in words
    clock.forward(minutes=10)
    add_event(connected, case, "customer.added", by="customer", text="Still.")
    assert [item.payload["number"] for item in queued(connected)[1:]] == [1, 2]


def test_a_note_that_has_set_out_is_not_changed(connected: Context, clock: Clock) -> None:
    case = add_case(connected)
    settle(connected, clock)
    add_event(connected, case, "customer.added", by="customer", text="one")
    clock.forward(minutes=2)  # it may be on its way
    add_event(connected, case, "customer.added", by="customer", text="two")
    assert [happened(item) for item in queued(connected)[1:]] == [
        [("customer.added", "one")], [("customer.added", "two")]
    ]  # fmt: skip


def test_sorted_and_not_sorted_after_all_are_told(connected: Context, clock: Clock) -> None:
    case = add_case(connected)
    settle(connected, clock)
    with connected.store.write() as tx:
        done = sorted_by_word(connected, tx, case, Word("works again"))
        tx.commit()
    clock.forward(days=1)
    with connected.store.write() as tx:
        reopen(connected, tx, done, Word("dead again"))
        tx.commit()
    _, first, second = queued(connected)
    assert "The customer says that it is sorted" in body(first)
    assert (first.payload["reopens"], second.payload["reopens"], second.due_at) == (False, True, clock())
    assert "NOT SORTED AFTER ALL" in body(second)


def test_an_outcome_of_our_desk_is_told_with_its_words(connected: Context, clock: Clock) -> None:
    case, agent = add_case(connected), add_agent(connected)
    settle(connected, clock)
    offer_outcome(connected, agent, case.reference, "£20 off the next bill")
    assert "£20 off the next bill" in body(queued(connected)[1])


def test_a_system_that_takes_no_notes_is_sent_none(context: Context, clock: Clock) -> None:
    connected = with_helpdesk(context, "osticket")
    case = add_case(connected)
    settle(connected, clock)
    add_event(connected, case, "customer.added", by="customer", text="It is dead again.")
    assert len(queued(connected)) == 1


@pytest.mark.parametrize("code", sorted(CODES))
def test_everything_that_is_told_has_a_sentence(code: str) -> None:
    line = {"code": code, "at": "Monday 23 November, 10:00", "name": "Priya", "words": ""}
    facts = {"reference": "FL-7KM-3RX-9PT4", "happened": [line], "link": "https://desk", "mark": "FL/1"}
    said = TemplateLetters().render("helpdesk_note", facts).body.split("Everything about it")[0].strip()
    assert "Monday 23 November, 10:00" in said


# --- what came from there does not go back ---


def wrote(context: Context, chat: str, text: str) -> None:
    with context.store.write() as tx:
        tx.messages.add(Message(chat, 0, Sender.CUSTOMER, text, context.now(), key=text, body_hash="h"))
        tx.commit()


def test_an_answer_from_the_helpdesk_is_not_told_to_it_and_what_they_write_then_is(
    connected: Context, clock: Clock
) -> None:
    case = add_case(connected)
    settle(connected, clock)
    wrote(connected, case.conversation_id, "hello")
    take_agent_reply(connected, case.reference, "Is Thursday all right?", "Priya", "c-1")
    assert len(queued(connected)) == 1
    wrote(connected, case.conversation_id, "Thursday is fine")
    add_event(connected, case, "customer.added", by="customer", text="Thursday is fine")  # read as more of it
    _, note = queued(connected)
    assert happened(note) == [("customer.wrote", "Thursday is fine")]
    clock.forward(days=8)
    wrote(connected, case.conversation_id, "what are your hours?")
    assert len(queued(connected)) == 2


def test_an_erased_case_is_told_no_more(connected: Context, clock: Clock) -> None:
    case = add_case(connected)
    settle(connected, clock)
    with connected.store.write() as tx:
        tx.outbox.wipe(case.conversation_id)
        tx.commit()
    add_event(connected, case, "customer.added", by="customer", text="more")
    assert queued(connected) == []

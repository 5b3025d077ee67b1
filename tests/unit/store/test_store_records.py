"""What goes in comes out, in the order that the ports promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.adapters.db.store import SqlStore
from bot.decisions.errors import Conflict, FirstlineError, Refused, UnknownCase, UnknownConversation
from bot.decisions.records import CaseStatus, ConversationState, IntakeStatus, Sender, Turn
from tests.support import rows
from tests.support.rows import AT

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def parents(store: SqlStore) -> None:
    rows.with_parents(store)


def test_a_conversation_changes_state(store: SqlStore) -> None:
    with store.write() as tx:
        tx.conversations.set_state("chat", ConversationState.HUMAN)
        assert tx.conversations.get("chat") == rows.conversation(state=ConversationState.HUMAN)


def test_an_unknown_conversation_is_said_to_be_unknown(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.conversations.find("nowhere") is None
        with pytest.raises(UnknownConversation):
            tx.conversations.get("nowhere")
        with pytest.raises(UnknownConversation):
            tx.conversations.set_state("nowhere", ConversationState.BOT)


def test_messages_are_numbered_from_one_in_each_conversation(store: SqlStore) -> None:
    with store.write() as tx:
        tx.conversations.add(rows.conversation("other"))
        given = [tx.messages.add(rows.message(chat, id=77)).id for chat in ("chat", "other", "chat", "chat")]
    assert given == [1, 1, 2, 3]


def test_a_message_comes_back_as_it_was(store: SqlStore) -> None:
    asked = rows.message(
        text="No line.\n<script> £5 🙂", key="k", body_hash="h", payload="/affirm", attempts=2
    )
    with store.write() as tx:
        kept = tx.messages.add(asked)
        answer = rows.message(
            sender=Sender.BOT,
            turn=None,
            in_reply_to=1,
            buttons=[{"id": "b1", "title": "Yes", "payload": "/affirm"}],
        )
        answered = tx.messages.add(answer)
        assert kept == replace(asked, id=1)
        assert tx.messages.get("chat", 1) == kept
        assert tx.messages.by_key("chat", "k") == kept
        assert tx.messages.after("chat", 0) == [kept, answered]
        assert tx.messages.after("chat", 1) == [answered]
        assert tx.messages.after("chat", 0, limit=1) == [kept]
        assert tx.messages.newest("chat", 5) == [kept, answered]
        assert tx.messages.newest("chat", 1) == [answered]
        assert tx.messages.get("chat", 3) is None
        assert tx.messages.by_key("chat", "other") is None


def test_waiting_messages_come_oldest_first(store: SqlStore) -> None:
    with store.write() as tx:
        tx.conversations.add(rows.conversation("other"))
        first = tx.messages.add(rows.message(sent_at=AT + MINUTE))
        tx.messages.add(rows.message(turn=Turn.DONE))
        third = tx.messages.add(rows.message(sent_at=AT + 2 * MINUTE))
        tx.messages.add(rows.message("other", sent_at=AT))
        assert tx.messages.pending("chat") == [first, third]
        assert tx.messages.conversations_with_pending() == ["other", "chat"]
        tx.messages.set_turn("other", 1, Turn.FAILED)
        tx.messages.set_turn("chat", 1, Turn.DONE)
        assert tx.messages.pending("chat") == [third]
        assert tx.messages.conversations_with_pending() == ["chat"]


def test_attempts_are_counted(store: SqlStore) -> None:
    with store.write() as tx:
        tx.messages.add(rows.message())
        assert [tx.messages.count_attempt("chat", 1) for _ in range(3)] == [1, 2, 3]


def test_only_what_the_customer_sent_since_then_is_counted(store: SqlStore) -> None:
    with store.write() as tx:
        for minutes in range(3):
            tx.messages.add(rows.message(sent_at=AT + minutes * MINUTE))
        tx.messages.add(rows.message(sender=Sender.BOT, turn=None, sent_at=AT + MINUTE))
        assert tx.messages.count_since("chat", AT + MINUTE) == 2


def test_the_latest_intake_is_the_one_added_last_though_none_began_later(store: SqlStore) -> None:
    with store.write() as tx:
        tx.intakes.add(rows.intake("a second one", status=IntakeStatus.CANCELLED))
        latest = tx.intakes.latest("chat")
        assert latest == rows.intake("a second one", status=IntakeStatus.CANCELLED)
        assert tx.intakes.latest("nowhere") is None


def test_an_intake_keeps_what_was_told(store: SqlStore) -> None:
    told = rows.intake(
        status=IntakeStatus.COMPLETE,
        answers={"when": {"from": "2026-11-01", "to": None}},
        skipped=("name", "account"),
        handled_message="chat:3",
        outcome={"asked": "name"},
    )
    with store.write() as tx:
        tx.intakes.save(told)
        assert tx.intakes.get("intake") == told
        tx.intakes.save(replace(told, outcome=None))
        assert tx.intakes.get("intake") == replace(told, outcome=None)


def test_contacts_are_found_by_what_they_are(store: SqlStore) -> None:
    phone = rows.contact("phone", kind=rows.ContactKind.PHONE, value="07700 900123")
    with store.write() as tx:
        tx.contacts.add(phone)
        assert tx.contacts.of("chat") == [rows.contact(), phone]
        assert tx.contacts.find("chat", "phone", "07700 900123") == phone
        assert tx.contacts.find("chat", rows.ContactKind.PHONE, "07700 900123") == phone
        assert tx.contacts.find("chat", "email", "07700 900123") is None


def test_the_first_confirmation_stays(store: SqlStore) -> None:
    with store.write() as tx:
        tx.identity_checks.add(rows.check())
        for at in (AT + MINUTE, AT + 2 * MINUTE):
            tx.contacts.confirm("contact", at)
            tx.identity_checks.confirm("check", at)
        assert tx.contacts.get("contact") == rows.contact(confirmed_at=AT + MINUTE)
        assert tx.identity_checks.latest("chat") == rows.check(confirmed_at=AT + MINUTE)


def test_the_code_sent_last_counts_and_wrong_answers_are_counted(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.identity_checks.latest("chat") is None
        tx.identity_checks.add(rows.check("first"))
        tx.identity_checks.add(rows.check("second"))
        assert [tx.identity_checks.count_try("second") for _ in range(2)] == [1, 2]
        assert tx.identity_checks.latest("chat") == rows.check("second", tries=2)
        assert tx.identity_checks.count("chat") == 2


def test_the_queue_is_priority_first_then_longest(store: SqlStore) -> None:
    queue = [
        ("late", False, 2),
        ("early", False, 1),
        ("urgent late", True, 3),
        ("urgent", True, 2),
        ("over", True, 0),
    ]
    with store.write() as tx:
        for name, priority, minutes in queue:
            tx.conversations.add(rows.conversation(name))
            closed = AT if name == "over" else None
            at = AT + minutes * MINUTE
            tx.handoffs.add(rows.handoff(name, name, priority=priority, requested_at=at, closed_at=closed))
        assert [waiting.id for waiting in tx.handoffs.open()] == ["urgent", "urgent late", "early", "late"]
        assert tx.handoffs.open_of("early") == rows.handoff("early", "early", requested_at=AT + MINUTE)
        assert tx.handoffs.open_of("over") is None
        again = rows.handoff("again", "over", requested_at=AT + MINUTE, message_key="again")
        tx.handoffs.add(again)
        assert [each.id for each in tx.handoffs.of_conversation("over")] == ["over", "again"]
        assert tx.handoffs.of_conversation("nothing") == []


def test_a_case_is_found_by_reference_intake_and_conversation(store: SqlStore) -> None:
    case = rows.case(details={"name": "Ann"}, first_complained_on=date(2026, 10, 1))
    with store.write() as tx:
        tx.cases.add(case)
        assert tx.cases.by_reference(case.reference) == case
        assert tx.cases.by_intake("intake") == case
        assert tx.cases.of_conversation("chat") == [case]
        assert tx.cases.by_reference("FL-222-222-2223") is None


def test_cases_are_listed_newest_first(store: SqlStore) -> None:
    with store.write() as tx:
        for number, provider in enumerate(["contactnow", "netservers", "contactnow"]):
            tx.intakes.add(rows.intake(f"intake {number}"))
            at = AT + min(number, 1) * MINUTE  # the last two at the same instant
            tx.cases.add(
                rows.case(f"case {number}", intake_id=f"intake {number}", provider=provider, opened_at=at)
            )
        assert [case.id for case in tx.cases.all()] == ["case 2", "case 1", "case 0"]
        assert [case.id for case in tx.cases.all("contactnow")] == ["case 2", "case 0"]
        assert [case.id for case in tx.cases.all(limit=1)] == ["case 2"]


def test_a_report_gets_the_cases_opened_since_then_of_one_provider_with_the_events_it_counts(
    store: SqlStore,
) -> None:
    with store.write() as tx:
        for at, (id, provider) in enumerate(
            [("old", "contactnow"), ("new", "contactnow"), ("theirs", "netservers")]
        ):
            tx.intakes.add(rows.intake(f"intake-{id}"))
            tx.cases.add(
                rows.case(id, intake_id=f"intake-{id}", provider=provider, opened_at=AT + at * MINUTE)
            )
            for code in ("case.opened", "agent.replied", "case.resolved"):
                tx.cases.add_event(id, code, AT + timedelta(days=1), {})
        since = AT + MINUTE
        assert [each.id for each in tx.cases.opened_since("contactnow", since)] == ["new"]
        found = tx.cases.events_of_opened_since("contactnow", since, ("agent.replied", "case.resolved"))
    assert {id: [each.code for each in events] for id, events in found.items()} == {
        "new": ["agent.replied", "case.resolved"]
    }


def test_a_report_gets_every_wish_for_a_person_since_then_open_or_not(store: SqlStore) -> None:
    with store.write() as tx:
        tx.handoffs.add(rows.handoff("one", requested_at=AT, closed_at=AT + MINUTE, message_key="a"))
        tx.handoffs.add(rows.handoff("two", requested_at=AT + MINUTE, message_key="b"))
        assert [each.id for each in tx.handoffs.asked_since("contactnow", AT)] == ["one", "two"]
        assert [each.id for each in tx.handoffs.asked_since("contactnow", AT + MINUTE)] == ["two"]
        assert tx.handoffs.asked_since("netservers", AT) == []


def test_a_case_changes_and_its_history_grows(store: SqlStore) -> None:
    case = rows.case()
    resolved = replace(case, status=CaseStatus.RESOLVED, due_on=date(2026, 12, 1))
    with store.write() as tx:
        tx.cases.add(case)
        tx.cases.add_event("case", "case.opened", AT, {"by": "assistant"})
        tx.cases.save(resolved)
        tx.cases.add_event("case", "case.resolved", AT, {})
        assert tx.cases.by_intake("intake") == resolved
        history = tx.cases.events("case")
    assert [(event.case_id, event.code, event.at, event.data) for event in history] == [
        ("case", "case.opened", AT, {"by": "assistant"}),
        ("case", "case.resolved", AT, {}),
    ]
    assert history[0].id < history[1].id


def test_promises_come_in_the_order_they_were_made(store: SqlStore) -> None:
    of_case = rows.promise("z", case_id="case", kept_at=AT)
    with store.write() as tx:
        tx.cases.add(rows.case())
        tx.promises.add(of_case)
        tx.promises.add(rows.promise("a"))
        assert tx.promises.of_conversation("chat") == [of_case, rows.promise("a")]
        assert tx.promises.of_case("case") == [of_case]


def test_the_same_key_is_queued_once(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add("mail", "key", {"to": "first"}, AT)
        tx.commit()
    with store.write() as tx:
        tx.outbox.add("mail", "key", {"to": "second"}, AT + MINUTE)
        tx.outbox.add("mail", "other", {}, AT)
        tx.commit()
    with store.read() as tx:
        assert [(item.key, item.payload) for item in tx.outbox.all()] == [
            ("key", {"to": "first"}),
            ("other", {}),
        ]
        assert [item.key for item in tx.outbox.all(limit=1)] == ["other"]


def test_the_outbox_tries_again_later_then_gives_up_or_is_done(store: SqlStore) -> None:
    with store.write() as tx:
        for key in ("sent", "late", "dead"):
            tx.outbox.add("mail", key, {}, AT)
        assert tx.outbox.due(AT - MINUTE) == []
        sent, late, dead = tx.outbox.due(AT)
        tx.outbox.sent(sent.id, AT)
        tx.outbox.failed(late.id, "busy", AT + MINUTE, AT)
        tx.outbox.failed(dead.id, "no such box", None, AT)
        assert tx.outbox.due(AT) == []
        assert tx.outbox.due(AT + MINUTE) == [
            replace(late, due_at=AT + MINUTE, attempts=1, last_error="busy", failing_since=AT)
        ]
        assert tx.outbox.all()[2] == replace(
            dead, dead_at=AT, attempts=1, last_error="no such box", failing_since=AT
        )
        assert tx.outbox.all()[0] == replace(sent, sent_at=AT)


def test_the_outbox_gives_no_more_than_asked_longest_due_first(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add("mail", "later", {}, AT + MINUTE)
        tx.outbox.add("mail", "sooner", {}, AT)
        assert [item.key for item in tx.outbox.due(AT + MINUTE)] == ["sooner", "later"]
        assert [item.key for item in tx.outbox.due(AT + MINUTE, limit=1)] == ["sooner"]


@pytest.mark.parametrize(
    "change, error",
    [
        (lambda tx: tx.messages.set_turn("chat", 9, Turn.DONE), Refused),
        (lambda tx: tx.messages.count_attempt("chat", 9), Refused),
        (lambda tx: tx.intakes.save(rows.intake("nowhere")), Refused),
        (lambda tx: tx.contacts.confirm("nowhere", AT), Refused),
        (lambda tx: tx.identity_checks.confirm("nowhere", AT), Refused),
        (lambda tx: tx.identity_checks.count_try("nowhere"), Refused),
        (lambda tx: tx.cases.save(rows.case("nowhere")), UnknownCase),
        (lambda tx: tx.outbox.sent(9, AT), Refused),
        (lambda tx: tx.outbox.failed(9, "busy", None, AT), Refused),
        (lambda tx: tx.contacts.add(rows.contact("again")), Conflict),
    ],
)  # fmt: skip
def test_changing_what_is_not_there_is_never_silent(
    store: SqlStore, change, error: type[FirstlineError]
) -> None:
    with store.write() as tx, pytest.raises(error):
        change(tx)


def test_the_outbox_of_a_chat_is_taken_away_but_not_that_it_is_to_be_forgotten(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add("mail", "mine", {}, AT, "chat")
        tx.outbox.add("ticket", "mine too", {}, AT, "chat")
        tx.outbox.add("forget_chat", "kind", {}, AT, "chat")
        tx.outbox.add("mail", "other", {}, AT, "other")
        tx.outbox.add("mail", "nobody", {}, AT)
        assert sorted(tx.outbox.wipe("chat")) == ["mine", "mine too"]
        assert [item.key for item in tx.outbox.all()] == ["kind", "other", "nobody"]
        assert tx.outbox.wipe("chat") == []


def test_the_outbox_gives_one_kind_only_or_all_but_some(store: SqlStore) -> None:
    with store.write() as tx:
        for kind in ("mail", "forget_chat", "sms"):
            tx.outbox.add(kind, kind, {}, AT)
        assert [item.key for item in tx.outbox.due(AT, only="mail")] == ["mail"]
        assert [item.key for item in tx.outbox.due(AT, but=("mail", "sms"))] == ["forget_chat"]


def test_an_item_is_known_by_its_key_too_because_an_id_may_come_again(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add("mail", "first", {}, AT, "chat")
        (first,) = tx.outbox.all()
        assert tx.outbox.holds(first.id, "first")
        tx.outbox.wipe("chat")
        tx.outbox.add("mail", "second", {}, AT)
        assert not tx.outbox.holds(first.id, "first")

"""A person: recorded once, with a date that working days allow, and the team is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.services.add_details import add_details
from bot.services.context import Context
from bot.services.hand_off import request_person
from tests.support.context import Chat, Clock
from tests.support.desk_rows import add_agent, at_the_desk
from tests.support.telling import begin


def words(said: list) -> str:  # type: ignore[type-arg]
    return " ".join(one.text for one in said)


def test_the_promise_is_the_end_of_the_next_working_day(context: Context, chat: Chat) -> None:
    said = words(request_person(context, chat.id, "1", "asked"))
    assert "by the end of Tuesday 24 November" in said
    with context.store.read() as tx:
        [promise] = tx.promises.of_conversation(chat.id)
        [handoff] = tx.handoffs.open()
    assert (promise.kind, promise.due_on) == ("handoff.reply", date(2026, 11, 24))
    assert handoff.promised_by == date(2026, 11, 24)


def test_no_promise_falls_on_a_weekend_or_a_bank_holiday(context: Context, chat: Chat, clock: Clock) -> None:
    clock.instant = datetime(2026, 12, 24, 20, 0, tzinfo=UTC)
    assert "by the end of Tuesday 29 December" in words(request_person(context, chat.id, "1", "asked"))


def test_asking_again_keeps_the_place_in_the_queue(context: Context, chat: Chat, clock: Clock) -> None:
    request_person(context, chat.id, "1", "asked")
    clock.forward(days=1)
    said = words(request_person(context, chat.id, "2", "asked"))
    assert "already in the queue" in said
    assert "Tuesday 24 November" in said
    with context.store.read() as tx:
        assert len(tx.handoffs.open()) == 1
        assert len(tx.promises.of_conversation(chat.id)) == 1


def test_the_same_request_twice_says_the_same(context: Context, chat: Chat) -> None:
    assert request_person(context, chat.id, "1", "asked") == request_person(context, chat.id, "1", "asked")


def test_the_phone_is_offered_with_its_hours(context: Context, chat: Chat, clock: Clock) -> None:
    assert "01702 668836. They are open now, until 5pm." in words(
        request_person(context, chat.id, "1", "asked")
    )
    clock.instant = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    said = words(request_person(context, chat.id, "1", "asked"))
    assert "They are closed now and open again on Monday 30 November at 9am." in said


def test_the_team_is_told_and_told_again_when_a_number_comes(context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    outcome = add_details(context, chat.hears("07700 900123"))
    assert outcome.says == [("utter_person_contact_kept", {"address": "07700 900123"})]
    with context.store.read() as tx:
        facts = [item.payload["facts"] for item in sorted(tx.outbox.all(), key=lambda item: item.id)]
    assert [fact["contact"] for fact in facts] == ["", "07700 900123"]


@pytest.mark.parametrize("asked_before", [False, True])
def test_a_code_is_no_condition_for_somebody_in_distress(
    context: Context, chat: Chat, asked_before: bool
) -> None:
    add_agent(context)
    if asked_before:
        assert "read out this code" in words(request_person(context, chat.id, "1", "asked"))
    said = words(request_person(context, chat.id, "2", "vulnerable", priority=True))
    assert "you don't need a code or an account number" in said
    assert "read out this code" not in said


def test_distress_goes_to_the_front(context: Context, chat: Chat) -> None:
    from tests.support.context import open_chat

    request_person(context, chat.id, "1", "asked")
    other = open_chat(context, id="d" * 32)
    request_person(context, other, "1", "vulnerable", priority=True)
    with context.store.read() as tx:
        assert [handoff.conversation_id for handoff in tx.handoffs.open()] == [other, chat.id]


@pytest.mark.parametrize(
    ("there", "how"),
    [(True, 'change it under "Check what the person sees"'), (False, "type what is right")],
    ids=["somebody there", "nobody there"],
)
def test_what_the_person_sees_can_be_put_right_in_the_way_that_works_then(
    context: Context, chat: Chat, there: bool, how: str
) -> None:
    begin(chat)
    if there:
        at_the_desk(context, add_agent(context))
    said = words(request_person(context, chat.id, "wish", "asked"))
    assert "What happened: You billed me twice" in said
    assert how in said

"""What the desk shows as promised is what the customer was told, and a reply keeps it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.decisions.records import Handoff, Promise
from bot.services.context import Context
from bot.services.desk.card import open_card
from bot.services.desk.card_history import Answered
from bot.services.desk.queue import queue
from bot.services.desk.reply import reply
from bot.services.desk.reply_promise import ReplyPromise
from bot.services.desk.take_over import claim, close_chat, hand_back, join, pass_on
from bot.services.desk.watch import watch_queue
from bot.services.hand_off import request_person
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context, open_chat
from tests.support.desk_rows import add_agent, at_the_desk, waiting_chat

CHAT = "c" * 32
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


def promises(context: Context) -> list[Promise]:
    with context.store.read() as tx:
        return [each for each in tx.promises.of_conversation(CHAT) if each.kind == "handoff.reply"]


def handoff_of(context: Context) -> Handoff:
    with context.store.read() as tx:
        found = tx.handoffs.open_of(CHAT)
    assert found is not None
    return found


def mails(context: Context) -> list[dict[str, str]]:
    with context.store.read() as tx:
        return [item.payload["facts"] for item in sorted(tx.outbox.all(), key=lambda item: item.id)]


def test_told_that_somebody_is_there_no_day_is_promised_anywhere(context: Context) -> None:
    agent = add_agent(context)
    at_the_desk(context, agent)
    waiting_chat(context)
    assert promises(context) == []
    assert queue(context, agent)[0].promise == ReplyPromise("now")
    assert open_card(context, agent, CHAT).promise == ReplyPromise("now")
    assert mails(context)[0]["promised_by"] == ""


def test_told_a_day_the_card_the_queue_and_the_mail_have_that_day(context: Context) -> None:
    agent = add_agent(context)
    waiting_chat(context)
    assert [each.due_on for each in promises(context)] == [TUESDAY]
    assert queue(context, agent)[0].promise == ReplyPromise("open", TUESDAY)
    assert open_card(context, agent, CHAT).promise == ReplyPromise("open", TUESDAY)
    assert mails(context)[0]["promised_by"] == "Tuesday 24 November"


def test_when_nobody_takes_it_the_day_that_they_are_told_then_is_promised(
    context: Context, clock: Clock
) -> None:
    agent = add_agent(context)
    at_the_desk(context, agent)
    waiting_chat(context)
    clock.forward(minutes=15)
    watch_queue(context)
    with context.store.read() as tx:
        assert "by the end of Tuesday 24 November" in tx.messages.newest(CHAT, 1)[0].text
    assert open_card(context, agent, CHAT).promise == ReplyPromise("open", TUESDAY)
    assert mails(context)[-1]["promised_by"] == "Tuesday 24 November"


def test_asked_again_when_nobody_is_there_the_day_that_they_are_told_is_promised(
    context: Context, clock: Clock
) -> None:
    at_the_desk(context, add_agent(context))
    waiting_chat(context)
    clock.forward(hours=1)
    said = " ".join(one.text for one in request_person(context, CHAT, "2", "asked"))
    assert "by the end of Tuesday 24 November" in said
    assert [each.due_on for each in promises(context)] == [TUESDAY]


def test_a_day_that_has_passed_is_never_told_again(context: Context, clock: Clock) -> None:
    waiting_chat(context)
    clock.forward(days=3)
    said = " ".join(one.text for one in request_person(context, CHAT, "2", "asked"))
    assert "by the end of Friday 27 November" in said
    assert [each.due_on for each in promises(context)] == [TUESDAY, FRIDAY]
    assert handoff_of(context).promised_by == FRIDAY


def test_a_claim_alone_keeps_no_promise_and_the_first_reply_does(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    claim(context, agent, waiting_chat(context))
    assert open_card(context, agent, CHAT).promise == ReplyPromise("open", TUESDAY)
    clock.forward(minutes=2)
    at = context.now()
    reply(context, agent, CHAT, "I am looking into it.")
    clock.forward(days=3)
    assert open_card(context, agent, CHAT).promise == ReplyPromise("kept", TUESDAY, at)
    [row] = queue(context, agent)
    assert (row.promise.state, row.why_first) == ("kept", None)


def test_told_that_somebody_is_there_a_reply_keeps_it_too(context: Context) -> None:
    agent = add_agent(context)
    at_the_desk(context, agent)
    claim(context, agent, waiting_chat(context))
    assert open_card(context, agent, CHAT).promise == ReplyPromise("now")
    reply(context, agent, CHAT, "Here I am.")
    assert open_card(context, agent, CHAT).promise == ReplyPromise("kept", None, context.now())


def test_unanswered_after_its_day_it_is_late_though_somebody_has_it(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    claim(context, agent, waiting_chat(context))
    clock.forward(days=3)
    [row] = queue(context, agent)
    assert (row.promise.state, row.why_first) == ("late", "overdue")


def test_an_agent_who_joins_has_promised_nothing(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    open_chat(context)
    join(context, agent, CHAT)
    assert open_card(context, agent, CHAT).promise == ReplyPromise("nothing")
    clock.forward(days=2)
    assert queue(context, agent)[0].why_first is None


def test_after_a_hand_back_the_card_says_who_asked_who_answered_and_what_was_agreed(
    context: Context, clock: Clock
) -> None:
    agent = add_agent(context)
    claim(context, agent, waiting_chat(context))
    reply(context, agent, CHAT, "I am looking into it.")
    clock.forward(minutes=7)
    hand_back(context, agent, CHAT, "An engineer comes on Friday.")
    card = open_card(context, agent, CHAT)
    assert (card.handoff, card.promise) == (None, None)
    assert card.answered == (
        Answered(
            asked=True,
            reason=None,
            asked_at="Monday 23 November, 10:00",
            by="Priya",
            ended="handed_back",
            ended_at="Monday 23 November, 10:07",
            agreed="An engineer comes on Friday.",
            promise=ReplyPromise("kept", TUESDAY, promises(context)[0].kept_at),
        ),
    )


def test_each_request_has_its_own_story(context: Context, clock: Clock) -> None:
    priya, sam = add_agent(context), add_agent(context, "Sam")
    claim(context, priya, waiting_chat(context))
    hand_back(context, priya, CHAT, "A call tomorrow.")
    clock.forward(days=1)
    request_person(context, CHAT, "2", "asked")
    claim(context, sam, handoff_of(context).id)
    close_chat(context, sam, CHAT, "It is mended.")
    told = open_card(context, priya, CHAT).answered
    assert [(each.by, each.ended, each.agreed) for each in told] == [
        ("Priya", "handed_back", "A call tomorrow."),
        ("Sam", "closed", None),
    ]
    assert [each.promise.day for each in told] == [TUESDAY, date(2026, 11, 25)]


def test_put_back_after_a_reply_and_told_a_day_again_that_day_is_open(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    handoff = waiting_chat(context)
    claim(context, agent, handoff)
    reply(context, agent, CHAT, "One moment.")
    pass_on(context, agent, handoff, None, "I must leave.")
    clock.forward(minutes=15)
    watch_queue(context)
    assert open_card(context, agent, CHAT).promise == ReplyPromise("open", TUESDAY)
    assert [each.kept_at is None for each in promises(context)] == [False, True]


def test_the_mail_names_the_complaint_and_leads_to_the_desk(context: Context) -> None:
    case = add_case(context)
    request_person(context, case.conversation_id, "1", "asked")
    waiting_chat(context)
    of_case, of_chat = mails(context)
    assert of_case["about"] == f"complaint {case.reference}"
    assert of_case["desk_link"] == f"{context.public_url}/desk/cases/{case.reference}"
    assert of_chat["about"] == "chat cccccccc"
    assert of_chat["desk_link"] == f"{context.public_url}/desk/conversations/{CHAT}"

"""A chat that its customer deletes leaves nobody in the queue, and a row of an ended chat is taken away kindly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.decisions.records import ConversationState
from bot.services.context import Context
from bot.services.delete_conversation import delete_conversation
from bot.services.desk.queue import queue
from bot.services.desk.take_over import claim
from bot.services.desk.watch import watch_queue
from bot.services.hand_off import request_person
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent, at_the_desk, waiting_chat

CHAT = "c" * 32


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


def left_behind(context: Context) -> str:
    """A request whose chat ended without it, as an earlier version left them: the id of the handoff."""
    handoff = waiting_chat(context)
    with context.store.write() as tx:
        tx.conversations.set_state(CHAT, ConversationState.CLOSED)
        tx.commit()
    return handoff


@pytest.mark.parametrize("there", [True, False])
def test_the_wish_for_a_person_ends_with_the_chat(context: Context, there: bool) -> None:
    agent = add_agent(context)
    if there:
        at_the_desk(context, agent)
    waiting_chat(context)
    delete_conversation(context.store, context.now, context.words, CHAT)
    assert queue(context, agent) == []


def test_it_ends_for_a_complaint_too_and_the_promise_of_a_reply_stays_with_the_complaint(
    context: Context,
) -> None:
    agent = add_agent(context)
    case = add_case(context)
    request_person(context, case.conversation_id, "1", "asked")
    delete_conversation(context.store, context.now, context.words, case.conversation_id)
    assert queue(context, agent) == []
    with context.store.read() as tx:
        assert tx.handoffs.open_of(case.conversation_id) is None
        kept = [each.kind for each in tx.promises.of_case(case.id) if each.kept_at is None]
    assert "handoff.reply" in kept


def test_a_row_of_an_ended_chat_is_not_shown(context: Context) -> None:
    agent = add_agent(context)
    left_behind(context)
    assert queue(context, agent) == []


def test_to_claim_an_ended_chat_wins_nothing_and_takes_the_row_away(context: Context) -> None:
    agent = add_agent(context)
    handoff = left_behind(context)
    taken = claim(context, agent, handoff)
    assert (taken.won, taken.holder, taken.ended) == (False, "", True)
    with context.store.read() as tx:
        assert tx.handoffs.open_of(CHAT) is None
        assert tx.conversations.get(CHAT).state is ConversationState.CLOSED


def test_no_supervisor_is_called_to_an_ended_chat(context: Context, clock: Clock) -> None:
    handoff = left_behind(context)
    clock.forward(minutes=60)
    watch_queue(context)
    with context.store.read() as tx:
        assert not any(item.key.startswith("person-late-") for item in tx.outbox.all())
        ended = tx.handoffs.get(handoff)
    assert ended is not None
    assert replace(ended, closed_at=None) != ended

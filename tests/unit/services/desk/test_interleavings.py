"""1,000 interleavings of messages, handoffs, claims, hand-backs, time-outs and restarts: the bot is silent whenever a
person is expected, nobody is lost, and after a hand-back the next message is answered."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.decisions.conversation import OutOfTurn
from bot.decisions.records import ConversationState, Sender
from bot.services.context import Context
from bot.services.desk.passed_on import is_passed_on
from bot.services.desk.reply import reply
from bot.services.desk.take_over import carry_on, claim, hand_back, join, pass_on
from bot.services.desk.watch import watch_queue
from bot.services.hand_off import request_person
from bot.services.run_turn import TurnRunner
from bot.services.take_message import take_message
from tests.support.context import Clock, make_context, open_chat
from tests.support.desk_rows import add_agent, at_the_desk

FOLDER = Path(tempfile.mkdtemp(prefix="interleavings-"))
CLOCK = Clock()
CONTEXT = make_context(FOLDER, CLOCK)
AGENTS = [add_agent(CONTEXT, name) for name in ("Priya", "Tom")]
NUMBERS = itertools.count(1)


class Echo:
    """An engine that always has an answer."""

    async def turn(self, conversation_id: str, message_id: str, **_: Any) -> list[dict[str, Any]]:
        return [{"text": f"answer to {message_id}", "buttons": []}]


class Chats(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.context: Context = CONTEXT
        self.id = f"{next(NUMBERS):032x}"
        self.given_back = False

    @initialize()
    def opens(self) -> None:
        open_chat(self.context, id=self.id)

    @property
    def state(self) -> ConversationState:
        with self.context.store.read() as tx:
            return tx.conversations.get(self.id).state

    def spoken(self) -> int:
        with self.context.store.read() as tx:
            return sum(line.sender is Sender.BOT for line in tx.messages.after(self.id, 0, 500))

    def holder(self) -> Any:
        with self.context.store.read() as tx:
            handoff = tx.handoffs.open_of(self.id)
        return next((agent for agent in AGENTS if handoff and agent.id == handoff.claimed_by), None)

    @rule()
    def the_customer_writes(self) -> None:
        before, state = self.spoken(), self.state
        key = f"k{next(NUMBERS)}"
        take_message(
            self.context.store, self.context.now, self.context.words, self.id, key, text="hello there"
        )
        runner = TurnRunner(
            self.context.store, Echo(), self.context.now, self.context.words,  # type: ignore[arg-type]
            lambda slug: {"provider": slug, "other_ways": ""},
        )  # fmt: skip
        asyncio.run(runner.run_oldest(self.id))
        answered = self.spoken() - before
        assert answered == (1 if state is ConversationState.BOT else 0)
        if self.given_back:
            assert answered == 1
            self.given_back = False

    @rule(there=st.booleans())
    def the_customer_wants_a_person(self, there: bool) -> None:
        if there:
            at_the_desk(self.context, AGENTS[0])
        request_person(self.context, self.id, f"m{next(NUMBERS)}", "asked")
        self.given_back = False

    @rule()
    def the_customer_carries_on(self) -> None:
        try:
            carry_on(self.context, self.id)
        except OutOfTurn:
            assert self.state is ConversationState.HUMAN

    @rule(who=st.sampled_from(AGENTS))
    def an_agent_claims(self, who: Any) -> None:
        with self.context.store.read() as tx:
            handoff = tx.handoffs.open_of(self.id)
            waits = handoff is not None and is_passed_on(tx, handoff)
        if handoff is not None:
            had = self.holder()
            assert claim(self.context, who, handoff.id).won == (had in (None, who) or waits)
            self.given_back = False

    @rule(who=st.sampled_from(AGENTS))
    def an_agent_joins(self, who: Any) -> None:
        join(self.context, who, self.id)
        self.given_back = False

    @precondition(lambda self: self.holder() is not None)
    @rule(to=st.sampled_from([None, *AGENTS]))
    def an_agent_passes_it_on(self, to: Any) -> None:
        with self.context.store.read() as tx:
            handoff = tx.handoffs.open_of(self.id)
        assert handoff is not None
        pass_on(self.context, self.holder(), handoff.id, to.id if to else None, "note")

    @precondition(lambda self: self.holder() is not None)
    @rule()
    def an_agent_replies(self) -> None:
        before = self.spoken()
        reply(self.context, self.holder(), self.id, f"line {next(NUMBERS)}")
        assert self.spoken() == before

    @precondition(lambda self: self.holder() is not None)
    @rule()
    def an_agent_hands_back(self) -> None:
        hand_back(self.context, self.holder(), self.id, "a call on Tuesday")
        self.given_back = True

    @rule(minutes=st.sampled_from([1, 5, 11, 600]))
    def time_passes(self, minutes: int) -> None:
        CLOCK.forward(minutes=minutes)
        before = self.spoken()
        watch_queue(self.context)
        assert self.spoken() == before  # notices are the system's

    @rule()
    def everything_is_started_anew(self) -> None:
        self.context = replace(CONTEXT)
        watch_queue(self.context)

    def teardown(self) -> None:
        """Its request leaves the queue, which would grow with every chat else."""
        with CONTEXT.store.write() as tx:
            handoff = tx.handoffs.open_of(self.id)
            if handoff is not None:
                tx.handoffs.save(replace(handoff, closed_at=CLOCK()))
                tx.commit()

    @invariant()
    def nobody_is_lost(self) -> None:
        with self.context.store.read() as tx:
            if tx.conversations.find(self.id) is None:
                return
            state, handoff = tx.conversations.get(self.id).state, tx.handoffs.open_of(self.id)
        if state is ConversationState.WAITING:
            assert handoff is not None
            assert handoff.claimed_by is None
        if state is ConversationState.HUMAN:
            assert handoff is not None
            assert handoff.claimed_by is not None
        if state is ConversationState.BOT and handoff is not None:
            assert handoff.claimed_by is None


Chats.TestCase.settings = settings(
    max_examples=1000, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestChats = pytest.mark.slow(pytest.mark.timeout(600)(Chats.TestCase))

"""What made-up agents do: take a chat, answer, note, promise, offer. Each step is the service that the desk uses."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from bot.decisions.calendar import add_working_days
from bot.decisions.demo_bank import Problem
from bot.decisions.demo_times import awake
from bot.decisions.questions import Question
from bot.decisions.records import Agent, CaseStatus, ConversationState
from bot.services.acknowledged import waits_to_be_told
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.demo.assistant import Meant
from bot.services.demo.customer import Chat
from bot.services.demo.persona import Persona
from bot.services.demo.world import Story, World
from bot.services.desk.log_complaint import Arrived
from bot.services.desk.log_from_chat import CHAT, log_from_chat, told_in_chat
from bot.services.desk.reply import add_note, reply
from bot.services.desk.take_over import claim, close_chat, hand_back, join, pass_on
from bot.services.desk.work_case import (
    customer_said,
    not_sorted_after_all,
    offer_outcome,
    promise,
    take_higher,
    told_that_we_have_it,
)

_ENDED = (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED_NO_REPLY, CaseStatus.AT_ADR)

_A_STORY = 9
"""Words: fewer are no complaint yet."""
_ASKED_ANEW = frozenset(
    {Question.DESCRIPTION, Question.NAME, Question.REPLY_BY, Question.REPLY_ADDRESS, Question.FIRST_TOLD_ON}
)
"""What the agent fills in on the form."""


def serve(world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random) -> Story:
    """Somebody takes the chat that waits: in minutes where they are there, else on the next working day, late in a bad
    month; talks, and gives it back or ends it."""
    if not chat.waits():
        return
    there = world.somebody_is_there(chat.provider) and chance.random() < 0.85
    if there:
        yield world.clock.instant + timedelta(seconds=chance.randrange(40, 900))
    else:
        yield world.desk_time(chat.provider, chance.choice((0, 0, 1, 1, 2)), chance)
    if not chat.waits():
        return
    work = Work(world, chat, who, problem, chance, world.somebody(chat.provider, chance))
    if not work.take():
        return
    yield world.clock.instant + timedelta(seconds=chance.randrange(30, 150))
    work.reply(chance.choice(problem.replies))
    for _ in range(chance.choice((0, 1, 1, 2))):
        if there:
            yield world.clock.instant + timedelta(seconds=chance.randrange(25, 160))
            chat.says(chance.choice(world.bank.words.to_agent), Meant.ANSWERS)
        yield world.clock.instant + timedelta(seconds=chance.randrange(25, 200))
        work.reply(chance.choice(problem.more))
    if chance.random() < 0.08:
        work.pass_to_colleague()
        yield world.desk_time(chat.provider, 0, chance)
        work.take()
        work.reply(chance.choice(problem.more))
    yield world.clock.instant + timedelta(seconds=chance.randrange(30, 300))
    work.note(chance.choice(problem.notes))
    if chat.case() is None and chance.random() < 0.8:
        work.log()
    work.end(closes=chat.case() is None and chance.random() < 0.6)


@dataclass
class Work:
    """One agent at one chat and its case."""

    world: World
    chat: Chat
    who: Persona
    problem: Problem
    chance: random.Random
    agent: Agent

    def take(self) -> bool:
        """Whether they have the chat now."""
        with self.chat.context.store.read() as tx:
            waiting = tx.handoffs.open_of(self.chat.id)
        if waiting is None:
            return False
        return claim(self.chat.context, self.agent, waiting.id).won

    def reply(self, words: str) -> None:
        reply(self.chat.context, self.agent, self.chat.id, words.format(name=self.who.first_name))

    def note(self, words: str) -> None:
        add_note(self.chat.context, self.agent, self.chat.id, words)

    def log(self) -> None:
        """A complaint that was told in the chat and not logged there yet, if one was."""
        context = self.chat.context
        told = told_in_chat(context, self.agent, self.chat.id)
        story = str(told.answers.get(Question.DESCRIPTION, ""))
        if len(story.split()) < _A_STORY:
            return
        arrived = Arrived(
            provider=self.chat.provider,
            channel=CHAT,
            received_on=told.began_on,
            description=story,
            name=self.who.name,
            reply_by=self.who.reply_by,
            reply_address=self.who.address,
            details={key: value for key, value in told.answers.items() if key not in _ASKED_ANEW},
        )
        log_from_chat(context, self.agent, self.chat.id, arrived)

    def pass_to_colleague(self) -> None:
        """The one who has it now is another."""
        with self.chat.context.store.read() as tx:
            waiting = tx.handoffs.open_of(self.chat.id)
        colleague = self.world.somebody(self.chat.provider, self.chance, but=self.agent)
        if waiting is None or colleague.id == self.agent.id:
            return
        pass_on(
            self.chat.context, self.agent, waiting.id, colleague.id, self.chance.choice(self.problem.notes)
        )
        self.agent = colleague

    def end(self, closes: bool) -> None:
        words = self.world.bank.words
        if closes:
            close_chat(self.chat.context, self.agent, self.chat.id, self.chance.choice(words.closes))
            return
        agreed = self.chance.choice(words.agreed) if self.chance.random() < 0.4 else ""
        hand_back(self.chat.context, self.agent, self.chat.id, agreed)

    def acknowledge(self) -> None:
        """By telephone or letter, where the case waits for it."""
        case = self.chat.case()
        if case is None:
            return
        with self.chat.context.store.read() as tx:
            waits = waits_to_be_told(tx, case)
        if waits:
            day = self.chat.context.day(self.chat.context.today())
            told_that_we_have_it(self.chat.context, self.agent, case.reference, f"By telephone on {day}.")

    def first_answer(self, promises: bool = True) -> Story:
        """A note, a line in the chat if it still stands, and often something promised."""
        if self.chance.random() < 0.5:
            self.note(self.chance.choice(self.problem.notes))
        if self.chat.state() is ConversationState.BOT and self.chance.random() < 0.75:
            join(self.chat.context, self.agent, self.chat.id)
            yield self.world.clock.instant + timedelta(seconds=self.chance.randrange(60, 400))
            self.reply(self.chance.choice(self.problem.replies))
            yield self.world.clock.instant + timedelta(seconds=self.chance.randrange(60, 500))
            self.end(closes=False)
        if promises and self.chance.random() < self.world.bank.year.promise_made:
            days = self.chance.randint(1, 4)
            nation = self.chat.context.provider(self.chat.provider).nation
            due = add_working_days(self.chat.context.today(), days, nation, self.chat.context.holidays)
            self.promise(due)
            late = self.chance.random() < 0.12
            yield self.world.desk_time(self.chat.provider, days + (3 if late else -1), self.chance)
            self.keep_promise()

    def promise(self, due_on: date) -> None:
        case = self.chat.case()
        if case is not None and case.status not in _ENDED:
            what = self.chance.choice(self.problem.promises)
            promise(self.chat.context, self.agent, case.reference, what, due_on)

    def keep_promise(self) -> None:
        """What was promised is done: a note says so. There is no service yet that settles an agent's own promise, so
        the row is marked through its port, as those services do."""
        context = self.chat.context
        self.note("Rang, as promised.")
        with context.store.write() as tx:
            tx.promises.keep(self.chat.id, AGENT_PROMISE, context.now())
            tx.commit()

    def offer(self, outcome: str) -> bool:
        """Whether there was still something to offer for."""
        case = self.chat.case()
        if case is None or case.status in _ENDED:
            return False
        offer_outcome(self.chat.context, self.agent, case.reference, outcome)
        return True

    def word(self, accepted: bool) -> Story:
        """The customer's word on the offer: in the chat, or on the telephone, and then an agent puts it down."""
        case, words, year = self.chat.case(), self.world.bank.words, self.world.bank.year
        if case is None or case.status is not CaseStatus.OUTCOME_OFFERED:
            return
        if self.chat.state() is ConversationState.BOT and self.chance.random() >= year.answers_by_phone:
            if self.chance.random() < 0.5 and self.chat.presses(
                "offer_accept" if accepted else "offer_refuse"
            ):
                return
            self.chat.says(self.chance.choice(words.accepts if accepted else words.refuses), Meant.OFFER)
            return
        yield self.world.desk_time(self.chat.provider, 0, self.chance)
        case = self.chat.case()
        if case is not None and case.status is CaseStatus.OUTCOME_OFFERED:
            agent = self.world.somebody(self.chat.provider, self.chance)
            customer_said(self.chat.context, agent, case.reference, accepted, self._how(words.said_by_phone))

    def chase(self) -> Story:
        """No word came: after a while somebody rings, perhaps once more, and hears one."""
        year = self.world.bank.year
        yield self.world.desk_time(self.chat.provider, self.chance.randint(*year.rings_after), self.chance)
        if self.chance.random() < year.never_reached:
            yield self.world.desk_time(
                self.chat.provider, 2 * self.chance.randint(*year.rings_after), self.chance
            )
        case = self.chat.case()
        if case is None or case.status is not CaseStatus.OUTCOME_OFFERED:
            return
        agent = self.world.somebody(self.chat.provider, self.chance)
        how = self._how(self.world.bank.words.said_by_phone)
        customer_said(self.chat.context, agent, case.reference, True, how)

    def higher(self) -> Story:
        """Up the ladder: the customer asks for it in the chat, or the agent takes it there."""
        case, words = self.chat.case(), self.world.bank.words
        if self.chat.state() is ConversationState.BOT and self.chance.random() < 0.6:
            yield awake(
                self.world.clock.instant + timedelta(minutes=self.chance.randrange(1, 90)), self.chance
            )
            self.chat.says(self.chance.choice(words.higher), Meant.HIGHER)
            yield from serve(self.world, self.chat, self.who, self.problem, self.chance)
        elif case is not None and case.status is CaseStatus.OPEN:
            yield self.world.desk_time(self.chat.provider, 0, self.chance)
            boss = self.world.supervisor(self.chat.provider)
            take_higher(self.chat.context, boss, case.reference, self.chance.choice(words.higher_by_agent))

    def reopen(self) -> None:
        case = self.chat.case()
        if case is not None and case.status is CaseStatus.RESOLVED:
            how = self._how(self.world.bank.words.not_sorted)
            not_sorted_after_all(self.chat.context, self.agent, case.reference, how)

    def _how(self, ways: tuple[str, ...]) -> str:
        context = self.chat.context
        return self.chance.choice(ways).format(day=context.day(context.today()))

"""A made-up year as it runs: the clock, what happens next, and who is at which desk."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.demo_bank import Bank, Problem
from bot.decisions.demo_data import MADE, MARKS
from bot.decisions.demo_times import at_the_desk, desk_time
from bot.decisions.errors import Refused
from bot.decisions.records import Agent
from bot.services.context import Context
from bot.services.demo.assistant import Assistant
from bot.services.demo.persona import Persona
from bot.services.desk.presence import is_here
from bot.services.desk.watch import ALERT, WAIT, watch_queue
from bot.services.other_ways import other_ways
from bot.services.ports import Batch, Letters, PasswordHasher
from bot.services.prune_desk import prune_desk
from bot.services.run_turn import TurnRunner
from bot.services.sign_in import Opened, sign_in
from bot.services.take_file import Filing

Story = Generator[datetime, None, None]
"""A thread of what happens: it yields the instant at which it goes on, and does what is next then."""

_STEPS_KEPT_TOGETHER = 25
"""Few enough that another writer waits no longer than its patience (``connect._BUSY_MS``)."""
_RELAY_EVERY = timedelta(hours=2)
_A_TURN = timedelta(seconds=30)
"""Longer than one step takes by the clock: nothing may happen later than now."""
_PRUNE_EVERY = timedelta(days=30)
_OFF_TODAY = 0.25
_ALL_MAILS = 100_000
_ADDRESS = "192.0.2.1"
"""A network address that is kept for documentation: nobody has it."""


@dataclass
class DemoClock:
    """Moved by the year, never by time."""

    instant: datetime

    def __call__(self) -> datetime:
        return self.instant

    def forward(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


class Everybody:
    """Fulfils ``PasswordHasher`` for the made-up agents, whose passwords nobody has: whoever comes is let in, within
    this process only. What is kept in the database is hashed by ``real``."""

    def __init__(self, real: PasswordHasher) -> None:
        self._real = real

    def hash(self, password: str) -> str:
        return self._real.hash(password)

    def fits(self, password_hash: str | None, _password: str) -> bool:
        return password_hash is not None

    def outdated(self, _password_hash: str) -> bool:
        return False


class _AtOnce(ThreadPoolExecutor):
    """Runs what it is given where it stands: one thread has the batch, and thousands of turns wait for no other."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


@dataclass
class World:
    """``context`` has the batch as its store and ``clock`` as its clock. ``until``: the instant that is now.
    ``opened``, ``staff``: ids that are not marked yet. ``broken``: stories that a service refused, by reason.
    ``cast``: who is in which chat, and about what; ``left_alone``: chats that stand unanswered on purpose."""

    context: Context
    clock: DemoClock
    batch: Batch
    bank: Bank
    filing: Filing
    letters: Letters
    passwords: PasswordHasher
    seed: str
    until: datetime
    agents: dict[str, list[Agent]] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    staff: list[str] = field(default_factory=list)
    _ours: set[str] = field(default_factory=set)
    broken: Counter[str] = field(default_factory=Counter)
    cast: dict[str, tuple[Persona, Problem]] = field(default_factory=dict)
    left_alone: set[str] = field(default_factory=set)
    _heap: list[tuple[datetime, int, Story]] = field(default_factory=list)
    _order: itertools.count[int] = field(default_factory=itertools.count)
    _sessions: dict[tuple[str, date], str] = field(default_factory=dict)
    _relayed: datetime | None = None
    _pruned: datetime | None = None

    def __post_init__(self) -> None:
        self.assistant = Assistant(self.context, self.clock.forward)
        self.turns = TurnRunner(
            self.context.store,
            self.assistant,
            self.clock,
            self.context.words,
            lambda slug: {
                "provider": self.context.provider(slug).name,
                "other_ways": other_ways(self.context.provider(slug), self.context.words),
            },
        )
        self.loop = asyncio.Runner()
        self.loop.get_loop().set_default_executor(_AtOnce())

    def chance(self, *about: object) -> random.Random:
        """Of its own for each thing, so that one more story changes no other."""
        return random.Random(":".join(map(str, (self.seed, *about))))  # noqa: S311 - guards nothing

    def begin(self, at: datetime, story: Story) -> None:
        heapq.heappush(self._heap, (at, next(self._order), story))

    def run(self, tell: Callable[[datetime], None]) -> None:
        """All that happens up to ``until``, in order; what would come later stays undone. ``tell``: hears the time now
        and then."""
        steps = 0
        while self._heap and self._heap[0][0] <= self.until - _A_TURN:
            at, _, story = heapq.heappop(self._heap)
            self.clock.instant = max(at, self.clock.instant)
            self._between()
            try:
                self.begin(max(next(story), self.clock.instant), story)
            except StopIteration:
                pass
            except Refused as error:
                self.broken[str(error)] += 1
            steps += 1
            if steps % _STEPS_KEPT_TOGETHER == 0:
                self.keep()
                tell(self.clock.instant)
        self.clock.instant = max(self.until, self.clock.instant)
        self._relay()
        self.keep()

    def keep(self) -> None:
        """Marks what is new as made up, in the same transaction, and keeps it."""
        self._ours.update(self.opened)
        if self.opened or self.staff:
            with self.batch.write() as tx:
                made = {"conversations": self.opened, "agents": self.staff}
                tx.audit.add(self.clock.instant, MADE, MARKS, data=made)
                tx.commit()
            self.opened, self.staff = [], []
        self.batch.keep()

    def close(self) -> None:
        self.batch.drop()
        self.loop.close()

    # -- the desk

    def desk_time(self, slug: str, working_days: int, chance: random.Random) -> datetime:
        """When the desk of ``slug`` does something, so many working days from now."""
        desk, nation = self.bank.year.desk, self.context.provider(slug).nation
        return desk_time(self.clock.instant, working_days, desk, chance, self.context.holidays, nation)

    def somebody_is_there(self, slug: str) -> bool:
        """Whether the desk is manned now. Then the page of one who sits at it has just asked for news."""
        here = self._on_shift(slug)
        for agent in here[:1]:
            self._seen(agent)
        return bool(here)

    def somebody(self, slug: str, chance: random.Random, but: Agent | None = None) -> Agent:
        """An agent who works now; if all are off, one of them comes in."""
        here = [each for each in self._on_shift(slug) if but is None or each.id != but.id]
        agent = chance.choice(here or self.agents[slug])
        self._seen(agent)
        return agent

    def _on_shift(self, slug: str) -> list[Agent]:
        nation = self.context.provider(slug).nation
        if not at_the_desk(self.clock.instant, self.bank.year.desk, self.context.holidays, nation):
            return []
        today = self.context.today()
        return [each for each in self.agents[slug] if self.chance(each.email, today).random() > _OFF_TODAY]

    def supervisor(self, slug: str) -> Agent:
        agent = self.agents[slug][0]
        self._seen(agent)
        return agent

    def queue_watched(self) -> None:
        """Somebody waits from now on: the relay looks when a rule says that it is too long."""
        for rule in (WAIT, ALERT):
            at = self.clock.instant + timedelta(minutes=self.context.rule(rule), seconds=5)
            self.begin(at, self._watch(at))

    def _watch(self, at: datetime) -> Story:
        if self.clock.instant < at:
            yield at
        watch_queue(self.context)

    def _seen(self, agent: Agent) -> None:
        key = (agent.id, self.context.today())
        if key not in self._sessions:
            opened = sign_in(self.context, Everybody(self.passwords), agent.email, "", _ADDRESS)
            if not isinstance(opened, Opened):  # refused, or a second step is asked of everybody
                return
            self._sessions[key] = opened.signed_in.session.id
        is_here(self.context, self._sessions[key])

    # -- what the relay does

    def _between(self) -> None:
        now = self.clock.instant
        if self._relayed is None or now - self._relayed > _RELAY_EVERY:
            self._relay()
        if self._pruned is None or now - self._pruned > _PRUNE_EVERY:
            self._pruned = now
            prune_desk(self.context)

    def _relay(self) -> None:
        """Letters are written as ever, and go to nobody: a stack that starts later sends none of them."""
        self._relayed = self.clock.instant
        self._ours.update(self.opened)
        with self.batch.write() as tx:
            for item in tx.outbox.due(self.clock.instant, _ALL_MAILS):
                if item.conversation_id in self._ours:  # real mail waits for the real relay
                    self.letters.render(item.payload["template"], item.payload["facts"])
                    tx.outbox.sent(item.id, self.clock.instant)
            tx.commit()


def with_batch(context: Context, batch: Batch, clock: DemoClock, seed: str) -> Context:
    """The same services, over the batch, at the made-up time, with a chance that the seed fixes."""
    chance = random.Random(f"ids:{seed}")  # noqa: S311 - made-up data has no secrets
    return replace(context, store=batch, now=clock, random=chance.randbytes)


def days_from(at: datetime, days: int) -> date:
    return london_date(at) + timedelta(days=days)

"""What the relay does with an item of the outbox next: send it, look for it, wait, park it, or give it up. Pure.

Two facts lead it. Is the item *in doubt*: may an earlier attempt have arrived (no answer came, or the relay died in the
middle)? And is the carrier *repeatable*: does the same item twice do one thing over there? In doubt, and not
repeatable, nothing is sent before it is known to be missing; where nobody can know, a person looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from bot.decisions.delivery import Delivered, Found, Impossible, Missing, Outcome, TryAgain, Unknown
from bot.decisions.records import OutboxItem

FORGET: Final = "forget_chat"
LOOK_UP: Final = "look_up_and_send_code"
OWN_WORK: Final = (FORGET, LOOK_UP)
"""Kinds that no carrier takes: ``forget_chat`` and ``identity.send_codes`` see to them."""
_HELPDESK: Final = ("ticket", "ticket_note")

Chance = Callable[[], float]
"""A number from 0 to 1."""


class ItemState(StrEnum):
    """``failing``: tried, and will be again. ``parked``: a person has to look, as it may be there. ``dead``: surely not
    there, and not tried again by itself."""

    WAITING = "waiting"
    FAILING = "failing"
    PARKED = "parked"
    DEAD = "dead"
    SENT = "sent"


def state_of(item: OutboxItem) -> ItemState:
    if item.sent_at is not None:
        return ItemState.SENT
    if item.parked_at is not None:
        return ItemState.PARKED
    if item.dead_at is not None:
        return ItemState.DEAD
    return ItemState.WAITING if item.last_error is None else ItemState.FAILING


def together(kind: str) -> tuple[str, ...]:
    """The kinds that go to the same system as ``kind``: they are sent by one thread, in turn, and rest together."""
    return _HELPDESK if kind in _HELPDESK else (kind,)


@dataclass(frozen=True)
class Patience:
    """Rule ``outbox_patience``. The wait after a failure begins with ``first``, is multiplied by ``growth`` each time
    up to ``longest``, and lies up to ``spread`` (0.2: a fifth) either side. ``give_up``: how long after its first
    failure an item is tried. ``look_after``: how long after an attempt without an answer "missing" is believed."""

    first: timedelta
    growth: int
    longest: timedelta
    spread: float
    give_up: timedelta
    look_after: timedelta

    @classmethod
    def of(cls, rule: Mapping[str, Any]) -> Patience:
        """From the value of the rule."""
        return cls(
            first=timedelta(seconds=rule["first_wait_seconds"]),
            growth=rule["growth"],
            longest=timedelta(minutes=rule["longest_wait_minutes"]),
            spread=rule["spread_percent"] / 100,
            give_up=timedelta(hours=rule["give_up_after_hours"]),
            look_after=timedelta(seconds=rule["look_after_seconds"]),
        )

    def wait(self, attempt: int) -> timedelta:
        """How long after failed attempt ``attempt`` (1, 2, …) the next one is due, before jitter."""
        wait = self.first
        for _ in range(attempt - 1):
            wait = min(wait * self.growth, self.longest)
            if wait == self.longest:
                break
        return min(wait, self.longest)

    def spread_wait(self, attempt: int, chance: Chance) -> timedelta:
        """``wait`` with its jitter, so that what failed together does not come back together."""
        return self.wait(attempt) * (1 + self.spread * (2 * chance() - 1))


@dataclass(frozen=True)
class Sent:
    """Done. ``remote_id`` as in ``Delivered``."""

    remote_id: str | None = None


@dataclass(frozen=True)
class Later:
    """Again at ``at``. ``in_doubt``: what was sent may be there. ``rests_until``: the other side asked that nothing at
    all comes before then."""

    at: datetime
    reason: str
    in_doubt: bool = False
    rests_until: datetime | None = None


@dataclass(frozen=True)
class Dead:
    reason: str


@dataclass(frozen=True)
class Parked:
    """For a person: it may be there, and nobody but a person can say."""

    reason: str


@dataclass(frozen=True)
class Look:
    """Ask the other system before anything is sent."""


@dataclass(frozen=True)
class Send:
    """Send it, once more if need be."""


Move = Sent | Later | Dead | Parked


@dataclass(frozen=True)
class Tried:
    """What is known of an item at one attempt. ``attempt`` counts from 1; ``began_at``: the attempt in doubt, or this
    one; ``failing_since``: the first failure, ``None`` before it."""

    attempt: int
    began_at: datetime
    in_doubt: bool
    failing_since: datetime | None
    repeatable: bool


def first_step(tried: Tried) -> Look | Send:
    """What to do with an item whose turn it is."""
    return Look() if tried.in_doubt and not tried.repeatable else Send()


def after_look(found: Found, tried: Tried, now: datetime, patience: Patience, chance: Chance) -> Move | Send:
    """What to do when an item in doubt was looked for. "Missing" is believed only when it was sent long enough ago: a
    system that is slow to answer may be slow to show it too."""
    if isinstance(found, Missing):
        believable = tried.began_at + patience.look_after
        return Send() if now >= believable else Later(believable, "no answer came; it is looked for", True)
    if isinstance(found, Delivered):
        return Sent(found.remote_id)
    if isinstance(found, TryAgain):
        return _again(found.reason, found.after, True, tried, now, patience, chance)
    return Parked("no answer came, and that system cannot be asked whether it is there")


def after_attempt(outcome: Outcome, tried: Tried, now: datetime, patience: Patience, chance: Chance) -> Move:
    """What to do when it was sent. An ``Unknown`` that the carrier can look for comes to ``first_step`` again later."""
    doubt = (
        tried.in_doubt and tried.repeatable
    )  # otherwise it was looked for and is missing, or was never in doubt
    if isinstance(outcome, Delivered):
        return Sent(outcome.remote_id)
    if isinstance(outcome, Impossible):
        return (
            Parked(f"{outcome.reason}; an earlier attempt may have arrived")
            if doubt
            else Dead(outcome.reason)
        )
    if isinstance(outcome, TryAgain):
        return _again(outcome.reason, outcome.after, doubt, tried, now, patience, chance)
    if tried.repeatable:
        return _again(outcome.reason, None, True, tried, now, patience, chance)
    if now - (tried.failing_since or now) >= patience.give_up:
        return Parked(outcome.reason)
    wait = max(patience.look_after, patience.spread_wait(tried.attempt, chance))
    return Later(now + wait, outcome.reason, in_doubt=True)


def after_first_look(found: Found, unknown: Unknown, later: Later) -> Move:
    """When an attempt to a carrier that is not repeatable ended ``Unknown``, it is looked for at once: what is there is
    done, and where nobody can look a person hears now. "Missing" is believed only later."""
    if isinstance(found, Delivered):
        return Sent(found.remote_id)
    if found is None:
        return Parked(f"{unknown.reason}; that system cannot be asked whether it is there")
    return later


def _again(
    reason: str,
    after: timedelta | None,
    doubt: bool,
    tried: Tried,
    now: datetime,
    patience: Patience,
    chance: Chance,
) -> Move:
    since = tried.failing_since or now
    if now - since >= patience.give_up:
        return Parked(f"{reason}; an earlier attempt may have arrived") if doubt else Dead(reason)
    if after is None:
        return Later(now + patience.spread_wait(tried.attempt, chance), reason, doubt)
    # What the other side asks is done to the second; it says no more than a day, whatever it says.
    rests_until = now + min(max(after, timedelta()), timedelta(days=1))
    return Later(rests_until, reason, doubt, rests_until)

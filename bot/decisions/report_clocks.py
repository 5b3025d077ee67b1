"""How complaints that are still open stand to the clock of the ADR scheme. Pure.

The clock of a complaint runs from the day on which it was first made, by the wait that held on that day; so complaints
made before and after a change of the rule have different clocks, and a report shows one line for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.decisions.adr_outcome import AdrStatus

CAN_GO: Final = (AdrStatus.OPEN, AdrStatus.LAST_DAY)


class Clock(StrEnum):
    """``NEAR``: in its last weeks. ``PAST``: the wait is over. ``NO_DAY``: what was told leaves it to the scheme."""

    EARLY = "early"
    NEAR = "near"
    PAST = "past"
    NO_DAY = "no_day"


@dataclass(frozen=True)
class AdrClock:
    """One open complaint. ``weeks``: the wait that holds for it. ``ends_on``: the day from which the customer may go to
    the scheme by the wait, which is also when the letter about it is due. ``told``: they said when they first
    complained (else it counts from when we received it). ``letter_told``: the customer told of a final letter.
    ``can_go``: they may go today, by the wait or by a letter or agreement."""

    reference: str
    first_on: date
    told: bool
    weeks: int
    ends_on: date
    clock: Clock
    letter_told: bool
    can_go: bool


@dataclass(frozen=True)
class ClockLine:
    """Complaints with the same wait, counted."""

    weeks: int
    early: int
    near: int
    past: int
    no_day: int


def ends_on(first: date, weeks: int) -> date:
    """The first day after so many weeks: the wait ends on the same day of the week as it began."""
    return first + timedelta(weeks=weeks)


def clock(end: date, today: date, near_weeks: int, has_day: bool) -> Clock:
    if not has_day:
        return Clock.NO_DAY
    if today >= end:
        return Clock.PAST
    return Clock.NEAR if today >= end - timedelta(weeks=near_weeks) else Clock.EARLY


def clock_lines(clocks: Iterable[AdrClock]) -> tuple[ClockLine, ...]:
    """One for each wait that holds for any of them, the shortest first."""
    known = list(clocks)
    lines = []
    for weeks in sorted({each.weeks for each in known}):
        stand = [each.clock for each in known if each.weeks == weeks]
        lines.append(ClockLine(weeks, *(stand.count(each) for each in Clock)))
    return tuple(lines)


def letters_to_write(clocks: Iterable[AdrClock]) -> tuple[AdrClock, ...]:
    """Near or past the end of the wait and still open, with no letter that the customer told of: the earliest first."""
    due = [each for each in clocks if each.clock in (Clock.NEAR, Clock.PAST) and not each.letter_told]
    return tuple(sorted(due, key=lambda each: (each.ends_on, each.reference)))

"""The deadlines of a complaint: which there are, when each is due, and how it stands. Pure; all days are London dates.

Nothing here waits or fires: whoever looks, whenever they look, gets the same answer for the same day. So a restart over
midnight loses no deadline and meets none twice. `bot/services/clocks` acts on it, and the desk lists it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.decisions.calendar import add_months
from bot.decisions.records import CaseStatus

UNSOLVED: Final = (CaseStatus.OPEN, CaseStatus.WAITING_FOR_CUSTOMER, CaseStatus.OUTCOME_OFFERED)
"""The complaint is not sorted: an offer that nobody accepted settles nothing, so the letter is due all the same."""


class Clock(StrEnum):
    """``ACKNOWLEDGE``, ``REPLY``: a target of the provider's page. ``PROMISE``: a day that a person gave. ``PERSON``:
    somebody gets back to them. ``ADR_LETTER``: the letter at the end of the waiting time. ``OFFER``: the customer is
    reminded that an answer waits for their word. ``WINDOW``: they are told that the time for the scheme runs out."""

    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    PROMISE = "promise"
    PERSON = "person"
    ADR_LETTER = "adr_letter"
    OFFER = "offer"
    WINDOW = "window"


class Standing(StrEnum):
    """``STOPPED``: a person decided, with a reason, that it need not be met; ``MOVED``: it got another day."""

    AHEAD = "ahead"
    TODAY = "today"
    MISSED = "missed"
    MET = "met"
    MET_LATE = "met_late"
    STOPPED = "stopped"
    MOVED = "moved"


@dataclass(frozen=True)
class Deadline:
    """One thing that has to happen by the end of ``due_on``. ``key`` names it for ever within its case."""

    key: str
    clock: Clock
    due_on: date
    met_on: date | None = None
    stopped: bool = False
    moved: bool = False


def standing(deadline: Deadline, today: date) -> Standing:
    """How it stands as seen on ``today``. What was met is met, even if it was stopped or moved later."""
    if deadline.met_on is not None and deadline.met_on <= today:
        return Standing.MET if deadline.met_on <= deadline.due_on else Standing.MET_LATE
    if deadline.stopped:
        return Standing.STOPPED
    if deadline.moved:
        return Standing.MOVED
    if deadline.due_on > today:
        return Standing.AHEAD
    return Standing.TODAY if deadline.due_on == today else Standing.MISSED


def still_to_meet(deadlines: Iterable[Deadline], today: date) -> tuple[Deadline, ...]:
    """What is missed, due today or ahead, the earliest first."""
    open_ones = (Standing.MISSED, Standing.TODAY, Standing.AHEAD)
    waiting = (each for each in deadlines if standing(each, today) in open_ones)
    return tuple(sorted(waiting, key=lambda each: (each.due_on, each.key)))


@dataclass(frozen=True)
class LetterState:
    """What is known about the letter at the end of the wait. ``ends_on``: the first day on which the customer may go to
    the scheme by the wait, ``None`` where what was told leaves it to the scheme. ``letter_on``: the day on which any
    letter that opens the scheme was given to the customer. ``drafted``, ``stopped``: ours."""

    status: CaseStatus
    ends_on: date | None
    letter_on: date | None = None
    drafted: bool = False
    stopped: bool = False


def is_wanted(letter: LetterState) -> bool:
    """Whether this complaint still needs the letter at all."""
    if letter.ends_on is None or letter.letter_on is not None or letter.stopped:
        return False
    return letter.status in UNSOLVED


def must_be_prepared(letter: LetterState, today: date, weeks_before: int) -> bool:
    """From ``weeks_before`` weeks before it is due, once: so that a person can read and change it before it goes."""
    if not is_wanted(letter) or letter.drafted or letter.ends_on is None:
        return False
    return today >= letter.ends_on - timedelta(weeks=weeks_before)


def must_be_sent(letter: LetterState, today: date) -> bool:
    """On the day, and on any later day on which it was not sent yet."""
    return is_wanted(letter) and letter.drafted and letter.ends_on is not None and today >= letter.ends_on


def reminder_days(apply_by: date, months_before: Sequence[int]) -> tuple[date, ...]:
    """The days on which a customer with a letter is told how long they still have, the first one first."""
    return tuple(sorted(add_months(apply_by, -count) for count in months_before))


def reminder_due(days: Sequence[date], told: Iterable[date], apply_by: date, today: date) -> date | None:
    """The day whose reminder is to be sent now: only the latest that has come, and only while it is of use. One that a
    standstill passed by is not made up for when a later one is due as well."""
    come = [day for day in days if day <= today]
    if not come or today > apply_by or come[-1] in set(told):
        return None
    return come[-1]

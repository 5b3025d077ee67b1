"""When a dated promise, or a case, is late, and when its customer is told so before they ask.

All that shows something as late asks here: lists and cards of the desk, reports, the page of a case, the chat.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, Protocol

from bot.decisions.calendar import in_london, london_date
from bot.decisions.provider import TargetKind
from bot.decisions.records import Case, CaseStatus, Promise

A_REPLY: Final = "handoff.reply"
"""That a person gets back to somebody who asked for one."""
RESPOND: Final = f"target.{TargetKind.RESPOND}"
_WITH_THE_PROVIDER: Final = (CaseStatus.OPEN,)
"""In any other status it is for the customer to speak, or nobody has to act on the days any more."""


_TARGET: Final = "target."
"""How the kinds of promises begin that are targets of the provider's own procedure."""


class Dated(Protocol):
    """What of a promise decides whether it is late."""

    @property
    def kind(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def kept_at(self) -> datetime | None: ...
    @property
    def moved_to(self) -> str | None: ...


def runs(promise: Dated, status: CaseStatus | None) -> bool:
    """Whether somebody at the provider still has to keep its day: nobody put down that it was kept, and no other day
    was given for it. A target rests while its case waits for the customer's word: an offer answers it, and if they
    refuse, the old clock runs on. What a person promised holds whatever the case does.

    ``status`` is that of the case, ``None`` where there is none.
    """
    if promise.kept_at is not None or promise.moved_to is not None:
        return False
    return status in (None, *_WITH_THE_PROVIDER) or not promise.kind.startswith(_TARGET)


def is_late(promise: Dated, today: date, status: CaseStatus | None) -> bool:
    """Its day (a London date) is over, and it still runs."""
    return runs(promise, status) and promise.due_on < today


def due_by(case: Case, promises: Iterable[Dated]) -> date | None:
    """The London date of the target that is to be met next, as the customer was told it last; ``None`` where none runs:
    all are met, or it is for the customer to speak. ``promises`` are those of the case. One of a time before promises
    were kept has only the day of its own row."""
    targets = [each for each in promises if each.kind.startswith(_TARGET)]
    if not targets:
        return case.due_on if case.status in _WITH_THE_PROVIDER else None
    return min((each.due_on for each in targets if runs(each, case.status)), default=None)


def is_overdue(case: Case, promises: Iterable[Dated], today: date) -> bool:
    """Whether the day of a target has passed that still has to be met."""
    due = due_by(case, promises)
    return due is not None and due < today


def first_aim_is_met(case: Case, promises: Iterable[Dated]) -> bool:
    """Whether what the case was opened with as its target is over: they were told, or answered."""
    kind = f"{_TARGET}{case.target_kind}"
    first = [each for each in promises if each.kind == kind]
    return bool(first) and all(each.kept_at is not None for each in first if each.moved_to is None)


def must_be_told(
    promise: Promise,
    now: datetime,
    from_hour: int,
    within_days: int,
    status: CaseStatus | None,
    waiting: bool,
) -> bool:
    """Whether the customer is to be told now, unasked, that the day was missed: once for each promise, from
    ``from_hour`` (London) of the day after it, and for ``within_days`` days after it.

    ``status`` is that of the case, ``None`` where there is none; ``waiting``: whether they wait for a person who has
    not come. A promised reply counts only for those; all else only while the case is with the provider.
    """
    today = london_date(now)
    if not _is_missed_in_silence(promise, today, status, waiting) or _is_old_news(
        promise, today, within_days
    ):
        return False
    return in_london(now).hour >= from_hour


def is_for_a_supervisor(
    promise: Promise, today: date, within_days: int, status: CaseStatus | None, waiting: bool
) -> bool:
    """Whether it was missed so long ago, with no word, that nobody is told by itself any more: a person has to say what
    comes of it. ``status`` and ``waiting`` as above."""
    missed = _is_missed_in_silence(promise, today, status, waiting)
    return missed and _is_old_news(promise, today, within_days)


def _is_missed_in_silence(promise: Promise, today: date, status: CaseStatus | None, waiting: bool) -> bool:
    if promise.late_told_at is not None or not is_late(promise, today, status):
        return False
    return waiting if promise.kind == A_REPLY else status in _WITH_THE_PROVIDER


def _is_old_news(promise: Promise, today: date, within_days: int) -> bool:
    return (today - promise.due_on).days > within_days

"""When a dated promise is late, and when its customer is told so before they ask."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from bot.decisions.calendar import in_london, london_date
from bot.decisions.provider import TargetKind
from bot.decisions.records import CaseStatus, Promise

A_REPLY: Final = "handoff.reply"
"""That a person gets back to somebody who asked for one."""
RESPOND: Final = f"target.{TargetKind.RESPOND}"
_WITH_THE_PROVIDER: Final = (CaseStatus.OPEN,)
"""In any other status it is for the customer to speak, or nobody has to act on the days any more."""


def is_late(promise: Promise, today: date) -> bool:
    """Its day (a London date) is over, nobody put down that it was kept, and no other day was given for it."""
    return promise.kept_at is None and promise.moved_to is None and promise.due_on < today


def must_be_told(
    promise: Promise, now: datetime, from_hour: int, status: CaseStatus | None, waiting: bool
) -> bool:
    """Whether the customer is to be told now, unasked, that the day was missed: once for each promise, and from
    ``from_hour`` (London) of the day after it.

    ``status`` is that of the case, ``None`` where there is none; ``waiting``: whether they wait for a person who has
    not come. A promised reply counts only for those; all else only while the case is with the provider.
    """
    if promise.late_told_at is not None or not is_late(promise, london_date(now)):
        return False
    if in_london(now).hour < from_hour:
        return False
    return waiting if promise.kind == A_REPLY else status in _WITH_THE_PROVIDER

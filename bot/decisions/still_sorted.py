"""When a customer is asked whether it is still sorted, and when an answer that they are silent on is closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.decisions.calendar import in_london, london_date
from bot.decisions.records import Case, CaseStatus


def ask_from(sorted_at: datetime, after_days: int) -> date:
    """The London date from which it is asked: so many calendar days after the one on which they said "sorted"."""
    return london_date(sorted_at) + timedelta(days=after_days)


def must_be_asked(case: Case, now: datetime, after_days: int, within_days: int, from_hour: int) -> bool:
    """Once for each time that they said so, not before ``from_hour`` (London), and not later than ``within_days``
    calendar days after it."""
    if case.status is not CaseStatus.RESOLVED or case.status_since is None or case.reminded_at is not None:
        return False
    in_time = in_london(now).hour >= from_hour
    last = ask_from(case.status_since, within_days)
    return in_time and ask_from(case.status_since, after_days) <= london_date(now) <= last


class Silence(StrEnum):
    """What is due on a case whose answer the customer is silent on."""

    WARN = "warn"
    CLOSE = "close"


def silence_due(
    case: Case, last_word: datetime | None, now: datetime, close_after: int, warn_before: int, from_hour: int
) -> Silence | None:
    """Only after an answer was sent, and both in calendar days: the warning ``warn_before`` days before
    ``close_after`` days of silence are over, and the end no sooner than so long after the warning. ``last_word``: when
    the customer last wrote anything. Words after the warning make both begin again."""
    if case.status is not CaseStatus.OUTCOME_OFFERED or case.status_since is None:
        return None
    silent_since = max(case.status_since, last_word or case.status_since)
    today = london_date(now)
    if in_london(now).hour < from_hour:
        return None
    warned = case.reminded_at if case.reminded_at is not None and case.reminded_at >= silent_since else None
    if warned is None:
        begins = london_date(silent_since) + timedelta(days=close_after - warn_before)
        return Silence.WARN if today >= begins else None
    return Silence.CLOSE if today >= closes_on(silent_since, warned, close_after, warn_before) else None


def closes_on(silent_since: datetime, warned_at: datetime, close_after: int, warn_before: int) -> date:
    """The London date on which it is closed if they stay silent."""
    return max(
        london_date(silent_since) + timedelta(days=close_after),
        london_date(warned_at) + timedelta(days=warn_before),
    )

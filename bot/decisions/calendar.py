"""Days, weeks, months and working days, all in Europe/London.

No provider's page defines a working day. Firstline's reading: Monday to Friday less the bank holidays of a nation,
the day of receipt is day 0, and something received on another day has the next working day as day 1. The last one
favours the customer: the other reading ("deemed received" on the next working day) ends a day later.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.decisions.errors import Refused
from bot.decisions.provider import Nation

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?(Z|z|[+-]\d{2}(:?\d{2})?)?", re.ASCII
)


class BankHolidays(Protocol):
    """Where bank holidays come from."""

    def name(self, day: date, nation: Nation) -> str | None:
        """What the holiday is called if ``day`` is a bank holiday in ``nation``, else None."""


def london_date(moment: date | datetime) -> date:
    """The date on a London wall at ``moment``. A plain date, or a datetime without a zone, is read as London's own."""
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if moment.tzinfo is None else moment.astimezone(LONDON).date()


def in_london(moment: datetime) -> datetime:
    """``moment`` with London's zone. A datetime without a zone is read as London's own."""
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)


def read_day(text: str) -> date:
    """Read ``2026-11-22``. Raises ``Refused``, saying whether it is not a date at all or one that does not exist."""
    if not _DAY.fullmatch(text):
        raise Refused(f"'{_shown(text)}' is not a date. Write it like 2026-11-22.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"There is no {text} in the calendar.") from None


def read_moment(text: str) -> datetime:
    """Read an ISO date or instant as an aware London datetime; without a zone it is London's own, a date is its
    midnight. Raises ``Refused``."""
    if _DAY.fullmatch(text):
        return datetime.combine(read_day(text), datetime.min.time(), LONDON)
    if not _INSTANT.fullmatch(text):
        raise Refused(f"'{_shown(text)}' is not a date and time. Write it like 2026-11-22T14:30+00:00.")
    read_day(text[:10])
    try:
        moment = datetime.fromisoformat(text.upper().replace(" ", "T", 1).replace(" ", ""))
        in_london(moment).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(f"There is no such time as '{_shown(text)}'.") from None
    return in_london(moment)


def is_working_day(day: date, nation: Nation, holidays: BankHolidays) -> bool:
    """Monday to Friday and no bank holiday of ``nation``."""
    return day.weekday() < 5 and holidays.name(day, nation) is None


def working_day_on_or_after(day: date, nation: Nation, holidays: BankHolidays) -> date:
    """``day`` itself if it is a working day, else the first one after it."""
    while not is_working_day(day, nation, holidays):
        day += ONE_DAY
    return day


def next_working_day(day: date, nation: Nation, holidays: BankHolidays) -> date:
    """The first working day after ``day``; never ``day`` itself."""
    return working_day_on_or_after(day + ONE_DAY, nation, holidays)


def add_working_days(received: date | datetime, count: int, nation: Nation, holidays: BankHolidays) -> date:
    """The ``count``-th working day after the London date of ``received``, which is day 0 whether it is a working day
    or not. Raises ``Refused`` for a negative count or a date past the end of the calendar."""
    if count < 0:
        raise Refused("Working days are counted forwards: give 0 or more.")
    try:
        day = london_date(received)
        for _ in range(count):
            day = next_working_day(day, nation, holidays)
    except OverflowError:
        raise Refused("That many working days run past the end of the calendar.") from None
    return day


def add_weeks(day: date, weeks: int) -> date:
    """The same weekday ``weeks`` calendar weeks later; bank holidays make no difference.

    The day of the event itself is left out, so week 6 ends on the same weekday (Dodds v Walker [1981]).
    """
    return day + timedelta(weeks=weeks)


def add_months(day: date, months: int) -> date:
    """The corresponding date ``months`` later, or the last day of that month where it has none (Dodds v Walker)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"no year {year}")
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"

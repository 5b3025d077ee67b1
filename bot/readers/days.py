"""Days and ranges of days, and the small steps of the calendar that the date readers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
COUNTS = {
    "a": 1, "an": 1, "one": 1, "couple": 2, "two": 2, "three": 3, "few": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
}  # fmt: skip

MONTH = (
    "(?P<month>"
    + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in MONTHS)
    .replace("sep(?:tember)?", "sept?(?:e?m?ber)?")
    # As they are often misspelt: febuary, janurary, novemeber, ocotber.
    .replace("jan(?:uary)?", "jan(?:[ur]{1,3}ary)?")
    .replace("feb(?:ruary)?", "feb(?:[ur]{1,3}a?ry)?")
    .replace("oct(?:ober)?", "oc(?:t|t?o?t?ber)")
    .replace("nov(?:ember)?", "nov(?:e?m?e?ber)?")
    .replace("dec(?:ember)?", "dec(?:e?m?e?ber)?")
    + ")"
)
WEEKDAY = (
    "(?P<weekday>"
    + "|".join(f"{d[:3]}(?:{d[3:]})?" for d in WEEKDAYS)
    .replace("tue(?:sday)?", "tues?(?:day)?")
    .replace("thu(?:rsday)?", "thur?s?(?:day)?")
    .replace("wed(?:nesday)?", "wed(?:s|nesday)?")
    + ")"
)
PLAIN_MONTH, PLAIN_WEEKDAY = (re.sub(r"\(\?P<\w+>", "(?:", named) for named in (MONTH, WEEKDAY))
"""The same without their names, for a pattern that needs them twice."""
COUNT = r"(?P<count>\d{1,3}(?:\.5)?|" + "|".join(COUNTS) + ")"
UNIT = r"(?P<unit>day|week|month|year)s?"

EARLIEST_YEAR = 1990
"""A complaint about telecoms is never older; an earlier year is a slip."""
_SOON = 31


class Unreadable(StrEnum):
    """Why a date cannot be taken."""

    FUTURE = "future"
    IMPOSSIBLE = "impossible"
    VAGUE = "vague"
    DISAGREES = "disagrees"
    """The day of the week is not that of the date: "Monday 3 November" where that is a Tuesday."""


@dataclass(frozen=True)
class Day:
    """One day, or a range when only the month or the week was said. ``start`` is the earliest it can be."""

    start: date
    end: date

    @property
    def exact(self) -> bool:
        return self.start == self.end


DateReading = Day | Unreadable | None


def make(year: int, month: int, day: int) -> Day | Unreadable:
    """That day, or ``IMPOSSIBLE`` if the calendar has none."""
    try:
        made = date(year, month, day)
    except ValueError:
        return Unreadable.IMPOSSIBLE
    return Day(made, made)


def back(today: date, days: int) -> Day:
    """So many days before ``today``."""
    then = today - timedelta(days=days)
    return Day(then, then)


def back_by(today: date, count: float, unit: str) -> Day | Unreadable:
    """So many units before ``today``; half a unit makes a range. 31 March less a month is the last of February."""
    if count != int(count):
        late, early = back_by(today, int(count), unit), back_by(today, int(count) + 1, unit)
        if isinstance(late, Day) and isinstance(early, Day):
            return Day(early.start, late.end)
        return Unreadable.IMPOSSIBLE
    if unit in ("day", "week"):
        return back(today, int(count) * (7 if unit == "week" else 1))
    months = int(count) * (12 if unit == "year" else 1)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for day in range(today.day, 0, -1):
        made = make(year, month + 1, day)
        if isinstance(made, Day):
            return made
    return Unreadable.IMPOSSIBLE


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday, for a name or its first three letters."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(word[:3]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` such weekday of a month, counted from 1; from the end with -1."""
    if nth < 0:
        last = month_of(year, month).end
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def month_back(today: date, months: int) -> Day:
    """The whole month that many months before this one."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return month_of(year, month + 1)


def month_of(year: int, month: int) -> Day:
    """The whole month."""
    first = date(year, month, 1)
    return Day(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def part_of_month(part: str, whole: Day) -> Day:
    """Early is the first ten days, the middle the next ten, late the rest; the whole month without a part."""
    if part.startswith(("early", "beginning", "start")):
        return Day(whole.start, whole.start.replace(day=10))
    if part.startswith("mid"):
        return Day(whole.start.replace(day=11), whole.start.replace(day=20))
    if part.startswith(("late", "end", "back", "tail")):
        return Day(whole.start.replace(day=21), whole.end)
    return whole


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its first three letters."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def latest_past(month: int, day: int, today: date) -> Day | Unreadable:
    """The last such day on or before today; this year's if it never came before (29 February aside)."""
    made = make(today.year, month, day)
    if isinstance(made, Day) and made.start <= today:
        return made
    earlier = make(today.year - 1, month, day)
    if isinstance(made, Day) and (made.start - today).days <= _SOON:
        return made  # "3 December" said in late November is a slip, not last year
    return earlier if isinstance(earlier, Day) else made


def full_year(written: str) -> int:
    """2026 for "26"."""
    year = int(written)
    return year + 2000 if len(written) == 2 else year

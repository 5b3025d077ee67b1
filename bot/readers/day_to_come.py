"""A day to come that stands by itself in a box, as people write it: "Friday", "27 November", "tomorrow", "3/12"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.coming_day import coming_day, feast_day
from bot.readers.dates import Day, read_date
from bot.readers.days import COUNT, COUNTS, MONTH, WEEKDAY, WEEKDAYS, full_year

_YEAR = re.compile(r"\b\d{4}\b")
_FURTHEST = timedelta(days=731)
"""How far ahead a date with its year is read as written."""
_SOON = timedelta(days=183)
"""Figures without a year that lie further ahead were meant of this year: they are past."""
_FIGURES = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?|\.(\d{1,2})\.(\d{4}|\d{2}))(?![\d:])"
)
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b")
_AFTER_TOMORROW = re.compile(r"\bday after tomorrow\b")
_FROM_NOW = re.compile(
    rf"\bin (?:the next )?{COUNT} (?P<unit>day|week)s?\b|\b{COUNT.replace('count', 'later')} (?P<units>day|week)s?(?: from now|'s? time)"
)
_DAY = re.compile(rf"\b{WEEKDAY}\b")
_NEXT_WEEK = re.compile(r"\bnext week\b")
_WEEK_ON = re.compile(rf"\b(?:week on {WEEKDAY}|{WEEKDAY.replace('weekday', 'before')} week)\b")
_MEANS_ANOTHER = re.compile(rf"\d[/.-]\d|\d(?:st|nd|rd|th)\b|\blast\b|\b{MONTH}\b")
"""Beside a weekday, something else says which day is meant."""
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")


def day_to_come(text: str, today: date) -> date | None:
    """The day, seen from ``today`` (both London dates). A weekday is the next such day after today, "next Friday" too:
    whoever wrote it reads the day back in words. A day that can only have passed comes back as it is, so that this can
    be said; ``None`` for what names no day, or one that no calendar has.
    """
    words = " ".join(text.lower().replace("’", "'").replace(",", " ").split())
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    if _YEAR.search(words):
        return _exact(words, today + _FURTHEST)
    return _spoken(words, today) or _in_figures(words, today) or _exact(words, today)


def _spoken(words: str, today: date) -> date | None:
    if _TODAY.search(words):
        return today
    if _AFTER_TOMORROW.search(words):
        return today + timedelta(days=2)
    from_now = _FROM_NOW.search(words)
    if from_now:
        count, unit = from_now["count"] or from_now["later"], from_now["unit"] or from_now["units"]
        days = COUNTS[count] if count in COUNTS else int(float(count))
        return today + timedelta(days=days * (7 if unit == "week" else 1))
    weekday = _DAY.search(words)
    if weekday and _NEXT_WEEK.search(words):
        return today + timedelta(days=7 - today.weekday() + _number(weekday["weekday"]))
    later = _WEEK_ON.search(words)
    if later:
        return _next(_number(later["weekday"] or later["before"]), today) + timedelta(days=7)
    day = coming_day(words, today) or feast_day(words, today)
    if day is None and weekday and not _MEANS_ANOTHER.search(words):
        day = _next(_number(weekday["weekday"]), today)
    return day or _numbered(words, today)


def _numbered(words: str, today: date) -> date | None:
    """ "The 27th" alone: the next one, if a calendar has it within two months."""
    found = _ORDINAL.fullmatch(words.removeprefix("on ").removeprefix("by ").removeprefix("the "))
    ahead = (today + timedelta(days=days) for days in range(62)) if found else iter(())
    return next((day for day in ahead if found and day.day == int(found[1])), None)


def _in_figures(words: str, today: date) -> date | None:
    found = _FIGURES.search(words)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2] or found[4]), found[3] or found[5]
    try:
        if year:
            return date(full_year(year), month, day)
        this = date(today.year, month, day)
        after = date(today.year + 1, month, day)
    except ValueError:
        return None
    return after if this < today and after <= today + _SOON else this


def _exact(words: str, until: date) -> date | None:
    read = read_date(words, until)
    return read.end if isinstance(read, Day) and read.exact else None


def _number(weekday: str) -> int:
    return next(at for at, name in enumerate(WEEKDAYS) if name.startswith(weekday[:3]))


def _next(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)

"""A day to come, in every spelling: within a sentence ("if I complain on 18 December") or by itself in a box ("Friday").

Every date is a Europe/London date, and so is the ``today`` that it is seen from. Other dates lie in the past: ``dates``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates import Day, read_date
from bot.readers.dates_bank_holidays import NAMES as BANK_HOLIDAYS
from bot.readers.dates_bank_holidays import coming_bank_holiday
from bot.readers.dates_feasts import NAMES, coming_feast
from bot.readers.dates_spelling import in_usual_spelling
from bot.readers.days import COUNT, COUNTS, MONTH, WEEKDAY, full_year, make, month_number, weekday_number

_FURTHEST = timedelta(days=731)
"""How far ahead a date with its year is read as written."""
_SOON = timedelta(days=183)
"""A day and month without a year that lie further ahead were meant of this year: they are past."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)

_WITH_YEAR = r"(?:,? (?P<year>20\d\d)\b)?"
_WRITTEN = (
    re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ?{MONTH}\b{_WITH_YEAR}"),
    re.compile(rf"\b{MONTH}(?: the)? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_WITH_YEAR}"),
)
_FIGURES = re.compile(
    r"(?<![\d:./-])(?P<day>\d{1,2})(?:[/-](?P<number>\d{1,2})(?:[/-](?P<year>20\d\d|\d\d))?"
    r"|\.(?P<pointed>\d{1,2})\.(?P<its_year>20\d\d|\d\d))(?![\d:]|[/.-]\d)"
)
_FIGURES_IN_A_SENTENCE = re.compile(rf"\b(?:on|by|from|before|until) (?:the )?{_FIGURES.pattern}")
"""A number with a stroke may be anything else there: "it drops 3/4 times", "24/7"."""

_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b")
_AFTER_TOMORROW = re.compile(r"\bday after tomorrow\b")
_TOMORROW = re.compile(r"\btomorrow\b")
_FROM_NOW = re.compile(
    rf"\bin (?:the next )?(?:{COUNT} (?P<unit>day|week|fortnight)s?)\b"
    rf"|\b{COUNT.replace('count', 'later')} (?P<units>day|week|fortnight)s?(?: from now|'?s'? time)\b"
)
_WEEK_ON = re.compile(
    rf"\b(?<!for )(?<!off )(?<!down )(?:(?P<two>two weeks|fortnight)|week) (?:(?:on |from |come )?{WEEKDAY}|(?P<near>today|tomorrow))\b"
    rf"|\b(?<!last ){WEEKDAY.replace('weekday', 'before')} (?:week|(?P<fortnight>fortnight))\b"
)
"""A week on Friday, a fortnight tomorrow, Friday week; "it will be off for two weeks on Friday" is that Friday."""
_OF_NEXT_WEEK = re.compile(
    rf"\b{WEEKDAY} (?:of )?next week\b|\bnext week,? (?:on )?{WEEKDAY.replace('weekday', 'after')}\b"
)
_WEEKDAY = re.compile(rf"\b(?:on|by|this|next|coming) {WEEKDAY}\b")
_ANY_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")
_MEANS_ANOTHER = re.compile(rf"\d[/.-]\d|\d(?:st|nd|rd|th)\b|\blast\b|\b{MONTH}\b")
"""Beside a weekday, something else says which day is meant."""
_NUMBERED = re.compile(r"(?:on |by )?(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)")


def coming_day(text: str, today: date) -> date | None:
    """The day to come that a sentence names. ``None`` when it names none, one that has passed, or one that no calendar
    has. Days are not counted from now: "in two weeks" may be how long something takes.
    """
    words = _plain(text)
    named = _first(_WRITTEN, words) or _FIGURES_IN_A_SENTENCE.search(words)
    if named:
        day = _of_calendar(named, today)
        furthest = _FURTHEST if _year_of(named) else _SOON
        return day if day and today <= day <= today + furthest else None
    return _spoken(words, today) or _on_a_feast(words, today)


def feast_day(text: str, today: date) -> date | None:
    """The next Christmas Day, Good Friday, August bank holiday and the like, when one is named."""
    words = _plain(text)
    return coming_bank_holiday(words, today) or coming_feast(words, today)


def has_calendar_date(text: str) -> bool:
    """Whether a day is written out with its month: "28 December"."""
    return _first(_WRITTEN, _plain(text)) is not None


def day_to_come(text: str, today: date) -> date | None:
    """The day that stands by itself in a box. A weekday is the next such day after today, "next Friday" too: whoever
    wrote it reads the day back in words. A day that can only have passed comes back as it is, so that this can be said;
    ``None`` for what names no day, or one that no calendar has.
    """
    words = _plain(text.replace(",", " "))
    dated = _first(_WRITTEN, words) is not None
    rules = (coming_day, _passed) if dated else _ALONE
    return next((day for rule in rules if (day := rule(words, today)) is not None), None)


def _plain(text: str) -> str:
    return in_usual_spelling(" ".join(text.lower().replace("’", "'").split()))


def _first(patterns: tuple[re.Pattern[str], ...], words: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.search(words))), None)


def _of_calendar(named: re.Match[str], today: date) -> date | None:
    """With a year as it is written; without one, the next if that is soon, else this year's."""
    part = named.groupdict()
    number = part.get("number") or part.get("pointed")
    month = int(number) if number else month_number(part["month"])
    year = _year_of(named)
    years = [full_year(year)] if year else [today.year, today.year + 1]
    days = [made.start for each in years if isinstance(made := make(each, month, int(part["day"])), Day)]
    soon = [day for day in days if year is None and today <= day <= today + _SOON]
    return next(iter(soon or days), None)


def _year_of(named: re.Match[str]) -> str | None:
    part = named.groupdict()
    return part.get("year") or part.get("its_year")


def _spoken(words: str, today: date) -> date | None:
    if _AFTER_TOMORROW.search(words):
        return today + 2 * _DAY
    later = _WEEK_ON.search(words)
    if later:
        weeks = 2 if later["two"] or later["fortnight"] else 1
        if later["near"]:
            start = today + (_DAY if later["near"] == "tomorrow" else 0 * _DAY)
        else:
            start = _next(later["weekday"] or later["before"], today)
        return start + weeks * _WEEK
    next_week = _OF_NEXT_WEEK.search(words)
    if next_week:
        number = weekday_number(next_week["weekday"] or next_week["after"])
        return today + (7 - today.weekday() + number) * _DAY
    if _TOMORROW.search(words):
        return today + _DAY
    weekday = _WEEKDAY.search(words)
    return _next(weekday["weekday"], today) if weekday else None


def _on_a_feast(words: str, today: date) -> date | None:
    """Only where the day is said to be meant: "on Christmas Eve", not "before Christmas"."""
    found = re.search(rf"\bon (?:the )?(?={NAMES}|{BANK_HOLIDAYS})", words)
    return feast_day(words[found.end() :], today) if found else None


def _today(words: str, today: date) -> date | None:
    return today if _TODAY.search(words) and not _WEEK_ON.search(words) else None


def _from_now(words: str, today: date) -> date | None:
    found = _FROM_NOW.search(words)
    if found is None:
        return None
    count, unit = found["count"] or found["later"], found["unit"] or found["units"]
    number = COUNTS[count] if count in COUNTS else int(float(count))
    return today + number * {"day": 1, "week": 7, "fortnight": 14}[unit] * _DAY


def _bare_weekday(words: str, today: date) -> date | None:
    found = _ANY_WEEKDAY.search(words)
    return _next(found["weekday"], today) if found and not _MEANS_ANOTHER.search(words) else None


def _numbered(words: str, today: date) -> date | None:
    """ "The 27th" alone: the next one, if a calendar has it within two months."""
    found = _NUMBERED.fullmatch(words)
    ahead = (today + days * _DAY for days in range(62)) if found else iter(())
    return next((day for day in ahead if found and day.day == int(found["day"])), None)


def _bare_figures(words: str, today: date) -> date | None:
    found = _FIGURES.search(words)
    return _of_calendar(found, today) if found else None


def _passed(words: str, today: date) -> date | None:
    read = read_date(words, today)
    return read.end if isinstance(read, Day) and read.exact else None


def _next(weekday: str, today: date) -> date:
    return today + ((weekday_number(weekday) - today.weekday()) % 7 or 7) * _DAY


_ALONE = (_today, _from_now, coming_day, feast_day, _bare_weekday, _numbered, _bare_figures, _passed)
"""For a box: what a sentence may mean, then what only stands for a day because nothing else is there."""

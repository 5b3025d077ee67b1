"""British ways of saying when. Small rules first, then ``dateparser``; what cannot be read is asked, never guessed.

A reading is always about the past: "the 28th" is the last 28th. Every date is a Europe/London date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import dateparser

MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
COUNTS = {
    "a": 1, "an": 1, "one": 1, "couple": 2, "two": 2, "three": 3, "few": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

_MONTH = (
    "(?P<month>"
    + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in MONTHS).replace("sep(?:tember)?", "sept?(?:ember)?")
    + ")"
)
_WEEKDAY = (
    "(?P<weekday>"
    + "|".join(f"{d[:3]}(?:{d[3:]})?" for d in WEEKDAYS)
    .replace("tue(?:sday)?", "tues?(?:day)?")
    .replace("thu(?:rsday)?", "thur?s?(?:day)?")
    .replace("wed(?:nesday)?", "wed(?:s|nesday)?")
    + ")"
)
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(COUNTS) + ")"


class Unreadable(StrEnum):
    """Why a date cannot be taken."""

    FUTURE = "future"
    IMPOSSIBLE = "impossible"
    VAGUE = "vague"


@dataclass(frozen=True)
class Day:
    """One day, or a range when only the month or the week was said. ``start`` is the earliest it can be."""

    start: date
    end: date

    @property
    def exact(self) -> bool:
        return self.start == self.end


DateReading = Day | Unreadable | None


def read_date(text: str, today: date) -> DateReading:
    """The date that ``text`` names, seen from ``today``; ``None`` when it names none.

    A day of the year that does not exist is ``IMPOSSIBLE``, one after today ``FUTURE``, "ages ago" ``VAGUE``.
    """
    words = _plain(text)
    for rule in (
        _iso,
        _slashed,
        _day_and_month,
        _relative_day,
        _ago,
        _weekday,
        _day_of_month,
        _month_alone,
        _feast,
    ):
        found = rule(words, today)
        if found is not None:
            return _not_after(found, today)
    if re.search(r"\b(ages|a while|long time|some time|not sure|can'?t remember|dunno|don'?t know)\b", words):
        return Unreadable.VAGUE
    return _by_library(words, today)


def _plain(text: str) -> str:
    words = text.lower().replace("’", "'").replace(",", " ")
    words = re.sub(r"\b(\d{1,2})\s*(?:st|nd|rd|th)\b", r"\1", words)
    return re.sub(r"\s+", " ", words).strip()


def _not_after(found: Day | Unreadable, today: date) -> Day | Unreadable:
    if isinstance(found, Unreadable):
        return found
    if found.start > today:
        return Unreadable.FUTURE
    return Day(found.start, min(found.end, today))


def _make(year: int, month: int, day: int) -> Day | Unreadable:
    try:
        made = date(year, month, day)
    except ValueError:
        return Unreadable.IMPOSSIBLE
    return Day(made, made)


def _iso(words: str, today: date) -> Day | Unreadable | None:
    match = re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", words)
    return _make(int(match[1]), int(match[2]), int(match[3])) if match else None


def _slashed(words: str, today: date) -> Day | Unreadable | None:
    match = re.search(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?(?!\d)", words)
    if not match:
        return None
    day, month = int(match[1]), int(match[2])
    if match[3]:
        year = int(match[3])
        return _make(year + 2000 if year < 100 else year, month, day)
    return _latest_past(month, day, today)


def _latest_past(month: int, day: int, today: date) -> Day | Unreadable:
    """The last such day on or before today; this year's if it never came before (29 February aside)."""
    made = _make(today.year, month, day)
    if isinstance(made, Day) and made.start <= today:
        return made
    earlier = _make(today.year - 1, month, day)
    if isinstance(made, Day) and (made.start - today).days <= _SOON:
        return made  # "3 December" said in late November is a slip, not last year
    return earlier if isinstance(earlier, Day) else made


_SOON = 31


def _day_and_month(words: str, today: date) -> Day | Unreadable | None:
    match = re.search(rf"\b(\d{{1,2}})(?: of)? {_MONTH}\b(?:\s*'?(\d{{4}}|\d{{2}})\b)?", words)
    if match:
        day, year_text = int(match[1]), match[3]
    else:
        match = re.search(rf"\b{_MONTH}(?: the)? (\d{{1,2}})\b(?! ?(?:am|pm|:))(?:\s*(\d{{4}})\b)?", words)
        if not match:
            return None
        day, year_text = int(match[2]), match[3]
    month = _month_number(match["month"])
    if year_text:
        year = int(year_text)
        return _make(year + 2000 if year < 100 else year, month, day)
    return _latest_past(month, day, today)


def _month_number(word: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def _relative_day(words: str, today: date) -> Day | Unreadable | None:
    if re.search(r"\bday before yesterday\b", words):
        return _back(today, 2)
    if re.search(r"\b(yesterday|last night|yday)\b", words):
        return _back(today, 1)
    if re.search(r"\b(tomorrow|next (?:week|month|year|" + "|".join(WEEKDAYS) + r"))\b", words):
        return Unreadable.FUTURE
    if re.search(
        r"\b(today|this (?:morning|afternoon|evening)|just now|right now|an? (?:hour|minute)s? ago|hours ago)\b",
        words,
    ):
        return _back(today, 0)
    if re.search(r"\b(?:over |at )?(?:the |last )weekend\b", words):
        saturday = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
        return Day(saturday, saturday + timedelta(days=1))
    if re.search(r"\bfortnight\b", words):
        return _back(today, 14)
    if re.search(r"\blast week\b", words) and not re.search(rf"\b{_WEEKDAY} (?:of )?last week\b", words):
        monday = today - timedelta(days=today.weekday() + 7)
        return Day(monday, monday + timedelta(days=6))
    if re.search(r"\blast month\b", words):
        last = today.replace(day=1) - timedelta(days=1)
        return Day(last.replace(day=1), last)
    return None


def _back(today: date, days: int) -> Day:
    then = today - timedelta(days=days)
    return Day(then, then)


def _ago(words: str, today: date) -> Day | Unreadable | None:
    """Such as "three weeks ago", "for nine days", "nearly 2 months now"."""
    match = re.search(
        rf"\b{_COUNT}(?: or so| whole| full| of| bloody)* (?P<unit>day|week|wk|month|year)s?\b(?=.*\bago\b|.*\bback\b|.*\bnow\b|$)",
        words,
    ) or re.search(
        rf"\bfor(?: the)?(?: last| past| about| over| nearly| almost)* {_COUNT}(?: of)? (?P<unit>day|week|wk|month|year)s?\b",
        words,
    )
    match = match or re.search(
        rf"\b(?:been|waited|waiting)(?: about| over| nearly| almost| more than| at least)* {_COUNT} (?P<unit>day|week|wk|month|year)s?\b",
        words,
    )
    if not match:
        return None
    count = int(match["count"]) if match["count"].isdigit() else COUNTS[match["count"]]
    unit = match["unit"]
    if unit == "day":
        return _back(today, count)
    if unit in ("week", "wk"):
        return _back(today, 7 * count)
    months = count * (12 if unit == "year" else 1)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for day in range(today.day, 0, -1):
        made = _make(year, month + 1, day)
        if isinstance(made, Day):
            return made
    return None


def _weekday(words: str, today: date) -> Day | Unreadable | None:
    match = re.search(rf"\b{_WEEKDAY}\b", words)
    if not match:
        return None
    wanted = next(i for i, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"][:3]))
    back = (today.weekday() - wanted) % 7
    if re.search(rf"\b{_WEEKDAY} (?:of )?last week\b", words):
        return Day(*[today - timedelta(days=today.weekday() + 7 - wanted)] * 2)
    if re.search(rf"\b{_WEEKDAY} before last\b", words):
        return _back(today, (back or 7) + 7)
    if back == 0 and not re.search(r"\bthis\b", words):
        back = 7 if re.search(r"\b(last|since|gone)\b", words) else 0
    return _back(today, back)


def _day_of_month(words: str, today: date) -> Day | Unreadable | None:
    match = re.search(r"\bthe (\d{1,2})\b(?! ?(?:am|pm|days|weeks|months|times|of us|people|%))", words)
    if not match:
        return None
    day = int(match[1])
    if not 1 <= day <= 31:
        return None
    year, month = today.year, today.month
    for _ in range(12):
        made = _make(year, month, day)
        if isinstance(made, Day) and made.start <= today:
            return made
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def _month_alone(words: str, today: date) -> Day | Unreadable | None:
    match = re.search(
        rf"\b(?P<part>early|beginning of|start of|mid(?:dle of)?|late|end of)?[ -]*(?<!\w){_MONTH}\b(?:\s*(\d{{4}}))?",
        words,
    )
    if not match or (
        match["month"] in ("may", "mar", "sun")
        and not re.search(r"\b(in|since|early|late|mid|back in|last|of|during) ?-?may\b|^may$", words)
    ):
        return None
    month = _month_number(match["month"])
    year = int(match[3]) if match[3] else today.year - (month > today.month)
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    part = match["part"] or ""
    if part.startswith(("early", "beginning", "start")):
        return Day(first, first.replace(day=10))
    if part.startswith("mid"):
        return Day(first.replace(day=11), first.replace(day=20))
    if part.startswith(("late", "end")):
        return Day(first.replace(day=21), last)
    return Day(first, last)


_FEASTS = {
    "boxing day": (12, 26), "christmas eve": (12, 24), "christmas": (12, 25), "xmas": (12, 25),
    "new year's day": (1, 1), "new years day": (1, 1), "new year": (1, 1), "valentine": (2, 14),
    "halloween": (10, 31), "bonfire night": (11, 5),
}  # fmt: skip


def _feast(words: str, today: date) -> Day | Unreadable | None:
    for name, (month, day) in _FEASTS.items():
        if name in words:
            return _latest_past(month, day, today)
    return None


def _by_library(words: str, today: date) -> DateReading:
    """``dateparser`` for the rest, but only for short text: it finds dates in "we may have lost calls"."""
    if len(words.split()) > _LIBRARY_WORDS or not re.search(r"\d|ago", words):
        return None
    noon = datetime.combine(today, time(12))
    parsed = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past",
            "RELATIVE_BASE": noon,
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    return _not_after(Day(parsed.date(), parsed.date()), today) if parsed else None


_LIBRARY_WORDS = 6

Reader = Callable[[str, date], DateReading]

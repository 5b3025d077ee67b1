"""Dates written out: "3 November", "05/06/2026", "early October". Words come from ``dates_plain.plain_words``."""

from __future__ import annotations

import re
from datetime import date

from bot.readers.days import (
    EARLIEST_YEAR,
    MONTH,
    PLAIN_MONTH,
    Day,
    Unreadable,
    full_year,
    latest_past,
    make,
    month_back,
    month_number,
    month_of,
    part_of_month,
)

_COUNTED = r"(?! ?(?:am|pm|days?|weeks?|months?|years?|hours?|times?|people|of us|%))"


def iso(words: str, today: date) -> Day | Unreadable | None:
    """2026-11-03 or 2026/11/03."""
    match = re.search(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", words)
    return make(int(match[1]), int(match[2]), int(match[3])) if match else None


def digits_alone(words: str, today: date) -> Day | None:
    """03112026, when nothing else is said. Six digits are never a day: they are a code that was mailed, or a number."""
    match = re.fullmatch(r"(\d{2})(\d{2})(20\d{2})", words)
    made = make(full_year(match[3]), int(match[2]), int(match[1])) if match else None
    return made if isinstance(made, Day) and made.start <= today else None


def slashed(words: str, today: date) -> Day | Unreadable | None:
    """05/06/2026, 1.11.26, 5/6. Without a year a point or a hyphen may be a number or a range: only if alone."""
    match = re.search(r"(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])(?!\.\d)", words)
    if match:
        return make(full_year(match[4]), int(match[3]), int(match[1]))
    match = re.search(rf"(?<![\d./-])(\d{{1,2}})/(\d{{1,2}})(?![\d/])(?! ?{MONTH}\b){_COUNTED}", words)
    match = match or re.fullmatch(r"(?:on |since |about )?(\d{1,2})[.-](\d{1,2})", words)
    return latest_past(int(match[2]), int(match[1]), today) if match else None


_YEAR = r"(?:,? ?'?(?P<year>(?:19|20)\d{2}\b|\d{2}\b(?!\s*(?:times|days|weeks|hours|people|calls|of|am|pm|:)))(?![:.]\d))?"
_FROM_TO = r"(?P<first>\d{1,2})(?: ?[-–/&] ?| (?:to|till?|until|and|or) (?:the )?)(?P<second>\d{1,2})"


def span(words: str, today: date) -> Day | Unreadable | None:
    """3-5 November, 3rd/4th Nov, from 3 to 5 November, Nov 3-5."""
    match = re.search(rf"\b{_FROM_TO}(?: of)? {MONTH}\b{_YEAR}", words)
    match = match or re.search(rf"\b{MONTH} {_FROM_TO}\b(?![/-]){_COUNTED}", words)
    if not match or int(match["first"]) >= int(match["second"]):
        return None
    month, written = month_number(match["month"]), match.groupdict().get("year")
    start = _in_year(month, int(match["first"]), written, today)
    if not isinstance(start, Day):
        return start
    end = make(start.start.year, month, int(match["second"]))
    return Day(start.start, end.end) if isinstance(end, Day) else end


def day_and_month(words: str, today: date) -> Day | Unreadable | None:
    """3 November, 3 of Nov 2025, March 3."""
    match = re.search(rf"\b(\d{{1,2}})(?: of)? ?{MONTH}\b{_YEAR}", words)
    if match:
        return _in_year(month_number(match["month"]), int(match[1]), match["year"], today)
    match = re.search(rf"\b{MONTH}(?: the)? (\d{{1,2}})\b(?!:){_COUNTED}(?:\s*(?P<year>\d{{4}})\b)?", words)
    if not match:
        return None
    return _in_year(month_number(match["month"]), int(match[2]), match["year"], today)


def _in_year(month: int, day: int, written: str | None, today: date) -> Day | Unreadable:
    return make(full_year(written), month, day) if written else latest_past(month, day, today)


_OF_THAT_MONTH = re.compile(
    r"\b(?P<day>\d{1,2}) (?:of (?:(?P<before>the month before last)|(?P<last>last month)|th(?:is|e) month\b(?! of))|inst\b|(?P<ult>ult)\b)"
)


def day_of_month(words: str, today: date) -> Day | Unreadable | None:
    """The 28th: the last one. "18th of last month" and "18th ult." are in that month, "inst." is in this one."""
    match = _OF_THAT_MONTH.search(words)
    if match:
        before = 2 if match["before"] else 1 if match["last"] or match["ult"] else 0
        month = month_back(today, before).start
        return make(month.year, month.month, int(match["day"]))
    day = re.search(
        rf"\bthe (\d{{1,2}})\b{_COUNTED}(?! ?(?:engineer|call|one|party|line|floor|lines|phones))", words
    )
    if not day or not 1 <= int(day[1]) <= 31:
        return None
    year, number = today.year, today.month
    for _ in range(12):
        made = make(year, number, int(day[1]))
        if isinstance(made, Day) and made.start <= today:
            return made
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
    return None


WRITTEN = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]\d{{2,4}}|/\d{{1,2}}"
    rf"| of (?:the month before last|last month|this month)|(?: of)? ?(?:{PLAIN_MONTH})\b(?: 20\d\d\b)?)?)(?![\d:])"
)
"""One date in figures, or a day with its month; a number alone is a day of the month."""


def written(said: str, today: date) -> Day | Unreadable | None:
    """One such date."""
    for rule in (iso, slashed, day_and_month, day_of_month):
        if (found := rule(said, today)) is not None:
            return found
    return None


_WEEK_OF = r"\b(?P<which>first|1|second|2|third|3|fourth|4|last|final)(?: full)? (?:week|wk)(?:'s)? (?:of|in)(?: the month of)? "
_WEEKS = {"first": 0, "1": 0, "second": 1, "2": 1, "third": 2, "3": 2, "fourth": 3, "4": 3}


def week_of_month(words: str, today: date) -> Day | Unreadable | None:
    """The first week of October is its first seven days, the last one its last seven."""
    match = re.search(rf"{_WEEK_OF}{MONTH}\b(?:,? (?P<year>20\d\d))?", words)
    if not match:
        return None
    month = month_number(match["month"])
    year = int(match["year"]) if match["year"] else today.year
    whole = month_of(year, month)
    if match["which"] in ("last", "final"):
        week = Day(whole.end.replace(day=whole.end.day - 6), whole.end)
    else:
        first = 1 + 7 * _WEEKS[match["which"]]
        week = Day(whole.start.replace(day=first), whole.start.replace(day=first + 6))
    if week.start > today and not match["year"]:
        return week_of_month(f"{match[0]} {year - 1}", today)
    return week


_PART = r"(?P<part>back end of|tail end of|early|beginning of|start of|mid(?:dle of)?|late|end of|last)"
_REALLY_MAY = re.compile(
    r"\b(?:in|since|early|late|mid|back in|last|of|during|around|about|this|sometime|from) ?-?may\b|^may\W*$|\bmay (?:\d{4}|time)\b"
)


_REALLY_MARCH = re.compile(
    r"\b(?:in|since|early|late|mid|last|of|during|from|until|till|before|after|around|about|this|through|that|sometime) ?-?march\b"
    r"|^march\W*$|\bmarch (?:\d{4}|time)\b"
)


def _really_month(month: str, words: str) -> bool:
    """ "We may", "march on": words too, so these two need something beside them."""
    if month in ("may", "mar"):
        return _REALLY_MAY.search(words) is not None
    return month != "march" or _REALLY_MARCH.search(words) is not None


def month_alone(words: str, today: date) -> Day | Unreadable | None:
    """November, early October, last November, Nov 2025."""
    match = re.search(rf"\b{_PART}?[ -]*(?<!\w){MONTH}\b(?:\s*(\d{{4}}))?", words)
    if not match or not _really_month(match["month"], words):
        return None
    month, part = month_number(match["month"]), match["part"] or ""
    latest = today.year - (month > today.month or (part == "last" and month == today.month))
    year = int(match[3]) if match[3] else latest
    if year > today.year:
        return Unreadable.FUTURE
    if year < EARLIEST_YEAR:
        return Unreadable.IMPOSSIBLE
    return part_of_month(part, month_of(year, month))


def year_alone(words: str, today: date) -> Day | Unreadable | None:
    """Last year, in 2025, the year before last."""
    if re.search(r"\byear before last\b", words):
        return Day(date(today.year - 2, 1, 1), date(today.year - 2, 12, 31))
    match = re.search(r"\b(?:in|during|since) (20\d\d)\b", words)
    if not match and not re.search(r"\blast year\b", words):
        return None
    year = int(match[1]) if match else today.year - 1
    return Day(date(year, 1, 1), date(year, 12, 31))

"""Two days or months that are named together: "from 28 October til 4 Nov", "either the 9th or the 10th", "June/July".

Words come from ``dates_plain.plain_words``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates_written import WRITTEN, day_of_month, written
from bot.readers.days import PLAIN_MONTH, Day, Unreadable, make, month_number, month_of

_JOIN = r"(?: (?P<join>to|til|till|until|through|thru|or(?: maybe)?|and) | ?[-–] ?)"
"""An "and" joins only after "between"."""
_DATED = rf"\d{{1,2}}(?:(?: of)? ?(?:{PLAIN_MONTH})\b(?: 20\d\d\b)?|/\d{{1,2}}(?:/\d{{2,4}})?)"
_TWO_DATES = re.compile(
    rf"(?P<between>\bbetween )?(?:\bthe )?(?<![\d/])(?P<first>{_DATED}){_JOIN}(?:the )?(?P<second>{_DATED})(?![\d/])"
)


def two_dates(words: str, today: date) -> Day | Unreadable | None:
    """From 28 October til 4 Nov; 28/10-4/11. Across the end of a year too."""
    match = _TWO_DATES.search(words)
    if not match or (match["join"] == "and" and not match["between"]):
        return None
    second = written(match["second"], today)
    year = re.search(r"\b20\d\d\b|/\d{1,2}/\d{2,4}", match["second"])
    first = written(match["first"], today)
    if not isinstance(first, Day) or not isinstance(second, Day):
        return first if not isinstance(first, Day) else second
    start = first.start
    if year and not re.search(r"\b20\d\d\b|/\d{1,2}/\d{2,4}", match["first"]):
        start = _in(second.end.year, start)
        start = start if start <= second.end else _in(second.end.year - 1, start)
        return Day(start, second.end)
    end = second.end if year else _in(start.year, second.end)
    end = end if end >= start else _in(start.year + 1, end)
    return Day(start, end) if end >= start else Unreadable.IMPOSSIBLE


def _in(year: int, day: date) -> date:
    made = make(year, day.month, day.day)
    return made.start if isinstance(made, Day) else day.replace(year=year, day=28)


_TWO_DAYS = re.compile(
    r"(?P<between>\bbetween )?\bthe (?P<first>\d{1,2})"
    rf"{_JOIN}(?:the )?(?P<second>\d{{1,2}})\b"
    r"(?=[ .)]*$|[.?!]| (?:it|i|we|when|and|but|at|so|because|cos|this|my|the|they|you|or|of this month)\b)"
)


def two_days_of_month(words: str, today: date) -> Day | Unreadable | None:
    """Between the 10th and the 14th, either the 9th or the 10th: the last such days; "the 28th to the 4th" spans two
    months. ``FUTURE`` where the second is still to come."""
    match = _TWO_DAYS.search(words)
    if not match or (match["join"] == "and" and not match["between"]):
        return None
    start = day_of_month(f"the {match['first']}", today)
    if not isinstance(start, Day):
        return start
    after = int(match["second"]) <= int(match["first"])
    month = (start.start.replace(day=1) + timedelta(days=31)).replace(day=1) if after else start.start
    end = make(month.year, month.month, int(match["second"]))
    if not isinstance(end, Day):
        return end
    return Day(start.start, end.end) if end.end <= today else Unreadable.FUTURE


_TWO_MONTHS = re.compile(
    rf"(?P<between>\bbetween )?(?<!\d )(?<!\d)\b(?P<first>{PLAIN_MONTH})(?: ?/ ?|(?: time)?{_JOIN})(?P<second>{PLAIN_MONTH})\b(?! (?:the )?\d{{1,2}}\b)(?: (?P<year>20\d\d)\b)?"
)


def two_months(words: str, today: date) -> Day | None:
    """June/July, November to January: the last such months."""
    match = _TWO_MONTHS.search(words)
    if not match or (match["join"] == "and" and not match["between"]):
        return None
    first, second = month_number(match["first"]), month_number(match["second"])
    if {match["first"], match["second"]} <= {"may", "mar", "march"} or first == second:
        return None
    year = int(match["year"] or today.year)
    if not match["year"] and date(year, second, 1) > today:
        year -= 1
    return Day(date(year - (first > second), first, 1), month_of(year, second).end)


_WEEK_OF = re.compile(
    rf"\bweek(?P<kind>end of| commencing| ending| of| from)(?: on)?(?: monday| sunday| mon| sun| fri| friday)? (?:the )?(?P<date>{WRITTEN})"
)


def week_of_day(words: str, today: date) -> Day | Unreadable | None:
    """Week commencing 9 November, w/e 15 Nov, the week of the 9th, the weekend of the 14th."""
    match = _WEEK_OF.search(words)
    if not match:
        return None
    said = match["date"]
    named = written(f"the {said}" if said.isdigit() else said, today)
    if not isinstance(named, Day):
        return named
    first = named.start
    if match["kind"] == "end of":
        saturday = first + timedelta(days=min(5 - first.weekday(), 5))
        return Day(saturday, saturday + timedelta(days=1))
    if match["kind"] == " ending":
        first -= timedelta(days=6)
    elif match["kind"] == " of":
        first -= timedelta(days=first.weekday())
    return Day(first, first + timedelta(days=6))

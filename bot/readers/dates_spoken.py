"""Dates said from today: "yesterday", "3 weeks ago", "last Friday". Words come from ``dates_plain.plain_words``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates_written import WRITTEN, written
from bot.readers.days import (
    COUNT,
    COUNTS,
    PLAIN_WEEKDAY,
    UNIT,
    Day,
    Unreadable,
    back,
    back_by,
    month_back,
    part_of_month,
)


def _number(written: str) -> float:
    return COUNTS[written] if written in COUNTS else float(written)


_TWO_COUNTS = COUNT.replace("count", "first") + r"(?: ?[-–/] ?| to | or )" + COUNT.replace("count", "second")
_FILLER = r"(?: or so| whole| full| of| bloody)*"


def rough_ago(words: str, today: date) -> Day | Unreadable | None:
    """2-3 weeks ago: the range from three weeks back to two."""
    match = re.search(rf"(?<![\d.]){_TWO_COUNTS} {UNIT}\b", words)
    if not match:
        return None
    late = back_by(today, _number(match["first"]), match["unit"])
    early = back_by(today, _number(match["second"]), match["unit"])
    if isinstance(late, Day) and isinstance(early, Day):
        return Day(min(early.start, late.start), max(early.end, late.end))
    return Unreadable.IMPOSSIBLE


def plain_ago(words: str, today: date) -> Day | Unreadable | None:
    """Three weeks ago, 2 weeks and 3 days ago; "3 weeks since" at the end, as Yorkshire has it."""
    both = re.search(rf"\b{COUNT} weeks? and {COUNT.replace('count', 'days')} days? ago\b", words)
    if both:
        return back_by(today, 7 * _number(both["count"]) + _number(both["days"]), "day")
    match = re.search(
        rf"(?<![\d.]){COUNT}{_FILLER} {UNIT}{_FILLER} (?:(?:ago|back)\b|(?:since|past)\W*$)", words
    )
    return _counted_back(match, today)


def lasting(words: str, today: date) -> Day | Unreadable | None:
    """For nine days, been about 2 months, 7 weeks now; and a bare "9 days" at the end."""
    softly = r"(?: (?:the|last|past|about|over|nearly|almost|more than|at least))*"
    match = re.search(rf"\bfor{softly} {COUNT}(?: of)? {UNIT}\b", words)
    match = match or re.search(rf"\b(?:been|waited|waiting){softly} {COUNT} {UNIT}\b", words)
    match = match or re.search(
        rf"(?<![\d.])(?<!out of )\b{COUNT}{_FILLER} {UNIT}\b(?=(?: \w+){{0,2}} (?:ago|now)\b|\W*$)", words
    )
    return _counted_back(match, today)


def _counted_back(match: re.Match[str] | None, today: date) -> Day | Unreadable | None:
    if match is None:
        return None
    if match["count"] == "few":
        return _between(today, _A_FEW, match["unit"])
    before = match.string[: match.start("count")]
    if _ROUGHLY.search(before) and match["unit"] != "day":
        count = _number(match["count"])
        if count == 1 and match["unit"] in ("month", "year"):
            return _about_one(today, match["unit"])
        return _between(today, (max(count - 1, 0), count + 1), match["unit"])
    count = _number(match["count"])
    if _MORE.search(before):
        return _between(today, (count, count + 1), match["unit"])
    if _LESS.search(before):
        return _between(today, (max(count - 1, 0), count), match["unit"])
    return back_by(today, count, match["unit"])


def _about_one(today: date, unit: str) -> Day | Unreadable:
    """About a month is a week more or less, about a year a month: a whole one would reach from today to two of them."""
    then, week = back_by(today, 1, unit), timedelta(days=7 if unit == "month" else 31)
    return Day(then.start - week, then.end + week) if isinstance(then, Day) else then


_A_FEW = (2, 5)
_MORE = re.compile(r"\b(?:over|more than|at least|longer than)\b\W*$")
_LESS = re.compile(r"\b(?:under|less than|not quite|best part of|no more than)\b\W*$")
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|approximately|approx|maybe|nearly|almost|some|nigh on|nigh|getting on for|close to|approaching)\b\W*$"
)


def _between(today: date, counts: tuple[float, float], unit: str) -> Day | Unreadable:
    """For "a few weeks ago", which is no day: from the most to the least that it can mean."""
    late, early = back_by(today, counts[0], unit), back_by(today, counts[1], unit)
    if isinstance(late, Day) and isinstance(early, Day):
        return Day(early.start, late.end)
    return Unreadable.IMPOSSIBLE


_DAYS_AROUND = timedelta(days=3)
"""To either side of a day that they are not sure of."""
_AROUND = re.compile(
    r"\b(?:about|around|roughly|approximately|approx|circa|somewhere near|near enough)(?: on)? "
    rf"(?:(?:{PLAIN_WEEKDAY}) )?(?P<date>(?:the )?{WRITTEN})"
    r"(?!'s\b| ?(?:bill|invoice|statement|payment|charge|letter|e-?mail|call|visit|appointment|outage|fault|order|price|one)s?\b)"
)
"""Not "about 3 October's bill", which is what it was about."""


def around(words: str, found: Day, today: date) -> Day:
    """``found``, or the days about it where just that day is said roughly: "around the 5 of October"."""
    for named in _AROUND.finditer(words):
        if found.exact and written(named["date"], today) == found:
            return Day(found.start - _DAYS_AROUND, found.end + _DAYS_AROUND)
    return found


_NAMED_TODAY = (
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|just now|(?:hour|minute)s? ago)\b|^right now$"
)
_HOURS = re.compile(r"\b(?P<hours>\d{2,3}) hours ago\b")
_HOURS_A_DAY = 24


def relative_day(words: str, today: date) -> Day | Unreadable | None:
    """Yesterday, this morning, at the weekend, last week."""
    counted = re.search(rf"\b{COUNT} days? before yesterday\b", words)
    if counted:
        return back_by(today, _number(counted["count"]) + 1, "day")
    if re.search(r"\bday before yesterday\b|\b(?:night|evening|day) before last\b", words):
        return back(today, 2)
    if re.search(r"\b(yesterday|last night|yday)\b", words):
        return back(today, 1)
    hours = _HOURS.search(words)
    if hours and int(hours["hours"]) >= _HOURS_A_DAY:
        days, rest = divmod(int(hours["hours"]), _HOURS_A_DAY)
        return Day(back(today, days + (rest > 0)).start, back(today, days).end)
    if re.search(_NAMED_TODAY, words):
        return back(today, 0)
    if re.search(r"(?<!bank holiday )\b(?:weekends ago|weekend)\b", words):
        saturday = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
        counted = re.search(rf"\b{COUNT}(?: of)? weekends ago\b", words)
        if counted:
            saturday -= timedelta(days=7 * int(_number(counted["count"]) - 1))
        if "weekend before last" in words:
            saturday -= timedelta(days=7)
        return Day(saturday, saturday + timedelta(days=1))
    if re.search(r"\bfortnight\b", words):
        return back(today, 14)
    return None


_PART = r"(?:\b(?P<part>early|start|beginning|mid(?:dle)?|late|(?:back |tail )?end)(?: (?:of|in|on))?[ -](?:the )?)?"
_WEEK_BEFORE = re.compile(rf"{_PART}\bweek before last\b")
_LAST_WEEK = re.compile(rf"{_PART}\blast week\b")
_THIS_WEEK = re.compile(r"\b(?P<part>early|start of|beginning of|middle of) (?:the|this) week\b")
_MONTH = re.compile(rf"{_PART}\b(?:(?P<last>last month)|this month|(?P<the>the month))\b(?! before\b)")
_DAYS_OF_PART = {"early": (0, 2), "start": (0, 2), "beginning": (0, 2), "mid": (1, 3), "middle": (1, 3)}


def _part_of_week(part: str | None, monday: date) -> Day:
    """Early is Monday to Wednesday, the middle Tuesday to Thursday, late Thursday to Sunday."""
    first, last = _DAYS_OF_PART.get(part.removesuffix(" of"), (3, 6)) if part else (0, 6)
    return Day(monday + timedelta(days=first), monday + timedelta(days=last))


def week_or_month(words: str, today: date) -> Day | Unreadable | None:
    """This week, last week, the past month."""
    monday = today - timedelta(days=today.weekday())
    if re.search(r"\b(?:for|over) (?:the )?(?:last|past) week\b", words):
        return back(today, 7)
    if re.search(r"\bpast week\b", words):
        return Day(today - timedelta(days=7), today)
    if named := _WEEK_BEFORE.search(words):
        return _part_of_week(named["part"], monday - timedelta(days=14))
    if named := _LAST_WEEK.search(words):
        return _part_of_week(named["part"], monday - timedelta(days=7))
    if named := _THIS_WEEK.search(words):
        part = _part_of_week(named["part"], monday)
        return part if part.start <= today else None
    if re.search(r"\bthis week\b", words):
        return Day(monday, today)
    if re.search(r"\b(?:for|over) (?:the )?(?:last|past) month\b|\bpast month\b", words):
        return back_by(today, 1, "month")
    if re.search(r"\bmonth before last\b", words):
        return month_back(today, 2)
    if (named := _MONTH.search(words)) and (named["part"] or not named["the"]):
        whole = month_back(today, 1 if named["last"] else 0)
        return part_of_month(named["part"] or "", whole)
    return None

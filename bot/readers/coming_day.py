"""A day that somebody asks about: of a complaint still to be made ("if I complain on 18 December"), or made already."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates import Day, read_date
from bot.readers.days import MONTH, MONTHS, WEEKDAY, WEEKDAYS

_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b{MONTH}(?: the)? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:on|by|this|next|coming) {WEEKDAY}\b", re.IGNORECASE)


_SOON = timedelta(days=183)
"""A day and month that lie further ahead were meant of this year: they are past."""
_FEASTS = {
    r"christmas eve|xmas eve": (12, 24),
    r"(?:christmas|xmas)(?: day)?": (12, 25),
    r"boxing day": (12, 26),
    r"new year'?s eve": (12, 31),
    r"new year'?s day": (1, 1),
}


def feast_day(text: str, today: date) -> date | None:
    """The next Christmas Day, Boxing Day and the like, when one is named."""
    words = text.replace("’", "'")
    for pattern, (month, day) in _FEASTS.items():
        if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            this = date(today.year, month, day)
            return this if this >= today else date(today.year + 1, month, day)
    return None


def coming_day(text: str, today: date) -> date | None:
    """``None`` when no day is named, or one that no calendar has."""
    words = text.replace("’", "'")
    named = _DAY_MONTH.search(words) or _MONTH_DAY.search(words)
    if named:
        month = next(at for at, name in enumerate(MONTHS, 1) if name.startswith(named["month"].lower()[:3]))
        for year in (today.year, today.year + 1):
            try:
                day = date(year, month, int(named["day"]))
            except ValueError:
                continue
            if today <= day <= today + _SOON:
                return day
        return None
    if re.search(r"\btomorrow\b", words, re.IGNORECASE):
        return today + timedelta(days=1)
    weekday = _WEEKDAY.search(words)
    if weekday:
        wanted = next(
            at for at, name in enumerate(WEEKDAYS) if name.startswith(weekday["weekday"].lower()[:3])
        )
        return today + timedelta(days=(wanted - today.weekday()) % 7 or 7)
    return None


def named_day(text: str, today: date) -> date | None:
    """A day of the calendar or a feast that somebody asks about; "after Christmas, on 28 December" is the 28th."""
    dated = _DAY_MONTH.search(text) or _MONTH_DAY.search(text)
    return (coming_day(text, today) if dated else None) or feast_day(text, today) or coming_day(text, today)


_MADE = re.compile(
    r"\b(?:complained|wrote|written|sent|posted|told|rang|phoned|called|raised|lodged|logged|made|arrived|got (?:it|my|your|to|there)|reached|received|signed for|was|been|moaned|put|filed|handed|submitted|e-?mailed|messaged|dropped|spoke|grumbled|landed|delivered)\b|\b(?:yesterday|last|ago|just gone)\b",
    re.IGNORECASE,
)
_TO_MAKE = re.compile(
    r"\bif\b|\b(?:suppose|say) (?:i|we)\b|\bgoing to (?:complain|send|write|post|put)\b|\btomorrow\b"
    r"|\bgets (?:my|it|the)\b|\b(?:i|we)(?:'ll| will) (?:complain|send|write|post|put)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.?!;,\n](?!\d)\s*|\s+(?:and|but|so|then|an(?= (?:ah|i|we)\b))\s+(?!\d)", re.IGNORECASE
)
_TROUBLE = re.compile(
    r"\b(?:been|were|was) (?:\w+ )?(?:off|down|out|dead|crackl\w*|dropp\w*|broken|slow|playing up)\b|\b(?:went|gone) (?:off|down|dead)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")


def day_of_complaint(text: str, today: date) -> date | None:
    """The day on which the complaint that is asked about was or will be made; ``None`` when none is named.

    "I complained on 16 November" has been; "if I complain on 18 December" is to come.
    """
    made = _MADE.search(text) is not None and (
        _TO_MAKE.search(text) is None or _YEAR.search(text) is not None
    )
    if made or _YEAR.search(text):
        # In the clause that tells of it: "off for a fortnight now, and I've just sent you a complaint" names no day.
        parts = [part for part in _CLAUSE.split(text) if part and (_MADE.search(part) or not made)]
        for part in parts:
            read = read_date(part, today)
            if isinstance(read, Day) and read.exact and read.start == read.end and not _TROUBLE.search(part):
                return read.end
        if made:
            return _of_its_weekday(text, today)
    return coming_day(text, today) or (today if _TODAY.search(text) else None)


_TODAY = re.compile(
    r"\b(?:complain|send|e-?mail|write|post|put)\b[^.?!]{0,30}\b(?:today|now)\b", re.IGNORECASE
)


def _of_its_weekday(text: str, today: date) -> date | None:
    """For "reached them on Monday 30 November", said before that day: the weekday shows that it is to come."""
    weekday = re.search(rf"\b{WEEKDAY},? (?:the )?(?:\d|{MONTH})", text, re.IGNORECASE)
    day = coming_day(text, today) if weekday else None
    return (
        day
        if day and weekday and WEEKDAYS[day.weekday()].startswith(weekday["weekday"].lower()[:3])
        else None
    )


_WHAT_ABOUT = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?|but|then|hm+|right)\W+)*(?:(?:what|how|wot) (?:about|if)|and if)\b"
    r"(?: (?:if )?(?:it (?:was|were|had been|is)|i(?:'d| had)? (?:first )?(?:told|complained|said|wrote|rang)(?: (?:you|to you|it))?))?"
    r"(?: (?:about|around))?(?: (?:on|from|since))? (?P<day>[\w' /.-]{3,30}?)(?: instead| then)?\W*",
    re.IGNORECASE,
)


def what_about_day(text: str, today: date) -> date | None:
    """The day of "what about 12 April?", past or to come; ``None`` where anything else is asked about."""
    asked = _WHAT_ABOUT.fullmatch(text.replace("’", "'"))
    if asked is None:
        return None
    read = read_date(asked["day"], today)
    if isinstance(read, Day):
        return read.end if read.exact else None
    return coming_day(asked["day"], today)

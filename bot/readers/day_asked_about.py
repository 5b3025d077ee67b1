"""The day that a question in the chat is about: of a complaint still to be made ("if I complain on 18 December") or made
already, of "what about 12 April?", or on which they want to reach somebody."""

from __future__ import annotations

import re
from datetime import date

from bot.readers.dates import Day, read_date
from bot.readers.day_to_come import coming_day, day_to_come, feast_day, has_calendar_date
from bot.readers.days import MONTH, WEEKDAY, WEEKDAYS


def named_day(text: str, today: date) -> date | None:
    """A day to come that somebody asks about; "after Christmas, on 28 December" is the 28th."""
    dated = coming_day(text, today) if has_calendar_date(text) else None
    return dated or feast_day(text, today) or coming_day(text, today)


_MADE = re.compile(
    r"\b(?:complained|wrote|written|sent|posted|told|rang|phoned|called|raised|lodged|logged|made|arrived|got (?:it|my|your|to|there)|reached|received|signed for|was|been|moaned|put|filed|handed|submitted|e-?mailed|messaged|dropped|spoke|grumbled|landed|delivered)\b|\b(?:yesterday|last|ago|just gone)\b",
    re.IGNORECASE,
)
_TO_MAKE = re.compile(
    r"\bif\b|\b(?:suppose|say) (?:i|we)\b|\bgoing to (?:complain|send|write|post|put)\b|\btomorrow\b"
    r"|\bgets (?:my|it|the)\b|\b(?:i|we)(?:'ll| will) (?:complain|send|write|post|put)\b",
    re.IGNORECASE,
)
_I_COMPLAIN = re.compile(
    r"\b(?:i|we)(?:'ll| will| were to| only| first|(?:'m|'re| am| are) going to)* (?:complain|send|write|post|put|log|raise)"
    r"(?: (?:it|this|one|in|to|you|my|the|a|complaint|letter|again|formally))*? "
    r"(?P<when>in (?:the next )?[\w.]+ (?:days?|weeks?|fortnight)(?:'?s'? time)?|[\w.]+ (?:days?|weeks?|fortnight) from now"
    r"|(?:on )?the \d{1,2}(?:st|nd|rd|th))"
    r"(?=\W*$|[,.;?!]| (?:how|when|what|will|would|can|do|is|then|i|we|it|they)\b)",
    re.IGNORECASE,
)
"""Only right beside it: in any other place "in two weeks" may be how long we take, and "the 20th" when it broke."""
_CLAUSE = re.compile(
    r"[.?!;,\n](?!\d| 20\d\d\b)\s*|\s+(?:and|but|so|then|an(?= (?:ah|i|we)\b))\s+(?!\d)", re.IGNORECASE
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
    right_beside = _I_COMPLAIN.search(text.replace("’", "'"))
    beside = day_to_come(right_beside["when"], today) if right_beside else None
    return coming_day(text, today) or beside or (today if _TODAY.search(text) else None)


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

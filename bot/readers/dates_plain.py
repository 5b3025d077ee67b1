"""The words of a message as the rules for dates want them: plain, and without times of day and amounts of money."""

from __future__ import annotations

import re

from bot.readers.dates_spelling import in_usual_spelling
from bot.readers.days import COUNT, COUNTS, PLAIN_MONTH, PLAIN_WEEKDAY, WEEKDAY

_CLOCK = (
    r"\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m\b)?",
    r"\b(?:at|since|by|from) \d{1,2}\.\d{2}(?![.\d])(?: ?[ap]m\b)?",
    r"\b\d{1,2}(?:\.\d{2})? ?[ap]m\b",
    r"\b\d{1,2}\.\d{2}(?= (?:this (?:morning|afternoon|evening)|last night|today|yesterday|in the|on ))",
)
_AMOUNT = (
    r"(?:[£$€] ?\d[\d.]*|\b\d[\d.]* ?(?:pounds|quid|euros?|p|pence)\b)"
    r"(?: ?(?:/|an?\b|per\b|each\b|every\b) ?(?:day|week|month|year|quarter)\b| ?p[mw]\b)?|\b24/7\b|\b1/2 (?:an? |the )?(?:hours?|hrs?|day|price|term|time|way)\b"
)
"""With what it is a rate of: "£18 a month" is no month."""
_HALVES = {"half a year": "6 months", "a year and a half": "18 months", "half a week": "3 days"}
_AND_A_HALF = re.compile(
    rf"\b{COUNT} (?:and a half (?P<units>weeks|months|years)|(?P<unit>week|month) and a half)\b"
)


def _with_half(match: re.Match[str]) -> str:
    """ "Two and a half weeks" as "2.5 weeks"."""
    count = COUNTS.get(match["count"]) or match["count"]
    return f"{count}.5 {match['units'] or match['unit']}"


_UNITS = {
    "days": r"days?",
    "weeks": r"(?:weeks?|wks?)",
    "months": r"(?:months?|mths?)",
    "years": r"(?:years?|yrs?)",
}
_ONLY_ORDINAL = re.compile(
    rf"^((?:it was )?(?:on |since |about |around |roughly |circa )*(?:{WEEKDAY} )?)(\d{{1,2}})(?:st|nd|rd|th)\W*$".replace(
        "(?P<weekday>", "(?:"
    )
)


_MONTH_THEN_DAY = re.compile(
    rf"\b({PLAIN_MONTH})\b(?: (?:(around|about|roughly)|on))* the (\d{{1,2}})(?:st|nd|rd|th)?\b"
)
"""Such as "in September, around the 10th"."""
_MONTH_AND_LATER_DAY = re.compile(
    rf"\b({PLAIN_MONTH})\b[^.\d]{{0,25}}?\b(?:(around|about|roughly)|on|maybe) the (\d{{1,2}})(?:st|nd|rd|th)\b"
)


def _day_first(match: re.Match[str]) -> str:
    """ "In September, around the 10th" as "around 10 September"."""
    roughly = f"{match[2]} " if match[2] else ""
    return f"{roughly}{match[3]} {match[1]}"


_ON_ORDINAL = re.compile(
    rf"\b(on|since|from|until|by) (\d{{1,2}}(?:st|nd|rd|th))\b(?! (?:of )?(?:{PLAIN_MONTH})\b)"
)
_NUMBERED_THING = re.compile(
    rf"\bthe (\d{{1,2}}) (?!(?:{PLAIN_MONTH}|of|or|and|at|i|we|when|it|last|to|in|but|is|was|this|ish|till?|until|through|thru|inst|ult)\b)(?=[a-z])"
)
"""Such as "the 3 account", which is no day."""
_WEEKDAY_AND_DAY = re.compile(
    rf"\b(?P<weekday>{PLAIN_WEEKDAY}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:of )?(?:{PLAIN_MONTH})\b)"
)


_NTH = ("first", "second", "third", "fourth")
_NTH_WEEK = re.compile(r"\b([1-4])(?:st|nd|rd|th)(?= (?:full )?week\b)")
"""Else "2nd week" would be two weeks."""


def plain_words(text: str) -> str:
    """Lower case, one space, "3rd" as "3", "wks" as "weeks", "yesturday" mended, without times of day and amounts of money."""
    words = re.sub(r"\s+", " ", text.lower().replace("’", "'").replace(",", " ")).strip()
    words = in_usual_spelling(words)
    words = _AND_A_HALF.sub(_with_half, words)
    for written, meant in _HALVES.items():
        words = words.replace(written, meant)
    for pattern in (_AMOUNT, *_CLOCK):
        words = re.sub(pattern, " ", words)
    words = re.sub(rf"\b(\d{{1,2}}(?:st|nd|rd|th)?) (?:o'?|ae|af) (?=(?:{PLAIN_MONTH})\b)", r"\1 of ", words)
    words = _NUMBERED_THING.sub(r"a \1 ", words)
    words = _ON_ORDINAL.sub(r"\1 the \2", words)
    words = _MONTH_THEN_DAY.sub(_day_first, words)
    words = _MONTH_AND_LATER_DAY.sub(_day_first, words)
    words = _WEEKDAY_AND_DAY.sub(r"\1 the \2", words)
    words = _ONLY_ORDINAL.sub(r"\1the \2", words.strip())
    words = _NTH_WEEK.sub(lambda match: _NTH[int(match[1]) - 1], words)
    words = re.sub(r"\b(\d{1,2}) ?(?:st|nd|rd|th)\b", r"\1", words)
    for unit, written in _UNITS.items():
        words = re.sub(rf"(?<=\d) ?{written}\b", f" {unit}", words)
    return re.sub(r"\s+", " ", words).strip()

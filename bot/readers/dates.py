"""British ways of saying when. Small rules first, then ``dateparser``; what cannot be read is asked, never guessed.

A reading is always about the past: "the 28th" is the last 28th. Every date is a Europe/London date.
The rules are in ``dates_written`` ("3 November") and ``dates_spoken`` ("3 weeks ago").
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

import dateparser

from bot.readers import dates_spoken, dates_written
from bot.readers.days import EARLIEST_YEAR, MONTH, WEEKDAY, WEEKDAYS, DateReading, Day, Unreadable

__all__ = ["DateReading", "Day", "Unreadable", "read_date"]

_RULES = (
    dates_written.iso,
    dates_written.span,
    dates_spoken.rough_ago,
    dates_written.slashed,
    dates_written.week_of_month,
    dates_written.day_and_month,
    dates_spoken.plain_ago,
    dates_spoken.relative_day,
    dates_spoken.weekday,
    dates_written.day_of_month,
    dates_spoken.lasting,
    dates_spoken.week_or_month,
    dates_written.month_alone,
    dates_written.feast,
    dates_written.year_alone,
)
_TO_COME = re.compile(r"\b(?:tomorrow|next (?:week|month|year|" + "|".join(WEEKDAYS) + r"))\b")
_FROM_ANOTHER_DAY = re.compile(
    rf"\b(?:the )?(?:(?:day|week|month|morning|night|weekend|{WEEKDAY}|(?:\d+|an?|one|two|three|four|couple of|few) (?:days|weeks|months)|weeks?|days?) (?:or (?:so|two) )?(?:before|after)|"
    rf"(?:{WEEKDAY}) (?:after|before|following))\b(?! (?:last|yesterday)\b(?! {WEEKDAY}))".replace(
        "(?P<weekday>", "(?:"
    )
)
"""Such as "the Monday after" or "3 weeks after the bank holiday": counted from a day that we would have to guess."""
_VAGUE = re.compile(
    r"\b(?:ages|a while|long time|some time|the other day|recently|(?:years|months|weeks|days) ago|not sure|can'?t remember|dunno|don'?t know)\b"
)


def read_date(text: str, today: date) -> DateReading:
    """The date that ``text`` names, seen from ``today``; ``None`` when it names none.

    A day of the year that does not exist or is before 1990 is ``IMPOSSIBLE``, one after today ``FUTURE``, "ages ago"
    ``VAGUE``. "Since Monday, and they keep saying next week" is Monday: what is to come counts only by itself.
    """
    begun = _ANOTHER_TIME.sub("", text)
    if begun != text and isinstance(first := read_date(begun, today), Day):
        return first
    words = plain_words(text)
    if _FROM_ANOTHER_DAY.search(words):
        return None
    past = _TO_COME.sub(" ", words)
    for rule in _RULES:
        found = rule(past, today)
        if found is not None:
            return _within_reach(found, today)
    if past != words:
        return Unreadable.FUTURE
    return Unreadable.VAGUE if _VAGUE.search(words) else _by_library(words, today)


_ANOTHER_TIME = re.compile(
    r"(?<![\s,;])[\s,;]+(?:and )?(?:then )?again (?:on|the|in|last|this)\b.*$"
    r"|(?<![\s,;])[\s,;]+(?:and )?(?:on )?the \d{1,2}(?:st|nd|rd|th) was the (?:second|third|next|other|last) (?:time|one)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""What came again later: "18 November and again on the 24th" began on the 18th."""

_CLOCK = (
    r"\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m\b)?",
    r"\b(?:at|since|by|from) \d{1,2}\.\d{2}(?![.\d])(?: ?[ap]m\b)?",
    r"\b\d{1,2}(?:\.\d{2})? ?[ap]m\b",
    r"\b\d{1,2}\.\d{2}(?= (?:this (?:morning|afternoon|evening)|last night|today|yesterday|in the|on ))",
)
_AMOUNT = (
    r"(?:[£$€] ?\d[\d.]*|\b\d[\d.]* ?(?:pounds|quid|euros?|p|pence)\b)"
    r"(?: ?(?:/|an?\b|per\b|each\b|every\b) ?(?:day|week|month|year|quarter)\b| ?p[mw]\b)?|\b24/7\b"
)
"""With what it is a rate of: "£18 a month" is no month."""
_HALVES = {"half a year": "6 months", "a year and a half": "18 months", "half a week": "3 days"}
_UNITS = {
    "days": r"days?",
    "weeks": r"(?:weeks?|wks?)",
    "months": r"(?:months?|mths?)",
    "years": r"(?:years?|yrs?)",
}
_ONLY_ORDINAL = re.compile(
    rf"^((?:on |since |about |around )?(?:{WEEKDAY} )?)(\d{{1,2}})(?:st|nd|rd|th)\W*$".replace(
        "(?P<weekday>", "(?:"
    )
)


_PLAIN_MONTH = MONTH.replace("(?P<month>", "(?:")
_MONTH_THEN_DAY = re.compile(
    rf"\b({_PLAIN_MONTH})\b(?: (?:around|about|on|roughly))* the (\d{{1,2}})(?:st|nd|rd|th)?\b"
)
"""Such as "in September, around the 10th"."""
_MONTH_AND_LATER_DAY = re.compile(
    rf"\b({_PLAIN_MONTH})\b[^.\d]{{0,25}}?\b(?:around|about|on|roughly|maybe) the (\d{{1,2}})(?:st|nd|rd|th)\b"
)
_ON_ORDINAL = re.compile(
    rf"\b(on|since|from|until|by) (\d{{1,2}}(?:st|nd|rd|th))\b(?! (?:of )?(?:{_PLAIN_MONTH})\b)"
)
_NUMBERED_THING = re.compile(
    rf"\bthe (\d{{1,2}}) (?!(?:{_PLAIN_MONTH}|of|or|and|at|i|we|when|it|last|to|in|but|is|was|this|ish)\b)(?=[a-z])"
)
"""Such as "the 3 account", which is no day."""
_WEEKDAY_AND_DAY = re.compile(
    rf"\b{WEEKDAY.replace('(?P<weekday>', '(?:')} (?:the )?(\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:of )?(?:{_PLAIN_MONTH})\b)"
)
"""For "Saturday 14th" the number counts, whatever day of the week it was."""


def plain_words(text: str) -> str:
    """Lower case, one space, "3rd" as "3", "wks" as "weeks", without times of day and amounts of money."""
    words = re.sub(r"\s+", " ", text.lower().replace("’", "'").replace(",", " ")).strip()
    for written, meant in _HALVES.items():
        words = words.replace(written, meant)
    for pattern in (_AMOUNT, *_CLOCK):
        words = re.sub(pattern, " ", words)
    words = re.sub(rf"\b(\d{{1,2}}(?:st|nd|rd|th)?) (?:o'?|ae|af) (?=(?:{_PLAIN_MONTH})\b)", r"\1 of ", words)
    words = _NUMBERED_THING.sub(r"a \1 ", words)
    words = _ON_ORDINAL.sub(r"\1 the \2", words)
    words = _MONTH_THEN_DAY.sub(r"\2 \1", words)
    words = _MONTH_AND_LATER_DAY.sub(r"\2 \1", words)
    words = _WEEKDAY_AND_DAY.sub(r"the \1", words)
    words = _ONLY_ORDINAL.sub(r"\1the \2", words.strip())
    words = re.sub(r"\b(\d{1,2}) ?(?:st|nd|rd|th)\b", r"\1", words)
    for unit, written in _UNITS.items():
        words = re.sub(rf"(?<=\d) ?{written}\b", f" {unit}", words)
    return re.sub(r"\s+", " ", words).strip()


def _within_reach(found: Day | Unreadable, today: date) -> Day | Unreadable:
    if isinstance(found, Unreadable):
        return found
    if found.start > today:
        return Unreadable.FUTURE
    if found.start.year < EARLIEST_YEAR:
        return Unreadable.IMPOSSIBLE
    return Day(found.start, min(found.end, today))


_LIBRARY_WORDS, _LIBRARY_LENGTH = 6, 60


def _by_library(words: str, today: date) -> DateReading:
    """``dateparser`` for the rest, but only for short text: it finds dates in "we may have lost calls"."""
    if len(words.split()) > _LIBRARY_WORDS or len(words) > _LIBRARY_LENGTH or not re.search(r"\d|ago", words):
        return None
    if re.search(r"\d\.\d|\d-\d", words):  # versions, ranges of numbers
        return None
    parsed = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past",
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    return _within_reach(Day(parsed.date(), parsed.date()), today) if parsed else None

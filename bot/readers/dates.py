"""British ways of saying when. Small rules first, then ``dateparser``; what cannot be read is asked, never guessed.

A reading is always about the past: "the 28th" is the last 28th. Every date is a Europe/London date.
The rules are in ``dates_written`` ("3 November"), ``dates_spoken`` ("3 weeks ago") and their neighbours.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

import dateparser

from bot.readers import (
    dates_bank_holidays,
    dates_feasts,
    dates_ranges,
    dates_seasons,
    dates_spoken,
    dates_weekdays,
    dates_written,
)
from bot.readers.dates_spelling import in_usual_spelling
from bot.readers.days import (
    COUNT,
    COUNTS,
    EARLIEST_YEAR,
    PLAIN_MONTH,
    PLAIN_WEEKDAY,
    WEEKDAY,
    DateReading,
    Day,
    Unreadable,
    month_number,
)

__all__ = ["DateReading", "Day", "Unreadable", "read_date"]

_RULES = (
    dates_written.iso,
    dates_written.digits_alone,
    dates_ranges.two_dates,
    dates_written.span,
    dates_spoken.rough_ago,
    dates_ranges.week_of_day,
    dates_ranges.two_days_of_month,
    dates_weekdays.weekday_and_date,
    dates_written.slashed,
    dates_written.week_of_month,
    dates_weekdays.weekday_of_month,
    dates_written.day_and_month,
    dates_weekdays.weeks_before_a_day,
    dates_spoken.plain_ago,
    dates_bank_holidays.bank_holiday,
    dates_feasts.feast_with_weekday,
    dates_weekdays.two_weekdays,
    dates_spoken.relative_day,
    dates_weekdays.weekday,
    dates_written.day_of_month,
    dates_spoken.lasting,
    dates_spoken.week_or_month,
    dates_ranges.two_months,
    dates_written.month_alone,
    dates_feasts.feast,
    dates_seasons.season,
    dates_written.year_alone,
)
_TO_COME = re.compile(
    rf"\b(?:tomorrow|{dates_feasts.NAMES} next year\b|next (?:week|month|year|bank holiday|{PLAIN_WEEKDAY})\b|(?:this )?coming (?:{PLAIN_WEEKDAY})\b|(?:{PLAIN_WEEKDAY}) coming\b"
    rf"|(?:{PLAIN_WEEKDAY}) (?:week|fortnight)\b(?! (?:ago|past|gone|back|last|before))"
    rf"|(?:{COUNT.replace('count', 'ahead')} weeks?|a fortnight) (?:on|this|from|come) (?:{PLAIN_WEEKDAY}|today)\b"
    rf"|{COUNT.replace('count', 'later')} (?:days?|weeks?|months?)(?:'s?|s')? (?:time|from now)\b)"
)
"""Also "Friday week" and "two weeks on Friday", which are counted forwards."""
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
    ``VAGUE``, and a day of the week that is not that of its date ``DISAGREES``. "Since Monday, and they keep saying next week" is Monday: what is to come counts only by itself.
    """
    begun = _ANOTHER_TIME.sub("", text)
    if begun != text and isinstance(first := read_date(begun, today), Day):
        return first
    words = _with_years(plain_words(text), today)
    words = dates_bank_holidays.without_one_of_two(dates_feasts.without_unknown(words))
    words = dates_weekdays.without_working_week(_NAMED_LIKE_A_MONTH.sub(" ", words))
    if (feast := dates_feasts.counted_from_feast(words, today)) is not None:
        return _within_reach(feast, today)
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


_LAST_YEAR = re.compile(
    rf"\b(?P<named>(?:{PLAIN_MONTH})|{dates_feasts.NAMES}|spring|summer|autumn|winter|bank holiday) (?:of |in )?(?:(?P<last>last year)|(?P<this>this year)|the year before last)\b"
)
_LAST_YEAR_FIRST = re.compile(
    rf"\b(?P<last>last) year (?:in |around |about |on )?(?P<named>(?:{PLAIN_MONTH})|{dates_feasts.NAMES})\b"
)
_A_YEAR_PAST = re.compile(rf"\ba year (?:last|past) (?P<month>{PLAIN_MONTH})\b")
_NAMED_LIKE_A_MONTH = re.compile(
    r"\b(?:spoke (?:to|with)|speak(?:ing)? (?:to|with)|talk(?:ed|ing) (?:to|with)|told|called|lady|woman|girl|advis[eo]r|agent|named|name is|colleague|manager) (?:jan|april|june|may|august)\b(?! \d)"
    r"|\b(?:jan|april|june|may|august) (?:told|said|says|promised|rang|called|answered|from (?:your|the) (?:\w+ )?(?:team|helpdesk|office|company|billing|support|accounts)|on the (?:phone|helpdesk|chat|line))\b"
)
"""April who took the call, and no month."""


def _with_years(words: str, today: date) -> str:
    """With "September last year" as "September 2025"."""

    def year(match: re.Match[str]) -> str:
        found = match.groupdict()
        back = 1 if found.get("last") else 0 if found.get("this") else 2
        return f"{match['named']} {today.year - back}"

    def year_past(match: re.Match[str]) -> str:
        number = month_number(match["month"])
        return f"{match['month']} {today.year - 1 - (number >= today.month)}"

    return _A_YEAR_PAST.sub(year_past, _LAST_YEAR_FIRST.sub(year, _LAST_YEAR.sub(year, words)))


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
    rf"^((?:on |since |about |around )?(?:{WEEKDAY} )?)(\d{{1,2}})(?:st|nd|rd|th)\W*$".replace(
        "(?P<weekday>", "(?:"
    )
)


_MONTH_THEN_DAY = re.compile(
    rf"\b({PLAIN_MONTH})\b(?: (?:around|about|on|roughly))* the (\d{{1,2}})(?:st|nd|rd|th)?\b"
)
"""Such as "in September, around the 10th"."""
_MONTH_AND_LATER_DAY = re.compile(
    rf"\b({PLAIN_MONTH})\b[^.\d]{{0,25}}?\b(?:around|about|on|roughly|maybe) the (\d{{1,2}})(?:st|nd|rd|th)\b"
)
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
    words = _MONTH_THEN_DAY.sub(r"\2 \1", words)
    words = _MONTH_AND_LATER_DAY.sub(r"\2 \1", words)
    words = _WEEKDAY_AND_DAY.sub(r"\1 the \2", words)
    words = _ONLY_ORDINAL.sub(r"\1the \2", words.strip())
    words = _NTH_WEEK.sub(lambda match: _NTH[int(match[1]) - 1], words)
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

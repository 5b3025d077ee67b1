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
from bot.readers.dates_plain import plain_words
from bot.readers.dates_years import with_years
from bot.readers.days import (
    COUNT,
    EARLIEST_YEAR,
    PLAIN_WEEKDAY,
    WEEKDAY,
    DateReading,
    Day,
    Unreadable,
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
    words = with_years(plain_words(text), today)
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
            reached = _within_reach(found, today)
            if isinstance(reached, Day):
                return _within_reach(dates_spoken.around(past, reached, today), today)
            return reached
    if past != words:
        return Unreadable.FUTURE
    return Unreadable.VAGUE if _VAGUE.search(words) else _by_library(words, today)


_NAMED_LIKE_A_MONTH = re.compile(
    r"\b(?:spoke (?:to|with)|speak(?:ing)? (?:to|with)|talk(?:ed|ing) (?:to|with)|told|called|lady|woman|girl|advis[eo]r|agent|named|name is|colleague|manager) (?:jan|april|june|may|august)\b(?! \d)"
    r"|\b(?:jan|april|june|may|august) (?:told|said|says|promised|rang|called|answered|from (?:your|the) (?:\w+ )?(?:team|helpdesk|office|company|billing|support|accounts)|on the (?:phone|helpdesk|chat|line))\b"
)
"""April who took the call, and no month."""


_ANOTHER_TIME = re.compile(
    r"(?<![\s,;])[\s,;]+(?:and )?(?:then )?again (?:on|the|in|last|this)\b.*$"
    r"|(?<![\s,;])[\s,;]+(?:and )?(?:on )?the \d{1,2}(?:st|nd|rd|th) was the (?:second|third|next|other|last) (?:time|one)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""What came again later: "18 November and again on the 24th" began on the 18th."""


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
    if re.search(r"\d\.\d|\d-\d", words) or re.fullmatch(r"\d{3} ?\d{3}", words):  # versions, ranges, codes
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

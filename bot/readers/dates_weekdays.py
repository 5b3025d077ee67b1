"""Days of the week: "last Friday", "Wednesday last week", "a week past Thursday", "the first Monday in October".

Words come from ``dates_plain.plain_words``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates_written import WRITTEN, written
from bot.readers.days import (
    COUNT,
    COUNTS,
    MONTH,
    PLAIN_WEEKDAY,
    WEEKDAY,
    Day,
    Unreadable,
    back,
    make,
    month_back,
    month_number,
    nth_weekday,
    weekday_number,
)

_WORDS_TOO = re.compile(r"\b(?:sat|sun|wed)\b")
_CUED = re.compile(
    r"(?:\b(?:on|last|since|this|from|until)(?: the)? |^)(?:sat|sun|wed)(?= \d|\b(?! (?:is|was|on|in|to|here|there|through|waiting|around|about|down)\b))"
)
_NOT_THAT_DAY = re.compile(
    rf"\b(?:good|black|easter|bank holiday|ash|shrove|maundy|cyber|pancake|remembrance|mothering|palm) {WEEKDAY}\b"
)
_LAST_WEEK = re.compile(
    rf"\b(?P<weekday>{PLAIN_WEEKDAY})(?: (?:morning|afternoon|evening|night))? (?:of |in )?last week\b|\blast week (?:on )?(?:the )?(?P<after>{PLAIN_WEEKDAY})\b"
)
_WEEK_BEFORE_LAST = re.compile(
    rf"\b(?P<weekday>{PLAIN_WEEKDAY}) (?:(?:of|in|on) )?(?:the )?week before last\b|\bweek before last on (?:the )?(?P<after>{PLAIN_WEEKDAY})\b"
)
_BEFORE_LAST = re.compile(rf"\b(?P<weekday>{PLAIN_WEEKDAY}) before last\b")


def weekday(words: str, today: date) -> Day | Unreadable | None:
    """Last Friday, Wednesday last week, since Monday. "Sat" and "sun" are words too: only after a cue or alone."""
    if _WORDS_TOO.search(words) and not (
        _CUED.search(words) or re.fullmatch(r"\W*(?:sat|sun|wed)\W*", words)
    ):
        words = _WORDS_TOO.sub(" ", words)
    words = _NOT_THAT_DAY.sub(" ", words)
    match = re.search(rf"\b{WEEKDAY}\b", words)
    if not match:
        return None
    monday = today - timedelta(days=today.weekday())
    for pattern, weeks in ((_WEEK_BEFORE_LAST, 14), (_LAST_WEEK, 7)):
        if named := pattern.search(words):
            then = monday + timedelta(days=weekday_number(named["weekday"] or named["after"]) - weeks)
            return Day(then, then)
    days = _since(match["weekday"], today)
    if before := _BEFORE_LAST.search(words):
        return back(today, (_since(before["weekday"], today) or 7) + 7)
    if days == 0 and not re.search(r"\bthis\b", words):
        days = 7 if re.search(r"\b(?:last|since|gone|past)\b|day there\b", words) else 0
    return back(today, days)


def _since(weekday: str, today: date) -> int:
    """How many days ago the last such weekday was, 0 to 6."""
    return (today.weekday() - weekday_number(weekday)) % 7


_WEEKS = rf"(?:{COUNT} weeks?|(?:an? )?(?P<fortnight>fortnight))"
_WEEKS_FIRST = re.compile(
    rf"(?<!last )(?<!this )\b(?:{_WEEKS}|week(?= (?:past|ago))) (?:(?P<gone>last|past|gone)|ago(?: on| last| past)?(?: the)?) {WEEKDAY}\b"
)
_WEEKDAY_FIRST = re.compile(
    rf"\b{WEEKDAY} (?P<gone>(?:gone|past) )?(?:{_WEEKS}|week)(?P<ago> (?:ago|past|gone|back))?\b"
)
_YESTERDAY = re.compile(rf"\b{_WEEKS} (?:ago yesterday\b|yesterday\W*$)")
_SUNDAYS = re.compile(rf"\b{COUNT}(?: of)? {WEEKDAY}s ago\b")


def weeks_before_a_day(words: str, today: date) -> Day | Unreadable | None:
    """A fortnight last Saturday, Tuesday gone a week, Saturday week ago, a week ago yesterday, three Sundays ago."""
    if match := _YESTERDAY.search(words):
        return back(today, 7 * _weeks(match) + 1)
    if match := _WEEKS_FIRST.search(words):
        days = _since(match["weekday"], today)
        return back(today, (days or 7 if match["gone"] else days) + 7 * _weeks(match))
    match = _WEEKDAY_FIRST.search(words)
    if match and (match["gone"] or match["ago"]):
        days, weeks = _since(match["weekday"], today), _weeks(match)
        if weeks > 1 and days > today.weekday() and not match["gone"]:
            return Day(back(today, days + 7 * weeks).start, back(today, days + 7 * weeks - 7).end)
        return back(today, (days or 7 if match["gone"] else days) + 7 * weeks)
    if (match := _SUNDAYS.search(words)) and match["count"] != "few":
        return back(today, (_since(match["weekday"], today) or 7) + 7 * int(_count(match["count"]) - 1))
    return None


def _count(written: str) -> float:
    return COUNTS[written] if written in COUNTS else float(written)


def _weeks(match: re.Match[str]) -> int:
    if match["fortnight"]:
        return 2
    return int(_count(match["count"])) if match["count"] else 1


_JOIN = r"(?: (?:to|til|till|until|into|through|thru|or) (?:the |on )?| ?[-–/] ?)"
_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_TWO_WEEKDAYS = re.compile(
    rf"\b(?P<first>{PLAIN_WEEKDAY}){_PART_OF_DAY}{_JOIN}(?P<second>{PLAIN_WEEKDAY})\b{_PART_OF_DAY}(?P<last> (?:of )?last week\b)?"
)


def two_weekdays(words: str, today: date) -> Day | None:
    """Mon to Weds last week, Thursday night into Friday, Tuesday or Wednesday."""
    match = _TWO_WEEKDAYS.search(words)
    if not match:
        return None
    first, second = weekday_number(match["first"]), weekday_number(match["second"])
    if match["last"]:
        monday = today - timedelta(days=today.weekday() + 7)
        return Day(monday + timedelta(days=first), monday + timedelta(days=first + (second - first) % 7))
    end = back(today, _since(match["second"], today)).end
    return Day(end - timedelta(days=(second - first) % 7 or 7), end)


_WORKING_WEEK = re.compile(
    r"\b(?:mon(?:day)?s?) ?(?:to|til|till|until|through|thru|-|–) ?(?:fri(?:day)?s?)\b(?! (?:of )?last week)"
)


def without_working_week(words: str) -> str:
    """Without "Monday to Friday": it is far more often the working week than five days that are over."""
    return _WORKING_WEEK.sub(" ", words)


_OF_MONTH = re.compile(
    rf"\b(?P<which>first|1|second|2|third|3|fourth|4|last) {WEEKDAY} (?:of|in)(?: the month of)? (?:{MONTH}\b(?: (?P<year>20\d\d)\b)?|(?P<last>last month)|(?:this|the) month)"
)
_WHICH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def weekday_of_month(words: str, today: date) -> Day | None:
    """The first Monday in October, the last Friday of September 2025."""
    match = _OF_MONTH.search(words)
    if not match:
        return None
    nth = _WHICH.get(match["which"]) or int(match["which"])
    number = weekday_number(match["weekday"])
    if not match["month"]:
        month = month_back(today, 1 if match["last"] else 0).start
        then = nth_weekday(month.year, month.month, number, nth)
    else:
        year = int(match["year"] or today.year)
        then = nth_weekday(year, month_number(match["month"]), number, nth)
        if then > today and not match["year"]:
            then = nth_weekday(year - 1, month_number(match["month"]), number, nth)
    return Day(then, then)


_SOON = timedelta(days=183)


def _is_to_come(day: date, name: str, said: str, today: date) -> bool:
    """Whether the date is of that weekday when it comes next, and soon: "Monday 28 December" said in November."""
    coming = make(day.year + 1, day.month, day.day)
    if _DAY_ONLY.fullmatch(said) or re.search(r"\d{4}|[/.-]\d+[/.-]", said) or not isinstance(coming, Day):
        return False
    return today < coming.start <= today + _SOON and coming.start.weekday() == weekday_number(name)


_NO_RANGE = r"(?! ?[-–/&] ?\d|(?: (?:to|or|and|till?|until) (?:the )?\d))"
_WITH_DATE = re.compile(
    rf"\b{WEEKDAY}(?: (?:on|was))? (?P<the>the )?(?P<date>{WRITTEN}){_NO_RANGE}"
    rf"|\b(?P<its>the )?(?P<before>{WRITTEN}) (?:\(?(?:which was |it was |that was )?an? |\(|(?=\w+\W*$)){WEEKDAY.replace('weekday', 'after')}\b"
)
_DAY_ONLY = re.compile(r"\d{1,2}")


def weekday_and_date(words: str, today: date) -> Day | Unreadable | None:
    """Friday the 13th, Thurs 12 Nov: ``DISAGREES`` where the date is another day of the week. Neither is then taken."""
    match = _WITH_DATE.search(words)
    if not match:
        return None
    name, said = match["weekday"] or match["after"], match["date"] or match["before"]
    alone = _DAY_ONLY.fullmatch(said) is not None
    at_end = match["date"] and match.end() >= len(words.rstrip(" .?!"))
    if alone and not (match["the"] or match["its"] or at_end):
        return None
    found = written(f"the {said}" if alone else said, today)
    if isinstance(found, Day) and found.exact and found.start.weekday() != weekday_number(name):
        return Unreadable.FUTURE if _is_to_come(found.start, name, said, today) else Unreadable.DISAGREES
    return found

"""Days with a name: fixed ("Halloween"), those that move with Easter, and those on the n-th Sunday of a month.

A feast without a year is the last one that began on or before today. Words come from ``dates_plain.plain_words``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.readers.days import COUNT, COUNTS, PLAIN_MONTH, Day, Unreadable, nth_weekday

_DAY = timedelta(days=1)
SUNDAY, FRIDAY = 6, 4


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - moved + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


Feast = Callable[[int], Day]


def _fixed(month: int, day: int) -> Feast:
    return lambda year: Day(date(year, month, day), date(year, month, day))


def _by_easter(first: int, last: int | None = None) -> Feast:
    """From so many days after Easter Sunday to so many."""
    end = first if last is None else last
    return lambda year: Day(easter(year) + first * _DAY, easter(year) + end * _DAY)


def _nth(month: int, weekday: int, nth: int, later: int = 0) -> Feast:
    def on(year: int) -> Day:
        day = nth_weekday(year, month, weekday, nth) + later * _DAY
        return Day(day, day)

    return on


_NAMED_AS_WEEKDAYS: dict[str, Feast] = {
    r"good friday": _by_easter(-2),
    r"easter monday": _by_easter(1),
    r"easter sunday": _by_easter(0),
    r"easter saturday": _by_easter(-1),
    r"palm sunday": _by_easter(-7),
    r"maundy thursday": _by_easter(-3),
    r"shrove tuesday": _by_easter(-47),
    r"ash wednesday": _by_easter(-46),
    r"mothering sunday": _by_easter(-21),
    r"remembrance (?:sunday|day)": _nth(11, SUNDAY, 2),
    r"april fool'?s?'? day": _fixed(4, 1),
    r"may day": _fixed(5, 1),
    r"easter (?:weekend|bank holiday(?: weekend)?)": _by_easter(-2, 1),
}
_OTHERS: dict[str, Feast] = {
    r"boxing day": _fixed(12, 26),
    r"christmas eve": _fixed(12, 24),
    r"christmas day": _fixed(12, 25),
    r"new year'?s? eve": _fixed(12, 31),
    r"hogmanay": _fixed(12, 31),
    r"(?:over|all over) christmas": lambda year: Day(date(year, 12, 24), date(year, 12, 26)),
    r"christmas": _fixed(12, 25),
    r"new year(?:'?s)?(?: day)?": _fixed(1, 1),
    r"burns'? night": _fixed(1, 25),
    r"valentine'?s(?: day)?": _fixed(2, 14),
    r"st\.? david'?s day": _fixed(3, 1),
    r"(?:st\.? patrick'?s|st\.? paddy'?s|paddy'?s) day": _fixed(3, 17),
    r"st\.? george'?s day": _fixed(4, 23),
    r"hall?owe'?en": _fixed(10, 31),
    r"(?:bonfire|guy fawkes'?|fireworks?) night": _fixed(11, 5),
    r"armistice day": _fixed(11, 11),
    r"st\.? andrew'?s day": _fixed(11, 30),
    r"(?:pancake day|pancake tuesday)": _by_easter(-47),
    r"mother'?s'? day": _by_easter(-21),
    r"father'?s'? day": _nth(6, SUNDAY, 3),
    r"easter": _by_easter(-2, 1),
    r"clocks? (?:went|gone|go|going|were put|put|changed) (?:back|backwards)": _nth(10, SUNDAY, -1),
    r"clocks? (?:went|gone|go|going|were put|put|changed) (?:forward|forwards|on)": _nth(3, SUNDAY, -1),
}
BLACK_FRIDAY = _nth(11, 3, 4, later=1)
"""The day after the fourth Thursday of November."""
_NO_DAY = (
    r"(?! (?:eggs?|bunny|lights?|part(?:y|ies)|trees?|deals?|sales?|offers?|prices?|discounts?|promo\w*|cards?|presents?"
    r"|dinner|bonus|specials?|films?|shopping|shows?|songs?|rush|package|shift|rota|hours|opening|street|road|avenue"
    r"|island|resolutions?|hols?|holidays?)\b)"
)
"""What makes it a thing: an easter egg, a Christmas card."""
_YEAR = r"(?: (?:of |in )?(?P<year>20\d\d)\b)?"


def _pattern(feasts: dict[str, Feast]) -> re.Pattern[str]:
    return re.compile(rf"\b(?P<feast>{'|'.join(feasts)})\b{_NO_DAY}{_YEAR}")


_EARLY, _LATE = _pattern(_NAMED_AS_WEEKDAYS), _pattern(_OTHERS)
_ALL = _NAMED_AS_WEEKDAYS | _OTHERS
_ANY = "|".join(_ALL)
NAMES = f"(?:{_ANY}|black friday)"
"""A pattern of all of them."""
_COMING = re.compile(
    rf"\b(?:by|in time for|ready for|until|till|next|this coming|come) (?:{_ANY})\b(?! (?:20\d\d|last year)\b)"
)
"""Such as "fixed by Christmas": to come, and no day on which anything happened."""


def last_one(feast: Feast, written: str | None, today: date) -> Day | Unreadable:
    """That of the written year, else the last that began on or before ``today``."""
    if written:
        return feast(int(written))
    this_year = feast(today.year)
    return this_year if this_year.start <= today else feast(today.year - 1)


def _read(match: re.Match[str], today: date) -> Day | Unreadable:
    feast = next(made for name, made in _ALL.items() if re.fullmatch(name, match["feast"]))
    this = feast(today.year)
    past = _PAST.search(match.string[: match.start()]) or _HAPPENED.search(match["feast"])
    if not match["year"] and not past and today < this.start <= today + _A_MONTH:
        return this  # Christmas Eve, said in December, may be the one to come: asked
    return last_one(feast, match["year"], today)


_A_MONTH = 31 * _DAY
_PAST = re.compile(r"\b(?:last|since|past)(?: (?:last|the))*\W*$")
_HAPPENED = re.compile(r"\b(?:went|gone|put|changed)\b")


def feast_with_weekday(words: str, today: date) -> Day | Unreadable | None:
    """Good Friday, Remembrance Sunday: named like a day of the week or a month, which they are not read as."""
    match = _EARLY.search(_COMING.sub(" ", words))
    return _read(match, today) if match else _black_friday(words, today)


def _black_friday(words: str, today: date) -> Day | Unreadable | None:
    """The day of the sales. Shortly before this year's nobody means last year's, and nothing can have happened on it."""
    match = re.search(rf"\bblack friday\b{_NO_DAY}{_YEAR}", words)
    if not match:
        return None
    this = BLACK_FRIDAY(today.year)
    if not match["year"] and today < this.start <= today + _A_MONTH:
        return this
    return last_one(BLACK_FRIDAY, match["year"], today)


_CLOCKS_CHANGED = re.compile(r"\bclocks? (?:changed|change|changing|altered)\b(?! (?:back|forward|on)\b)")
_SPELL = re.compile(r"\bbetween christmas(?: day)? and (?:the )?new year\b|\btwixmas\b")
_TURN = re.compile(r"\bturn of the year\b")
_BESIDE = re.compile(
    rf"(?:^|\b(?:since|from|was|just|shortly|right|sometime|bit) )(?:(?:it was|some ?time|just|shortly|right|a bit|the) )*"
    rf"(?P<side>before|after|around|round|about|roughly) (?:the )?(?P<feast>{_ANY})\b{_NO_DAY}{_YEAR}"
)
_BEFORE_IT = re.compile(rf"\b(?:before|after) (?:the )?(?:{_ANY})\b")


def feast(words: str, today: date) -> Day | Unreadable | None:
    """Halloween, last Christmas, Mother's Day; "since before Christmas" is a range of some weeks."""
    words = _COMING.sub(" ", words)
    if _SPELL.search(words):
        return last_one(lambda year: Day(date(year, 12, 26), date(year, 12, 31)), None, today)
    if _TURN.search(words):
        return last_one(lambda year: Day(date(year, 12, 25), date(year + 1, 1, 7)), None, today)
    if _CLOCKS_CHANGED.search(words):
        both = [last_one(_nth(month, SUNDAY, -1), None, today) for month in (3, 10)]
        return max((day for day in both if isinstance(day, Day)), key=lambda day: day.end)
    beside = _BESIDE.search(words)
    if beside:
        return _beside(beside, today)
    match = _LATE.search(_BEFORE_IT.sub(" ", words))
    return _read(match, today) if match else None


def _beside(match: re.Match[str], today: date) -> Day | Unreadable:
    day = _read(match, today)
    if isinstance(day, Unreadable):
        return day
    closely = re.search(r"\b(?:just|shortly|right)\b", match[0]) is not None
    if match["side"] == "before":
        return Day(day.start - (7 if closely else 24) * _DAY, day.start - _DAY)
    if match["side"] == "after":
        return Day(day.end + _DAY, day.end + (7 if closely else 14) * _DAY)
    return Day(day.start - 7 * _DAY, day.end + 7 * _DAY)


_COUNTED = re.compile(
    rf"\b(?:(?:the )?(?P<one>day|night|morning)|(?:just )?{COUNT}(?: of)? days?) (?P<side>before|after) (?P<feast>{_ANY})\b{_NO_DAY}{_YEAR}"
)


def counted_from_feast(words: str, today: date) -> Day | Unreadable | None:
    """Two days before Halloween, the day after Boxing Day: the one day from which it is safe to count is a named one."""
    match = _COUNTED.search(words)
    day = _read(match, today) if match else None
    if match is None or not isinstance(day, Day) or match["count"] == "few":
        return None
    count = 1 if match["one"] else int(COUNTS.get(match["count"], 0) or float(match["count"]))
    then = day.start - count * _DAY if match["side"] == "before" else day.end + count * _DAY
    return Day(then, then)


_SINGLE_DAYS = {
    name: made for name, made in _ALL.items() if made(2026).exact and not _HAPPENED.search(name)
} | {"black friday": BLACK_FRIDAY}


def coming_feast(words: str, today: date) -> date | None:
    """The next such day from ``today`` on, or that of its year if one is written. Easter, which is four days, is none,
    and neither is "in the new year"."""
    words = words.replace("in the new year", " ")
    for name, made in _SINGLE_DAYS.items():
        match = re.search(rf"(?<!last )\b(?:{name})\b{_YEAR}", words)
        if match:
            years = [int(match["year"])] if match["year"] else [today.year, today.year + 1]
            return next((day for day in (made(year).start for year in years) if day >= today), None)
    return None


_MONTHS_FEAST = re.compile(
    rf"\b(?:(?:{PLAIN_MONTH}|autumn|spring|summer|february|winter) )?half[- ]?terms?\b(?: (?:week|holidays?))?"
)


def without_unknown(words: str) -> str:
    """Without half terms: every council has its own, so they are asked."""
    return _MONTHS_FEAST.sub(" ", words)

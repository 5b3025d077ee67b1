"""Bank holidays by name, as in England: the reading is read back, so that a Scot can put it right.

Computed and not looked up, since readers know no library of holidays; a test holds them against it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates_feasts import easter, last_one
from bot.readers.days import Day, Unreadable, nth_weekday

_DAY = timedelta(days=1)
_MONDAY = 0
_EARLY_MAY_MOVED = {1995: date(1995, 5, 8), 2020: date(2020, 5, 8)}
_SPRING_MOVED = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}
"""For jubilees and the end of the war in Europe."""


def _one(day: date) -> Day:
    return Day(day, day)


def early_may(year: int) -> Day:
    """The first Monday of May."""
    return _one(_EARLY_MAY_MOVED.get(year) or nth_weekday(year, 5, _MONDAY, 1))


def spring(year: int) -> Day:
    """The last Monday of May."""
    return _one(_SPRING_MOVED.get(year) or nth_weekday(year, 5, _MONDAY, -1))


def summer(year: int) -> Day:
    """The last Monday of August."""
    return _one(nth_weekday(year, 8, _MONDAY, -1))


def new_year(year: int) -> Day:
    """1 January, or the Monday after where that is at a weekend."""
    return _one(_weekday_on_or_after(date(year, 1, 1)))


def _weekday_on_or_after(day: date) -> date:
    while day.weekday() > 4:
        day += _DAY
    return day


def of_year(year: int) -> list[date]:
    """All of a year that come every year, with their substitute days, in order."""
    christmas = _weekday_on_or_after(date(year, 12, 25))
    boxing = _weekday_on_or_after(date(year, 12, 26))
    if boxing <= christmas:
        boxing = _weekday_on_or_after(christmas + _DAY)
    if date(year, 12, 25).weekday() == 6:  # Boxing Day keeps its Monday, Christmas Day has the Tuesday
        christmas, boxing = boxing, date(year, 12, 26)
    made = [new_year(year), early_may(year), spring(year), summer(year)]
    found = [day.start for day in made] + [christmas, boxing, easter(year) - 2 * _DAY, easter(year) + _DAY]
    return sorted(found)


_NAMES = {
    r"(?:may day|early may|first may|start of may) bank holiday": early_may,
    r"(?:spring|late may|second may|whit(?:sun)?|end of may) bank holiday": spring,
    r"(?:late )?(?:august|aug|summer) bank holiday": summer,
    r"new year'?s?(?: day)? bank holiday": new_year,
}
NAMES = f"(?:{'|'.join(_NAMES)})"
"""A pattern of all of them."""
_NAMED = re.compile(rf"\b(?P<name>{NAMES})(?P<more> monday| weekend)?\b(?: (?:of |in )?(?P<year>20\d\d)\b)?")
_LAST = re.compile(
    r"(?:^|\b(?:since|over|on|at|from|all|during|this|the) )(?:the )?(?P<last>(?:last|past) )?bank holiday(?P<more> monday| weekend)?\b"
    r"(?! (?:hours|opening|rota|charge|rate)\b)|\b(?P<only>last) bank holiday(?P<with> monday| weekend)?\b"
)
_JUST_NOW = timedelta(days=31)
"""Without "last", and among other words, only one that is not long past is meant for certain."""
_ONE_OF_TWO = re.compile(
    r"(?<!early )(?<!late )(?<!first )(?<!second )(?<!of )\b(?:may|christmas) bank holidays?(?: (?:monday|weekend))?\b"
)


def bank_holiday(words: str, today: date) -> Day | Unreadable | None:
    """August bank holiday, the last bank holiday, the bank holiday weekend. "The May one" is one of two: asked."""
    match = _NAMED.search(words)
    if match:
        made = next(made for name, made in _NAMES.items() if re.fullmatch(name, match["name"]))
        day = last_one(made, match["year"], today)
    else:
        match = _LAST.search(words)
        if not match or "next bank holiday" in words:
            return None
        days = of_year(today.year) + of_year(today.year - 1)
        more = match["more"] or match["with"]
        latest = max(d for d in days if d <= today and (more != " monday" or d.weekday() == _MONDAY))
        certain = match["last"] or match["only"] or match[0] == words.strip(" .!?")
        if not certain and today - latest > _JUST_NOW:
            return None
        return _weekend(latest) if more == " weekend" else _one(latest)
    if isinstance(day, Day) and match["more"] == " weekend":
        return _weekend(day.start)
    return day


_NEXT = re.compile(r"\bnext bank holiday\b(?! weekend)")


def coming_bank_holiday(words: str, today: date) -> date | None:
    """The next one of that name from ``today`` on, or that of its year; also "next bank holiday". No weekend."""
    match = _NAMED.search(words)
    if match and match["more"] != " weekend":
        made = next(made for name, made in _NAMES.items() if re.fullmatch(name, match["name"]))
        years = [int(match["year"])] if match["year"] else [today.year, today.year + 1]
        return next((day for day in (made(year).start for year in years) if day >= today), None)
    if _NEXT.search(words):
        return next(day for day in of_year(today.year) + of_year(today.year + 1) if day > today)
    return None


def _weekend(holiday: date) -> Day:
    """With the Saturday and Sunday beside it: before a Monday, after a Friday."""
    if holiday.weekday() == 4:
        return Day(holiday, holiday + 2 * _DAY)
    return Day(holiday - (holiday.weekday() + 2) * _DAY, holiday)


def without_one_of_two(words: str) -> str:
    """Without those that are two days of a year."""
    return _ONE_OF_TWO.sub(" ", words)

"""Bank holidays, working days and ADR waits worked out a second time, from the law's words and in another way.

Imports nothing of ``bot`` and no library of holidays, so that the two can only agree if both are right.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

NATIONS = ("ENG", "WLS", "SCT", "NIR")
FIRST_YEAR, LAST_YEAR = 2024, 2030


def easter_sunday(year: int) -> date:
    """Gauss's rule with its two exceptions, for the Gregorian calendar of 1900 to 2099."""
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    if d + e == 35 or (d == 28 and e == 6 and a > 10):
        e -= 7
    return date(year, 3, 22) + timedelta(days=d + e)


def monday(year: int, month: int, which: int) -> date:
    """The ``which``-th Monday of a month; -1 is the last."""
    mondays = [day for day in _days(year) if day.month == month and day.isoweekday() == 1]
    return mondays[which if which < 0 else which - 1]


@cache
def bank_holidays(year: int, nation: str) -> frozenset[date]:
    """The days off. A fixed day at a weekend is taken on the next weekday that is not one already."""
    easter = easter_sunday(year)
    days_off = {easter - timedelta(days=2), monday(year, 5, 1), monday(year, 5, -1)}
    fixed = [(1, 1), (12, 25), (12, 26)]
    if nation == "SCT":
        days_off.add(monday(year, 8, 1))
        fixed += [(1, 2), (11, 30)]
        if year == 2026:
            days_off.add(date(2026, 6, 15))
    else:
        days_off |= {easter + timedelta(days=1), monday(year, 8, -1)}
    if nation == "NIR":
        fixed += [(3, 17), (7, 12)]
    on_the_day = sorted(date(year, month, day) for month, day in fixed)
    days_off |= {day for day in on_the_day if day.isoweekday() < 6}
    for day in on_the_day:
        if day.isoweekday() >= 6:
            while day.isoweekday() >= 6 or day in days_off:
                day += timedelta(days=1)
            days_off.add(day)
    return frozenset(days_off)


@cache
def working_days(nation: str) -> list[int]:
    """Every working day of the years, as ordinals."""
    return [
        day.toordinal()
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for day in _days(year)
        if day.isoweekday() < 6 and day not in bank_holidays(year, nation)
    ]


def after_working_days(received: date, count: int, nation: str) -> date:
    """The ``count``-th working day after the day of receipt, by looking it up in the list of all."""
    listed = working_days(nation)
    return date.fromordinal(listed[bisect_right(listed, received.toordinal()) + count - 1])


def opening_day(first: date) -> date:
    """When ADR opens without a letter, in days: 84, from September 2009 on 56, from 8 April 2026 on 42."""
    number = first.toordinal()
    if number >= date(2026, 4, 8).toordinal():
        return date.fromordinal(number + 42)
    if number >= date(2009, 9, 1).toordinal():
        return date.fromordinal(number + 56)
    return date.fromordinal(number + 84)


def _days(year: int) -> list[date]:
    start = date(year, 1, 1).toordinal()
    return [date.fromordinal(number) for number in range(start, date(year + 1, 1, 1).toordinal())]

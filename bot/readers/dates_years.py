"""Years said in words: "September last year", "last year in March", "a year last June"."""

from __future__ import annotations

import re
from datetime import date

from bot.readers import dates_feasts
from bot.readers.days import PLAIN_MONTH, month_number

_LAST_YEAR = re.compile(
    rf"\b(?P<named>(?:{PLAIN_MONTH})|{dates_feasts.NAMES}|spring|summer|autumn|winter|bank holiday) (?:of |in )?(?:(?P<last>last year)|(?P<this>this year)|the year before last)\b"
)
_LAST_YEAR_FIRST = re.compile(
    rf"\b(?P<last>last) year (?:in |around |about |on )?(?P<named>(?:{PLAIN_MONTH})|{dates_feasts.NAMES})\b"
)
_A_YEAR_PAST = re.compile(rf"\ba year (?:last|past) (?P<month>{PLAIN_MONTH})\b")


def with_years(words: str, today: date) -> str:
    """``words`` with "September last year" as "September 2025", seen from ``today``."""

    def year(match: re.Match[str]) -> str:
        found = match.groupdict()
        back = 1 if found.get("last") else 0 if found.get("this") else 2
        return f"{match['named']} {today.year - back}"

    def year_past(match: re.Match[str]) -> str:
        number = month_number(match["month"])
        return f"{match['month']} {today.year - 1 - (number >= today.month)}"

    return _A_YEAR_PAST.sub(year_past, _LAST_YEAR_FIRST.sub(year, _LAST_YEAR.sub(year, words)))

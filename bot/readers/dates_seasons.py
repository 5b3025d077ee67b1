"""Seasons: three whole months each, the last one that has begun; "last summer" is the last one that is over."""

from __future__ import annotations

import re
from datetime import date

from bot.readers.days import Day, month_of

_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PLAIN = r"(?:^|\b(?:in|during|over|since|this|last|early|late|mid|all|through|throughout|back in|around|from|that|end of|start of|sometime) )(?:the )?(?:(?:last|whole|early|late) )?"
_SEASON = re.compile(
    rf"(?P<cue>{_PLAIN})(?P<season>spring|summer|autumn|winter)(?:time)?\b"
    r"(?! (?:clean\w*|statement|sales?|holidays?|hols|fuel|terms?|bank|break|school|house|camp|games|tyres?|water|onions?|rolls?|offers?|deals?|budget|coat|boots|olympics)\b)"
    r"(?: (?:of |in )?(?P<year>20\d\d)\b)?"
)


def _season(season: str, year: int) -> Day:
    """Of the year in which it begins."""
    first = _FIRST_MONTH[season]
    last = month_of(year + (first == 12), (first + 1) % 12 + 1)
    return Day(date(year, first, 1), last.end)


def season(words: str, today: date) -> Day | None:
    """In the spring, over the summer, last winter, this autumn."""
    match = _SEASON.search(words)
    if not match:
        return None
    if match["year"]:
        return _season(match["season"], int(match["year"]))
    year = today.year if _season(match["season"], today.year).start <= today else today.year - 1
    if "last" in match["cue"] and _season(match["season"], year).end >= today:
        year -= 1
    found = _season(match["season"], year)
    if "this" in match["cue"] and year < today.year and found.end < today:
        return _season(match["season"], today.year)  # "this winter" in November is to come
    return found

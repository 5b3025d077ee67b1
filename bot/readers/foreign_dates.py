"""A day that is written in another language ("od 18 listopada"), where ``dateparser`` knows its words."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

import dateparser

_LONGEST: Final = 60
_DAY_FIRST: Final = re.compile(r"\b\d{1,2}\.?\s+(?:(?:de|di)\s+|d')?[^\W\d_]+(?:\s+(?:de\s+)?\d{4})?")
_MONTH_FIRST: Final = re.compile(r"[^\W\d_]+\s+\d{1,2}\b(?:,?\s+\d{4})?")
"""Such as "18 listopada", "18 de noviembre", "lapkričio 18": a word in front of it is no part of the day."""
_OF: Final = re.compile(r"\s+(?:de|di)\s+")
_YEAR: Final = re.compile(r"\b\d{4}\b")


def foreign_day(text: str, code: str, today: date) -> date | None:
    """The past day that a short ``text`` names in the language ``code`` (as in ``bot/languages.yml``), or ``None``."""
    if len(text) > _LONGEST:
        return None
    parts = [text.strip(), *_DAY_FIRST.findall(text), *_MONTH_FIRST.findall(text)]
    for part in (*parts, *(_OF.sub(" ", part) for part in parts)):
        parsed = dateparser.parse(
            part,
            languages=[code],
            settings={
                "DATE_ORDER": "DMY",
                "PREFER_DATES_FROM": "past",
                "RELATIVE_BASE": datetime.combine(today, time(12)),
                "REQUIRE_PARTS": ["day", "month"],
            },
        )
        year = _YEAR.search(text)
        day: date | None = parsed.date() if parsed is not None else None
        if day is not None and day <= today and (year is None or int(year[0]) == day.year):
            return day
    return None

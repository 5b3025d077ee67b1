"""A date put right: "it was the 12th I e-mailed, not the 19th". The day that they deny says which date is meant.

A bare day of the month stands in the month of the date that it replaces: who told us 19 October and now says "the 12th"
means 12 October, whatever today is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.decisions.questions import Question
from bot.readers.dates import Day, read_date
from bot.readers.days import MONTH, WEEKDAY, make

DATED = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON)

_A_DAY = (
    rf"(?:(?:on|the|about|around|in|last) )*(?:{WEEKDAY}\b(?: the)?(?: \d{{1,2}}(?:st|nd|rd|th)?)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)\b|\d{{1,2}}(?= (?:of )?{MONTH})|{MONTH}\b)(?: of)?(?: {MONTH}\b)?(?: \d{{4}})?"
)
_A_DAY = re.sub(r"\(\?P<\w+>", "(?:", _A_DAY)
_DENIED = re.compile(
    rf"(?:\b(?:not|never|rather than|instead of)|\b(?:was|is|were)(?:n'?t| not))(?: (?:it|that|till|until|since))? (?P<day>{_A_DAY})",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b|\bthe (\d{1,2})\b", re.IGNORECASE)
_MONTH_NAMED = re.compile(MONTH.join((r"\b", r"\b")), re.IGNORECASE)
_OF_TELLING = re.compile(
    r"\b(?:told|tell|complain\w*|reported|contacted|rang|ring|rung|called|phoned|e-?mailed|wrote|written|spoke|spoken|moaned)\b",
    re.IGNORECASE,
)
_OF_THE_START = re.compile(
    r"\b(?:since|start\w*|began|begun|happen\w*|went|broke|off|down|dead)\b", re.IGNORECASE
)


def without_denied(text: str) -> str:
    """The text without the day that it denies."""
    return _DENIED.sub(" ", text.replace("’", "'"))


def date_put_right(text: str, today: date, answers: Mapping[str, Any]) -> tuple[Question, Day] | None:
    """Which date of ``answers`` is replaced, and by what; ``None`` unless a day is denied that stands there, or the new
    day is said with nothing else to mean. ``today`` is a London date."""
    plain = text.replace("’", "'")
    denied = _DENIED.search(plain)
    if denied is None:
        return None
    known = {question: answers[question] for question in DATED if isinstance(answers.get(question), dict)}
    which = _meant(plain, _stands_there(denied["day"], today, known))
    if which is None:
        return None
    day = day_beside(without_denied(plain), today, known[which])
    return (which, day) if day is not None else None


def day_beside(text: str, today: date, before: Mapping[str, str]) -> Day | None:
    """The day named in ``text``; a bare one stands in the month of ``before``, the date that it replaces."""
    bare = _BARE_DAY.search(text)
    if bare and not _MONTH_NAMED.search(text) and not re.search(r"\blast month\b", text, re.IGNORECASE):
        old = date.fromisoformat(before["to"])
        made = make(old.year, old.month, int(bare[1] or bare[2]))
        if isinstance(made, Day) and made.end <= today:
            return made
    found = read_date(text, today)
    return found if isinstance(found, Day) else None


def _stands_there(denied: str, today: date, known: Mapping[Question, Mapping[str, str]]) -> list[Question]:
    """The dates that the denied day may be: by its number, its weekday or its month."""
    number, month = _BARE_DAY.search(denied), _MONTH_NAMED.search(denied)
    weekday = re.search(rf"\b{WEEKDAY}\b", denied, re.IGNORECASE)
    found = []
    for question, value in known.items():
        start, end = date.fromisoformat(value["from"]), date.fromisoformat(value["to"])
        if number and not start.day <= int(number[1] or number[2]) <= end.day:
            continue
        if month and month["month"][:3].lower() not in (f"{start:%b}".lower(), f"{end:%b}".lower()):
            continue
        if weekday and not number and f"{end:%a}".lower() != weekday["weekday"][:3].lower():
            continue
        found.append(question)
    return found


def _meant(text: str, stand: list[Question]) -> Question | None:
    """The one that stands there; of two, the one that the words are about, else the later question."""
    if len(stand) < len(DATED):
        return stand[0] if stand else None
    telling, start = _OF_TELLING.search(text), _OF_THE_START.search(text)
    return Question.HAPPENED_ON if start and not telling else Question.FIRST_TOLD_ON

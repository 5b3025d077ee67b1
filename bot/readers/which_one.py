"""Which of several complaints they mean, by its place in the row, its day or its words: "the first one, of the line"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.readers.message import plain

_ONE = r"(?:(?:\w+ )?(?:one|1|complaint|case)\b)"
_OLDEST = re.compile(
    rf"\b(?:the |my )?(?:first|1st|oldest|older|old|earlier|earliest|original) {_ONE}|^\W*(?:the )?(?:first|1st|oldest|older|earlier)\W*$"
)
_NEWEST = re.compile(
    rf"\b(?:the |my )?(?:last|latest|newest|newer|new|most recent|later) {_ONE}|^\W*(?:the )?(?:last|latest|newest|newer|most recent)\W*$"
)
_SECOND = re.compile(rf"\b(?:the |my )?(?:second|2nd|other) {_ONE}|^\W*(?:the )?(?:second|2nd)\W*$")
_NONE = re.compile(
    r"\b(?:a|another|make (?:a|an)|log (?:a|an)|this is (?:a|an)|it'?s (?:a|an)) (?:new|first|second|other)\b"
)
_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_POINTS = re.compile(r"\b(?:one|complaint|case|about|of|with|regarding|for)\b")
_LITTLE = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "been",
        "about",
        "they",
        "them",
        "there",
        "your",
        "you",
        "the",
        "and",
        "was",
        "for",
        "not",
        "but",
        "are",
        "its",
        "when",
        "what",
        "will",
        "would",
        "could",
        "which",
        "complaint",
        "case",
        "complaints",
        "please",
        "want",
        "nothing",
        "done",
        "still",
        "first",
        "last",
        "line",
        "made",
        "more",
        "just",
        "into",
        "very",
    ]
)
_LEAST = 4
"""Letters: shorter words tell nothing apart."""


def which_one(text: str, told: Sequence[tuple[str, date]]) -> int | None:
    """The place in ``told`` (the words and the London day of each, oldest first) of the one that ``text`` picks out.
    ``None`` where it picks none, or two of them fit."""
    said = plain(text)
    if len(told) < 2 or _NONE.search(said):
        return None
    if _OLDEST.search(said):
        return 0
    if _NEWEST.search(said):
        return len(told) - 1
    if _SECOND.search(said) and len(told) == 2:
        return 1
    return _only(_by_day(said, told)) if _POINTS.search(said) else None


def which_by_words(text: str, told: Sequence[tuple[str, date]]) -> int | None:
    """The one whose words have most in common with ``text``, if no other comes near it."""
    said = _content(text)
    alike = [len(said & _content(words)) for words, _ in told]
    best = max(alike, default=0)
    return alike.index(best) if best > 0 and alike.count(best) == 1 else None


def _by_day(said: str, told: Sequence[tuple[str, date]]) -> list[int]:
    days = {(int(day), _MONTHS.index(month) + 1) for day, month in _DAY.findall(said)}
    return [at for at, (_, day) in enumerate(told) if (day.day, day.month) in days]


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _content(text: str) -> frozenset[str]:
    words = re.findall(rf"[a-z]{{{_LEAST},}}", plain(text))
    return frozenset(word.rstrip("s") for word in words if word not in _LITTLE)

"""The dates of a case as a line to look at: points from top to bottom, further apart where more time lies between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from bot.services.case_working import CaseWorking

STEPS: Final = 8
"""Sizes of a gap, from 1; the style sheet has a height for each. The longest gap of a picture has the largest."""


@dataclass(frozen=True)
class Point:
    """``kind`` is ``told``, ``received``, ``today``, ``date`` or ``promise``; only the last two have a ``title``: of a
    promise the words of the person who made it. ``away``: days from
    today, below 0 in the past. ``gap`` is the space above it, 0 for none. ``since``: the first day of a time that was
    told only roughly; the point stands at its last, from which everything is counted."""

    kind: str
    on: date
    away: int
    gap: int
    title: str | None = None
    done: bool = False
    since: date | None = None


def picture(working: CaseWorking) -> list[Point]:
    """The points in order of time; on one day, what was comes before today, and today before what is due."""
    today = working.today
    placed: list[tuple[date, int, str, str | None, bool]]
    placed = [(working.received_on, 1, "received", None, False), (today, 2, "today", None, False)]
    if working.told is not None:
        placed.append((working.told[1], 0, "told", None, False))
    placed += [(each.on, 3, "date", each.title, each.done) for each in working.dates]
    placed += [
        (each.on, 3, "promise", each.what, each.state == "kept")
        for each in working.promises
        if each.what and each.state != "moved"
    ]
    placed.sort(key=lambda point: (point[0], point[1]))
    days = [point[0] for point in placed]
    gaps = [0, *((later - earlier).days for earlier, later in pairwise(days))]
    longest = max(gaps)
    rough = working.told[0] if working.told is not None and working.told_on is None else None
    return [
        Point(
            kind,
            on,
            (on - today).days,
            _size(gap, longest),
            title,
            done,
            since=rough if kind == "told" else None,
        )
        for (on, _, kind, title, done), gap in zip(placed, gaps, strict=True)
    ]


def _size(gap: int, longest: int) -> int:
    """From 0 (the same day) to ``STEPS`` (the longest)."""
    return 0 if gap == 0 else max(1, round(gap * STEPS / longest))

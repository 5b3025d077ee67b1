"""The pictures of a report, as plain measures for an inline SVG. The numbers are in a table beside each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.decisions.report import Week

NAMED = 12
"""Columns that have room for the day on which each begins."""


@dataclass(frozen=True)
class Bar:
    """A column of the picture, in its own units: left edge, tops and heights of all and of those at first contact.
    ``month``: which one begins there, where there are too many columns to name each."""

    x: int
    top: float
    height: float
    first_top: float
    first_height: float
    week: Week
    month: str = ""


class Picture:
    """Complaints by week as columns; the numbers are in the table below it."""

    width, height, floor, column = 720, 180, 160, 0.7

    def __init__(self, weeks: tuple[Week, ...]) -> None:
        self.most = max([each.opened for each in weeks], default=0)
        self._weeks = weeks
        self.step = self.width / len(weeks)

    @property
    def bars(self) -> Iterator[Bar]:
        unit = (self.floor - 20) / self.most if self.most else 0.0
        for at, week in enumerate(self._weeks):
            all_of_it, first = week.opened * unit, week.first_contact * unit
            x = round(at * self.step + self.step * (1 - self.column) / 2)
            yield Bar(x, self.floor - all_of_it, all_of_it, self.floor - first, first, week, self._month(at))

    def _month(self, at: int) -> str:
        """Of the week in which it begins; none in a picture that has room for the day of each week."""
        if len(self._weeks) <= NAMED:
            return ""
        monday = self._weeks[at].monday
        begins = at == 0 or self._weeks[at - 1].monday.month != monday.month
        return f"{monday:%b}" if begins else ""

    @property
    def thick(self) -> int:
        return max(2, round(self.step * self.column))


@dataclass(frozen=True)
class Strip:
    """A bar that lies on its side: its words, its number, where it begins and how long it is."""

    words: str
    number: int
    y: int
    length: float


class Distribution:
    """How many lie in each span, a bar each."""

    width, line, left, room = 480, 28, 150, 50

    def __init__(self, spans: Sequence[str], numbers: Sequence[int]) -> None:
        self.most = max(numbers, default=0)
        self.height = self.line * len(spans)
        self._rows = list(zip(spans, numbers, strict=True))

    @property
    def strips(self) -> Iterator[Strip]:
        unit = (self.width - self.left - self.room) / self.most if self.most else 0.0
        for at, (words, number) in enumerate(self._rows):
            yield Strip(words, number, at * self.line, number * unit)

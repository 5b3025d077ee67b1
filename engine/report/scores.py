"""Counts over what was heard of the held-out lines. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.report.lines import Line
from engine.topics import OUT_OF_SCOPE


@dataclass(frozen=True)
class Heard:
    """What was made of a line: intents, best first, with their confidence."""

    line: Line
    ranking: tuple[tuple[str, float], ...]

    @property
    def first(self) -> str:
        return self.ranking[0][0] if self.ranking else ""

    @property
    def two(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.ranking[:2])

    def confidence_in(self, intent: str) -> float:
        return dict(self.ranking).get(intent, 0.0)


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1. `right`: of the lines in scope; `two`: the right one first or second; `outside`: of the lines
    out of scope those heard as such; `outside_sure`: of those heard as out of scope the ones that are."""

    right: float
    two: float
    outside: float
    outside_sure: float


def score(heard: Sequence[Heard]) -> Score:
    """Over all lines, in scope and out of it."""
    inside = [each for each in heard if each.line.label != OUT_OF_SCOPE]
    outside = [each for each in heard if each.line.label == OUT_OF_SCOPE]
    called = [each for each in heard if each.first == OUT_OF_SCOPE]
    return Score(
        _share([each.first == each.line.label for each in inside]),
        _share([each.line.label in each.two for each in inside]),
        _share([each.first == OUT_OF_SCOPE for each in outside]),
        _share([each.line.label == OUT_OF_SCOPE for each in called]),
    )


@dataclass(frozen=True)
class PerIntent:
    """`recall`: of its lines heard as it; `precision`: of those heard as it that are."""

    intent: str
    lines: int
    recall: float
    precision: float


def per_intent(heard: Sequence[Heard]) -> list[PerIntent]:
    """By name."""
    return [
        PerIntent(
            intent,
            sum(each.line.label == intent for each in heard),
            _share([each.first == intent for each in heard if each.line.label == intent]),
            _share([each.line.label == intent for each in heard if each.first == intent]),
        )
        for intent in sorted({each.line.label for each in heard})
    ]


def confusions(heard: Sequence[Heard]) -> Counter[tuple[str, str]]:
    """How many lines of the first were heard as the second."""
    return Counter((each.line.label, each.first) for each in heard)


def worst(heard: Sequence[Heard], most: int) -> list[Heard]:
    """The wrong ones, the surest first."""
    wrong = [each for each in heard if each.first != each.line.label]
    return sorted(wrong, key=lambda each: -each.ranking[0][1] if each.ranking else 0.0)[:most]


def outside_curve(heard: Sequence[Heard], steps: int = 40) -> list[tuple[float, float]]:
    """(recall, precision) of "out of scope" as its confidence is asked to be higher and higher."""
    points = []
    for step in range(1, steps):
        bar = step / steps
        called = [each for each in heard if each.confidence_in(OUT_OF_SCOPE) >= bar]
        are = [each for each in heard if each.line.label == OUT_OF_SCOPE]
        if called and are:
            right = sum(each.line.label == OUT_OF_SCOPE for each in called)
            points.append((right / len(are), right / len(called)))
    return points


@dataclass(frozen=True)
class Threshold:
    """In scope: answered rightly, answered wrongly, asked back; `cost`: a wrong turn counts three, a question one."""

    bar: float
    right: float
    wrong: float
    asked: float

    @property
    def cost(self) -> float:
        return 3 * self.wrong + self.asked


def thresholds(heard: Sequence[Heard], bars: Sequence[float]) -> list[Threshold]:
    """What each bar of confidence would do to the lines in scope."""
    inside = [each for each in heard if each.line.label != OUT_OF_SCOPE and each.ranking]
    found = []
    for bar in bars:
        taken = [each for each in inside if each.ranking[0][1] >= bar]
        right = sum(each.first == each.line.label for each in taken) / len(inside)
        found.append(Threshold(bar, right, len(taken) / len(inside) - right, 1 - len(taken) / len(inside)))
    return found


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0

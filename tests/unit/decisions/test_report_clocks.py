"""Open complaints against the wait for the ADR scheme."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.decisions.report_clocks import AdrClock, Clock, clock, clock_lines, ends_on, letters_to_write

FIRST = date(2026, 10, 12)
END = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "stands"),
    [
        (0, Clock.EARLY),
        (27, Clock.EARLY),
        (28, Clock.NEAR),
        (41, Clock.NEAR),
        (42, Clock.PAST),
        (400, Clock.PAST),
    ],
)
def test_weeks_five_and_six_of_six_are_near_and_the_day_after_is_past(days: int, stands: Clock) -> None:
    assert ends_on(FIRST, 6) == END
    assert clock(END, FIRST + timedelta(days=days), 2, True) is stands


def test_without_a_day_it_is_neither_near_nor_past() -> None:
    assert clock(END, END, 2, False) is Clock.NO_DAY


def one(reference: str, weeks: int, stands: Clock, end: date = END, *, letter: bool = False) -> AdrClock:
    return AdrClock(reference, FIRST, True, weeks, end, stands, letter, stands is Clock.PAST)


def test_each_wait_has_a_line_of_its_own() -> None:
    clocks = [
        one("a", 8, Clock.PAST),
        one("b", 6, Clock.NEAR),
        one("c", 6, Clock.EARLY),
        one("d", 6, Clock.NO_DAY),
    ]
    first, second = clock_lines(clocks)
    assert (first.weeks, first.early, first.near, first.past, first.no_day) == (6, 1, 1, 0, 1)
    assert (second.weeks, second.early, second.near, second.past, second.no_day) == (8, 0, 0, 1, 0)


def test_letters_are_due_for_those_near_or_past_without_one_the_earliest_first() -> None:
    early, late = END - timedelta(days=30), END + timedelta(days=3)
    clocks = [
        one("late", 6, Clock.NEAR, late), one("past", 6, Clock.PAST, early), one("calm", 6, Clock.EARLY),
        one("has it", 6, Clock.PAST, early, letter=True), one("unsure", 6, Clock.NO_DAY),
    ]  # fmt: skip
    assert [each.reference for each in letters_to_write(clocks)] == ["past", "late"]

"""A day to come as somebody writes it into a box of its own, on a Monday."""

from __future__ import annotations

from datetime import date

import pytest

from bot.readers.day_to_come import day_to_come

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday", FRIDAY),
        ("this Friday", FRIDAY),
        ("on Friday", FRIDAY),
        ("by Fri", FRIDAY),
        ("next Friday", FRIDAY),
        ("Friday morning, between 8 and 12", FRIDAY),
        ("27 November", FRIDAY),
        ("Friday 27th November", FRIDAY),
        ("November 27", FRIDAY),
        ("27 Nov 2026", FRIDAY),
        ("the 27th", FRIDAY),
        ("27/11", FRIDAY),
        ("27/11/26", FRIDAY),
        ("27.11.2026", FRIDAY),
        ("2026-11-27", FRIDAY),
        ("tomorrow", date(2026, 11, 24)),
        ("the day after tomorrow", date(2026, 11, 25)),
        ("today", MONDAY),
        ("Monday", date(2026, 11, 30)),
        ("in 3 days", date(2026, 11, 26)),
        ("in two weeks", date(2026, 12, 7)),
        ("Friday next week", date(2026, 12, 4)),
        ("a week on Friday", date(2026, 12, 4)),
        ("4 January", date(2027, 1, 4)),
        ("4/1", date(2027, 1, 4)),
        ("Christmas Eve", date(2026, 12, 24)),
    ],
)
def test_it_is_the_coming_one(text: str, day: date) -> None:
    assert day_to_come(text, MONDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 November", date(2026, 11, 3)),
        ("3/11/2026", date(2026, 11, 3)),
        ("3/11", date(2026, 11, 3)),
        ("yesterday", date(2026, 11, 22)),
        ("last Friday", date(2026, 11, 20)),
    ],
)
def test_one_that_has_passed_is_what_was_written(text: str, day: date) -> None:
    assert day_to_come(text, MONDAY) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "31 February", "31/11", "next week", "at 10.30", "in 5 working days"]
)
def test_what_names_no_day_is_none(text: str) -> None:
    assert day_to_come(text, MONDAY) is None

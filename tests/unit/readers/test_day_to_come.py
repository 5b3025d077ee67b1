"""A day to come, by itself in a box of its own and within a sentence of the chat, on a Monday."""

from __future__ import annotations

from datetime import date

import pytest

from bot.readers.day_asked_about import day_of_complaint
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


@pytest.mark.parametrize(
    ("form", "day"),
    [
        ("tomorrow", date(2026, 11, 24)),
        ("tmrw", date(2026, 11, 24)),
        ("the day after tomorrow", date(2026, 11, 25)),
        ("on Friday", FRIDAY),
        ("on firday", FRIDAY),
        ("next Friday", FRIDAY),
        ("on Friday next week", date(2026, 12, 4)),
        ("next week on Friday", date(2026, 12, 4)),
        ("on Friday week", date(2026, 12, 4)),
        ("a week on Friday", date(2026, 12, 4)),
        ("a fortnight on Friday", date(2026, 12, 11)),
        ("a week today", date(2026, 11, 30)),
        ("a week tomorrow", date(2026, 12, 1)),
        ("in 3 days", date(2026, 11, 26)),
        ("in two weeks", date(2026, 12, 7)),
        ("in a fortnight", date(2026, 12, 7)),
        ("on the 27th", FRIDAY),
        ("on 18 December", date(2026, 12, 18)),
        ("on 18th of Decmber", date(2026, 12, 18)),
        ("on the eighteenth of December", date(2026, 12, 18)),
        ("on December 18", date(2026, 12, 18)),
        ("on 18 December 2027", date(2027, 12, 18)),
        ("on January 4, 2027", date(2027, 1, 4)),
        ("on 2026-12-18", date(2026, 12, 18)),
        ("on 18/12", date(2026, 12, 18)),
        ("on 18/12/26", date(2026, 12, 18)),
        ("on 18.12.2026", date(2026, 12, 18)),
        ("on Christmas Eve", date(2026, 12, 24)),
        ("on Hogmanay", date(2026, 12, 31)),
        ("on New Year's Day", date(2027, 1, 1)),
        ("on Black Friday", FRIDAY),
        ("on Good Friday", date(2027, 3, 26)),
        ("on Easter Monday 2027", date(2027, 3, 29)),
        ("on the early May bank holiday", date(2027, 5, 3)),
    ],
)
def test_every_form_is_read_in_a_box_and_in_a_question_of_the_chat(form: str, day: date) -> None:
    assert (day_to_come(form, MONDAY), day_of_complaint(f"if I complain {form}", MONDAY)) == (day, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Good Friday", date(2027, 3, 26)),
        ("firday", FRIDAY),
        ("Hogmanay", date(2026, 12, 31)),
        ("2moro", date(2026, 11, 24)),
        ("the twenty seventh", FRIDAY),
        ("Christmas Day 2025", date(2025, 12, 25)),
        ("last Christmas", date(2025, 12, 25)),
        ("15/7", date(2026, 7, 15)),
    ],
)
def test_a_day_with_a_name_or_a_slip_of_the_finger_is_that_day(text: str, day: date) -> None:
    assert day_to_come(text, MONDAY) == day


def test_figures_that_lie_far_ahead_are_of_this_year() -> None:
    assert day_to_come("1/12", date(2026, 1, 12)) == date(2026, 12, 1)

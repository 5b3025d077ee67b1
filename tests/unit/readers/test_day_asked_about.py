"""A day that somebody asks about in the chat, most often of a complaint still to be made, on a Monday."""

from __future__ import annotations

from datetime import date

import pytest

from bot.readers.day_asked_about import day_of_complaint, named_day
from bot.readers.day_to_come import coming_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("if I get my complaint in on 18 december", date(2026, 12, 18)),
        ("if they have it by the 23rd of December", date(2026, 12, 23)),
        ("sent on January 4", date(2027, 1, 4)),
        ("if I send it tomorrow", date(2026, 11, 24)),
        ("if I complain on friday", date(2026, 11, 27)),
        ("posted next monday", date(2026, 11, 30)),
        ("on 23 November", MONDAY),
        ("how long does it take", None),
        ("within 5 days", None),
        ("on 31 February", None),
    ],
)
def test_the_next_such_day_to_come(text: str, day: date | None) -> None:
    assert coming_day(text, MONDAY) == day


def test_a_dated_day_outweighs_a_feast_beside_it() -> None:
    said = "bein oan ma holidays til efter christmas, will somebody answer the phone on monday 28 december?"
    assert named_day(said, date(2026, 11, 23)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("if I complain in two weeks, when must you answer?", date(2026, 12, 7)),
        ("if I put my complaint in in 3 days", date(2026, 11, 26)),
        ("if we write to you on the 27th, when do we hear?", date(2026, 11, 27)),
        ("if I send it two weeks from now", date(2026, 12, 7)),
        ("we'll complain in a fortnight's time", date(2026, 12, 7)),
    ],
)
def test_days_are_counted_from_now_right_beside_the_complaint(text: str, day: date) -> None:
    assert day_of_complaint(text, MONDAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "can I go to the ombudsman if you do not answer in two weeks?",
        "you said on the 20th you would ring, when will you?",
        "if I log it two weeks, what then?",
        "if I complain it drops 24/7 what happens",
        "how long does it take if I write to you before Christmas",
        "if I complain will somebody ring me in the new year",
    ],
)
def test_what_is_no_day_of_a_complaint_is_none(text: str) -> None:
    assert day_of_complaint(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("is anybody there on Good Friday?", date(2027, 3, 26)),
        ("are you open over xmas", date(2026, 12, 25)),
        ("christmas opening hours", date(2026, 12, 25)),
        ("open on the August bank holiday?", date(2027, 8, 30)),
        ("do you answer on the next bank holiday", date(2026, 12, 25)),
        ("do you work bank holidays", None),
        ("are you open at easter", None),
    ],
)
def test_a_feast_that_is_asked_about_is_the_coming_one(text: str, day: date | None) -> None:
    assert named_day(text, MONDAY) == day


def test_a_day_and_month_far_ahead_are_no_day_to_come() -> None:
    assert coming_day("if I complain on 1 December", date(2026, 1, 12)) is None

"""Details that a message tells unasked, and new values for old ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import CHANGING
from bot.readers.details_told import corrected, details_told
from bot.readers.message import Message

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I run a salon with 4 staff and our broadband has been down since Friday",
         {"service": "broadband", "still_happening": "yes", "customer": "business", "employees": 4}),
        ("I spoke to Priya in billing, ticket 44120", {"handled_by": "Priya in billing", "reference": "44120"}),
        ("Account 88123, and I want it refunded",
         {"account": "88123", "outcome": "I want it refunded", "outcome_kinds": ["refund"]}),
        ("I'm writing for my mother Joan Smith", {"role": "acting_for", "acting_for": "Joan Smith"}),
        ("nobody rings back", {}),
        ("my number is 07700 900123", {}),
        ("I work at home", {"customer": "residential"}),
    ],
)  # fmt: skip
def test_what_is_told_clearly_is_taken(text: str, told: dict[str, Any]) -> None:
    assert details_told(text, {}) == told


def test_what_was_answered_is_not_taken_again() -> None:
    assert details_told("ticket 44120, about the broadband", {"reference": "1", "service": "phone"}) == {}


ANSWERS: dict[str, Any] = {"reference": "5566", "amount": 40, "name": "Sam Carter", "service": "broadband"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("no, the ticket is wrong, ticket 5567", {"reference": "5567"}),
        ("sorry, I meant £60", {"amount": 60}),
        ("change the name to Sam Carver", {"name": "Sam Carver"}),
        ("the reference is wrong", {CHANGING: "reference"}),
        ("actually it's the landline, not the broadband", {"service": "phone line"}),
        ("ticket 5566", None),
        ("I want £60", None),
        ("what is wrong with you people", None),
    ],
)  # fmt: skip
def test_a_new_value_needs_a_word_that_corrects(text: str, values: dict[str, Any] | None) -> None:
    reading = corrected(Message(text, TODAY), ANSWERS)
    assert (reading.values if reading else None) == values

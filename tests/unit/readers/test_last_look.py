"""The last look: right as it is, or what to change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import CHANGING, Question
from bot.readers.answers import read_answer
from bot.readers.heard import Taken
from bot.readers.message import Message

TODAY = date(2026, 11, 23)


def read(question: Question, text: str = "", choice: str | None = None) -> dict[str, Any] | None:
    reading = read_answer(question, Message(text, TODAY, choice), {})
    return {str(key): value for key, value in reading.values.items()} if isinstance(reading, Taken) else None


@pytest.mark.parametrize(
    ("text", "choice", "values"),
    [
        ("yes", None, {"check": "yes"}),
        ("that's right", None, {"check": "yes"}),
        ("looks good", None, {"check": "yes"}),
        ("", "yes", {"check": "yes"}),
        ("that's all", None, {"check": "yes"}),
        ("no", None, {CHANGING: "change"}),
        ("", "change", {CHANGING: "change"}),
        ("change the date", None, {CHANGING: "happened_on"}),
        ("the name is wrong", None, {CHANGING: "name"}),
        ("", "show", {"_show_check": True}),
        ("purple", None, None),
    ],
)
def test_a_last_look_is_right_or_something_changes(
    text: str, choice: str | None, values: dict[str, Any] | None
) -> None:
    assert read(Question.CHECK, text, choice) == values


@pytest.mark.parametrize(
    ("text", "choice", "values"),
    [
        ("the reference", None, {CHANGING: "reference"}),
        ("my name", None, {CHANGING: "name"}),
        ("", "service", {CHANGING: "service"}),
        ("", "nothing", {CHANGING: None}),
        ("nothing", None, {CHANGING: None}),
        ("purple", None, None),
    ],
)
def test_what_to_change_is_named_or_nothing(
    text: str, choice: str | None, values: dict[str, Any] | None
) -> None:
    assert read(Question.CHANGE, text, choice) == values

"""Examples of what went wrong, as typed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.examples import LONGEST, read_examples
from bot.readers.heard import Taken
from bot.readers.message import Message

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> object:
    found = read_examples(Message(said, TODAY, choice), {})
    return found.values["examples"] if isinstance(found, Taken) else found


@pytest.mark.parametrize(
    "said",
    [
        "ext 204 and 207",
        "204",
        "01632 960123",
        "Monday at 10.30 and again on Tuesday",
        "calls from London",
        "every evening about eight",
        "when I rang you at 9 nobody answered",
        "the invoice of 3 March: £45 too much",
        "yes, 01632 960123 and 01632 960124",
        "don't know all of them, but 204 and 207 for two",
    ],
)
def test_two_words_or_a_number_are_enough(said: str) -> None:
    assert read(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "none",
        "skip",
        "don't know",
        "can't think of any",
        "no examples",
        "nothing specific",
        "not that I can think of",
        "not really",
    ],
)
def test_there_are_none(said: str) -> None:
    assert read(said) == UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "what do you mean?",
        "why do you need them",
        "how long will it take?",
        "thank you",
        "ok thanks",
        "phones",
        "sam@example.com",
        "my email is sam@example.com",
        "call me on 07700 900123",
        "I want to speak to a manager",
        "just log it",
        "that's all",
        "cancel it",
        "I already told you that",
    ],
)
def test_no_example_in_it(said: str) -> None:
    assert read(said) is None


def test_a_question_is_left_out_and_a_long_text_is_cut() -> None:
    assert read("ext 204 and 207. How long will it take?") == "ext 204 and 207."
    assert len(str(read("ext 204 " * 300))) <= LONGEST


def test_buttons() -> None:
    assert read("", "unknown") == UNKNOWN
    assert read("", "none") == UNKNOWN

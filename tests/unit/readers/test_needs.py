"""What makes it easier: codes, the customer's words where a code does not say enough."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.needs import CODES, find_needs, read_needs

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> dict[str, Any] | None:
    found = read_needs(Message(said, TODAY, choice), {})
    return dict(found.values) if isinstance(found, Taken) else None


@pytest.mark.parametrize("choice", CODES)
def test_a_button_is_the_answer(choice: str) -> None:
    assert read("", choice) == {"needs": [choice]}


@pytest.mark.parametrize(
    "said",
    ["no", "none", "nothing", "no thanks", "I'm fine", "n/a", "no special needs", "nope", "not really"],
)
def test_nothing_is_needed(said: str) -> None:
    assert read(said) == {"needs": []}
    assert read("", "none") == {"needs": []}


@pytest.mark.parametrize("said", ["skip", "don't know", "rather not say"])
def test_not_told(said: str) -> None:
    assert read(said) == {"needs": UNKNOWN}


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("large print", ["large_print"]),
        ("bigger letters please", ["large_print"]),
        ("Braille", ["braille"]),
        ("I'm blind, I use Braille", ["braille"]),
        ("text relay", ["relay"]),
        ("relay", ["relay"]),
        ("I'm deaf", ["other"]),
        ("BSL", ["relay"]),
        ("easy read", ["easy_words"]),
        ("plain English please", ["easy_words"]),
        ("Polish", ["language"]),
        ("English isn't my first language", ["language"]),
        ("my daughter helps me", ["helper"]),
        ("large print, not Braille", ["large_print"]),
        ("large print and easy words", ["large_print", "easy_words"]),
        ("I can't use the phone", ["other"]),
        ("I have anxiety, please write only", ["other"]),
        ("I'm partially sighted", ["other"]),
        ("no braille, large print", ["large_print"]),
        ("please don't phone", ["other"]),
    ],
)
def test_a_need_has_its_code(said: str, codes: list[str]) -> None:
    found = read(said)
    assert found is not None
    assert found["needs"] == codes


def test_the_words_stay_where_a_code_is_not_enough() -> None:
    assert read("in Polish please") == {"needs": ["language"], "needs_words": "in Polish please"}
    assert read("I can't use the phone") == {"needs": ["other"], "needs_words": "I can't use the phone"}
    assert read("BSL") == {"needs": ["relay"], "needs_words": "BSL"}
    assert read("large print please") == {"needs": ["large_print"]}


@pytest.mark.parametrize(
    "said",
    [
        "why?",
        "what can you do?",
        "yes",
        "I want to speak to a person",
        "3 November",
        "Sam Carter",
        "it's still off",
    ],
)
def test_no_need_in_it(said: str) -> None:
    assert read(said) is None


@pytest.mark.parametrize(
    ("story", "codes"),
    [
        ("My bill is wrong. Please send it in large print.", ["large_print"]),
        ("I'm blind, I use Braille", ["braille"]),
        ("I'm deaf so I can't ring you", ["other"]),
        ("please use text relay", ["relay"]),
        ("I use BSL", ["relay"]),
        ("I need an interpreter", ["language"]),
        ("please write to me in Welsh", ["language"]),
        ("my daughter helps me with letters", ["helper"]),
        ("I'm registered blind", ["other"]),
        ("I'm dyslexic", ["easy_words"]),
        ("can I have it in large print?", ["large_print"]),
    ],
)
def test_clear_words_in_a_story(story: str, codes: list[str]) -> None:
    assert find_needs(story)["needs"] == codes


@pytest.mark.parametrize(
    "story",
    [
        "my complaint falls on deaf ears",
        "you turned a blind eye",
        "the large print says free",
        "you sent a letter in large print",
        "I am going blind with this light",
        "please relay the message to Dave",
        "are you deaf?",
        "I'm blind with rage",
        "I'm going deaf to your excuses",
        "I'd like a reply",
        "do you do Braille?",
        "I don't need large print",
        "the engineer spoke English",
        "my wife is angry",
    ],
)
def test_a_story_has_no_need_by_accident(story: str) -> None:
    assert find_needs(story) == {}

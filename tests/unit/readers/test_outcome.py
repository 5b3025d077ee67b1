"""What they want: kinds, words and a sum; and wishes that are no outcome."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.outcome import CHOICES, LONGEST, find_outcome, read_outcome

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> dict[str, Any] | None:
    found = read_outcome(Message(said, TODAY, choice), {})
    return dict(found.values) if isinstance(found, Taken) else None


def kinds(said: str) -> object:
    found = read(said)
    return found["outcome_kinds"] if found else None


@pytest.mark.parametrize("choice", CHOICES)
def test_a_button_is_put_in_words(choice: str) -> None:
    assert read("", choice) == {"outcome": CHOICES[choice], "outcome_kinds": [choice]}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("an explanation", ["explanation"]),
        ("I want to know why nobody rang back", ["explanation"]),
        ("an apology", ["apology"]),
        ("for somebody to say sorry", ["apology"]),
        ("the bill corrected", ["correction"]),
        ("a refund", ["refund"]),
        ("my money back", ["refund"]),
        ("compensation", ["refund"]),
        ("it fixed", ["action"]),
        ("just get it working", ["action"]),
        ("an apology and a refund", ["apology", "refund"]),
        ("I don't want a refund, I want an apology", ["apology"]),
        ("not money, just an explanation", ["explanation"]),
        ("explain what happened and fix my broadband", ["explanation", "action"]),
        ("to be let out of my contract without penalty", ["action"]),
        ("can you refund me please?", ["refund"]),
        ("could you fix my broadband", ["action"]),
        ("so that it never happens again", ["action"]),
        ("peace and quiet at last", []),
        ("a credit on my account", ["refund"]),
        ("send an engineer", ["action"]),
        ("I want someone to say sorry", ["apology"]),
        ("a bit of money", ["refund"]),
        ("a call back", ["action"]),
        ("all of them", list(CHOICES)),
    ],
)
def test_all_kinds_are_found(said: str, found: list[str]) -> None:
    assert kinds(said) == found


def test_the_words_are_kept() -> None:
    assert read("An apology, and a refund of £45!") == {
        "outcome": "An apology, and a refund of £45!",
        "outcome_kinds": ["apology", "refund"],
        "amount": 45,
    }
    long = read("a refund " + "please " * 200)
    assert long is not None
    assert len(long["outcome"]) <= LONGEST


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("£45 back", 45),
        ("refund the £45 you charged", 45),
        ("an apology and £45", 45),
        ("I was charged £90 so I want £45 back", 45),
        ("a refund, you charged me £90", None),
        ("you offered me £20 credit, I want a refund", None),
        ("a refund", None),
        ("a refund of £30 or £40", None),
        ("forty quid back", 40),
    ],
)
def test_the_sum_is_the_one_asked_back(said: str, amount: float | None) -> None:
    found = read(said)
    assert found is not None
    assert found.get("amount") == amount


@pytest.mark.parametrize("said", ["don't know", "skip", "nothing", "no"])
def test_not_known(said: str) -> None:
    assert read(said) == {"outcome": UNKNOWN, "outcome_kinds": []}


@pytest.mark.parametrize(
    "said",
    [
        "why do you ask?",
        "what can I get?",
        "yes",
        "thanks",
        "I want a manager",
        "I want to speak to someone",
        "I want to complain",
        "I want to go to CISAS",
        "I want to know when it will be fixed",
        "I already told you",
        "sam@example.com",
        "07700 900123",
        "cancel",
        "log it",
        "what is CISAS?",
        "this is a joke",
        "my broadband is still off",
        "1 and 4",
    ],
)
def test_no_outcome_in_it(said: str) -> None:
    assert read(said) is None


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("My line was off for a week. I want a refund.", ["refund"]),
        ("I'd like an apology for the way I was spoken to", ["apology"]),
        ("I expect an explanation and the bill corrected", ["explanation", "correction"]),
        ("You charged me twice, please refund me", ["refund"]),
        ("all I'm asking for is an apology", ["apology"]),
        ("just give me my money back", ["refund"]),
        ("I want to know why it went off", ["explanation"]),
        ("I just want it fixed", ["action"]),
        ("I don't want money. I want an apology.", ["apology"]),
        ("we would like a credit", ["refund"]),
        ("Can you please refund me £30.", ["refund"]),
        ("I want to complain and I want a refund", ["refund"]),
    ],
)
def test_a_story_wishes(story: str, found: list[str]) -> None:
    assert find_outcome(story)["outcome_kinds"] == found


def test_a_story_s_wish_keeps_its_words_and_sum() -> None:
    assert find_outcome("It was off for days. I want a refund of £45. Thanks") == {
        "outcome": "I want a refund of £45",
        "outcome_kinds": ["refund"],
        "amount": 45,
    }


@pytest.mark.parametrize(
    "story",
    [
        "I want to complain",
        "I want to complain about a refund that never came",
        "I want a manager",
        "I want to speak to somebody about my refund",
        "I want to know when it will be fixed",
        "I want to know if I can get a refund",
        "I want to go to CISAS",
        "I want a deadlock letter",
        "can I get a refund?",
        "they promised a refund and an apology",
        "I don't want a refund",
        "I'd like to withdraw my complaint, it's been sorted",
        "I expected an engineer on Monday",
        "I want somebody to call me",
        "I'd like to thank your engineer",
        "I want to cancel",
        "I want to order a new line",
        "can you please explain how it works",
        "I need the internet for work",
    ],
)
def test_a_story_has_no_outcome_by_accident(story: str) -> None:
    assert find_outcome(story) == {}


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("Line dead, I want an engineer out, I'm Pat O'Neill and you can ring me on 07700 900555",
         "I want an engineer out"),
        ("I'd like some money back and you can email me at tess@example.com", "I'd like some money back"),
        ("I want a refund, my number is 07700 900555", "I want a refund"),
        ("I want an apology and a refund please", "I want an apology and a refund please"),
    ],
)  # fmt: skip
def test_a_wish_ends_where_who_and_where_begin(said: str, wish: str) -> None:
    assert find_outcome(said)["outcome"] == wish

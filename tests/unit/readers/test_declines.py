"""A no to a complaint, and asking after complaints that are there."""

from __future__ import annotations

import pytest

from bot.readers.declines import declines_complaint
from bot.readers.who import asks_after_complaints, find_named_reference


@pytest.mark.parametrize(
    "text",
    [
        "no I don't want a complaint",
        "no thank you, I don't want to complain",
        "I don't want to make a complaint",
        "It's not a complaint",
        "I’m not complaining, really",
        "no complaint thanks",
        "no dont log it as a complaint",
        "no, please don't make it a complaint",
        "don't log it",
        "I don't want this logged",
        "I dont really want anything done.",
        "I dont want to complain, I dont want him to get the sack",
        "I'm not complaining, I wouldn't want the lad to lose his job",
    ],
)
def test_they_want_no_complaint(text: str) -> None:
    assert declines_complaint(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to complain",
        "I don't want to complain but the line has been dead for a week",
        "no, my complaint is about the bill",
        "I don't want an apology",
        "don't log it yet",
        "don't call it a complaint, call it robbery",
        "don't log me out",
        "I don't want him to get the sack",
        "not a complaint about the engineer, it's about the bill",
    ],
)
def test_they_may_well_want_one(text: str) -> None:
    assert not declines_complaint(text)


@pytest.mark.parametrize(
    "text",
    [
        "show me all complaints of sam@example.com",
        "can you look up my open cases",
        "why is it late? nobody has said a word",
        "why has nobody answered my complaint?",
        "why has nobody answered me? you said thursday",
        "why is my complaint taking so long",
    ],
)
def test_they_ask_after_complaints_that_are_there(text: str) -> None:
    assert asks_after_complaints(text)


@pytest.mark.parametrize(
    "text",
    [
        "why has nobody rung me back",
        "why does nobody answer the phone there",
        "how do I make a complaint",
        "show me how to complain",
        "why is my broadband so slow",
        "list the ways to complain",
    ],
)
def test_they_do_not(text: str) -> None:
    assert not asks_after_complaints(text)


def test_a_reference_is_found_in_any_sentence_and_other_words_are_none() -> None:
    wish = "I wish to withdraw my complaint FL-37X-XK7-HMVN please, it has been going on far too long"
    assert find_named_reference(wish) == "FL-37X-XK7-HMVN"
    assert find_named_reference("my broadband has been slow since the third of November") is None

"""Copies of letters: sent, to follow or none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.copies import read_copies
from bot.readers.heard import Taken
from bot.readers.message import Message

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> object:
    found = read_copies(Message(said, TODAY, choice), {})
    return found.values["copies"] if isinstance(found, Taken) else found


@pytest.mark.parametrize("choice", ["sent", "to_follow", "none", "unknown"])
def test_a_button_is_the_answer(choice: str) -> None:
    assert read("", choice) == choice


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "yes I do",
        "I'll send them later",
        "to follow",
        "I have them here",
        "I've got emails",
        "I have the letters",
        "can email them",
        "some screenshots",
        "I haven't got them here, I'll send them tomorrow",
        "no problem, I'll send them",
        "later",
        "letters and emails",
        "I’ve kept everything",
        "yes. Where do I send them?",
        "a few",
        "yes but not here",
        "I don't have them to hand",
        "photos of the damage",
    ],
)
def test_they_follow(said: str) -> None:
    assert read(said) == "to_follow"


@pytest.mark.parametrize(
    "said",
    [
        "I've added them",
        "done, just uploaded the bill",
        "yes I have attached it",
        "uploaded",
        "all attached above",
        "I have sent them",
        "yes, I've already sent them",
        "sent",
        "they are sent already",
    ],
)
def test_what_was_added_in_this_chat_is_sent(said: str) -> None:
    assert read(said) == "sent"


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "none",
        "haven't got any",
        "nothing in writing",
        "it was all by phone",
        "I don't have any letters",
        "no copies",
        "nope, sorry",
        "I don't think so",
        "there's nothing",
        "nothing",
        "I never got a letter",
        "I lost them",
        "can't find them",
    ],
)
def test_there_are_none(said: str) -> None:
    assert read(said) == "none"


@pytest.mark.parametrize("said", ["not sure", "skip", "don't know"])
def test_not_known(said: str) -> None:
    assert read(said) == UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        "do I have to?",
        "where do I send them?",
        "why?",
        "I want to speak to someone",
        "Sam Carter",
        "3 November",
        "not yet",
        "what letters",
    ],
)
def test_an_unclear_answer_is_asked_again(said: str) -> None:
    assert read(said) is None

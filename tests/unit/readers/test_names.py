"""Names of people and firms as typed, and the words that are none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question
from bot.readers.answers import Message, read_answer
from bot.readers.heard import Problem, Taken

TODAY = date(2026, 11, 23)


def read(said: str) -> object:
    return read_answer(Question.NAME, Message(said, TODAY), {})


@pytest.mark.parametrize(
    "name",
    [
        "Doris Day",
        "Ian Still",
        "Tony Last",
        "Ben Person",
        "The Old Bakery Ltd",
        "A1 Taxis Ltd",
        "3 Peaks Cycles",
        "Sam Carter and Jo Carter",
        "Will Young",
        "May Jones",
        "April Jones",
        "Ali",
        "D'Arcy",
        "Dr A. Patel-Smith",
        "PWC UK",
        "JOHN MCDONALD",
        "Andy But",
        "Noah",
        "Siân O'Brien",
        "Maria de la Cruz Garcia Lopez Perez",
        "1st Choice Cabs",
    ],
)
def test_a_name_is_kept_as_typed(name: str) -> None:
    assert read(name) == Taken({Question.NAME: name})


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Just Sam", "Sam"),
        ("i am the account holder Sam", "Sam"),
        ("sam carter here", "Sam Carter"),
        ("sam's bakery", "Sam's Bakery"),
        ("sunny day nursery", "Sunny Day Nursery"),
        ("d'arcy", "D'Arcy"),
        ("you can call me Sam", "Sam"),
        ("Sam Carter, account holder", "Sam Carter"),
        ("ludo van der berg", "Ludo van der Berg"),
    ],
)
def test_what_stands_around_a_name_is_left_out(said: str, name: str) -> None:
    assert read(said) == Taken({Question.NAME: name})


@pytest.mark.parametrize("said", ["yes", "no", "ok", "hello", "Hi there", "thanks", "yes please"])
def test_a_courtesy_is_no_name_whatever_the_model_makes_of_it(said: str) -> None:
    assert read(said) == Problem("utter_problem_name")


@pytest.mark.parametrize(
    "said",
    [
        "the same day",
        "why do you need my name?",
        "can I go to CISAS",
        "log it",
        "last week",
        "3 November",
        "3 weeks ago",
        "a real person",
        "I already told you",
        "still waiting for a call",
        "Sam Carter - 07700 900123",
        "7 Mews Lane, LS1 4AB",
    ],
)
def test_other_words_are_no_name(said: str) -> None:
    assert read(said) is None

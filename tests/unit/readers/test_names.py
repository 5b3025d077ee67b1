"""Names of people and firms as typed, and the words that are none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question
from bot.readers.answers import Message, read_answer
from bot.readers.elsewhere import find_name
from bot.readers.heard import Problem, Taken
from bot.readers.names import name_beside_contact, read_name

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


ADDRESSES_AND_PRODUCTS = [
    "14 Elm Rd",
    "14 Elm Rd.",
    "14, Elm Road, Leeds",
    "14 Elm Rd Leeds",
    "12a High Street",
    "Flat 3, 14 Elm Rd",
    "Flat 2b",
    "7 The Green",
    "9 Rose Cottage",
    "Elm Road",
    "Acacia Avenue",
    "PO Box 12",
    "it's 14 Elm Rd",
    "Fibre",
    "fibre",
    "Full Fibre",
    "Fibre 500",
    "broadband",
    "my landline",
    "Business Broadband",
    "Phone and broadband",
    "Wi-Fi",
    "the router",
    "VoIP",
    "FTTP",
    "fibre down",
]


@pytest.mark.parametrize("said", ADDRESSES_AND_PRODUCTS)
def test_an_address_line_or_a_product_is_no_name(said: str) -> None:
    assert read(said) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Sam Carter, 14 Elm Rd", "Sam Carter"),
        ("Sam Carter, 14 Elm Rd, Leeds", "Sam Carter"),
        ("sam carter, fibre", "Sam Carter"),
        ("Carter, Sam", "Carter, Sam"),
        ("Smith, Lane and Close", "Smith, Lane and Close"),
    ],
)
def test_a_name_is_taken_without_the_address_or_product_behind_it(said: str, name: str) -> None:
    assert read(said) == Taken({Question.NAME: name})


@pytest.mark.parametrize("said", ["Elm Rd", "Elm Road", "Full Fibre", "Business Broadband", "Acacia Avenue"])
def test_nor_is_it_one_beside_something_else(said: str) -> None:
    assert name_beside_contact(f"{said}, 01223 555019") is None
    assert find_name(said) is None


@pytest.mark.parametrize(
    "name",
    [
        "Elm Roberts",
        "Brooke",
        "Virginia",
        "Rhodri ap Huw",
        "O'Neill",
        "Nathan Lane",
        "Glenn Close",
        "Della Street",
        "Benny Hill",
        "Rose Park",
        "Line Sim",
        "Hugh Green",
        "Mary House",
        "Station Road Garage",
        "Fibre Cafe",
        "The Phone Shop",
        "5 Star Taxis",
        "Elm Road Ltd",
        "Broadway Dental",
    ],
)
def test_a_name_that_sounds_like_a_street_or_a_product_is_one(name: str) -> None:
    assert read(name) == Taken({Question.NAME: name})


def test_it_is_one_beside_a_way_to_reply_too() -> None:
    assert name_beside_contact("Elm Roberts, 01223 555019") == "Elm Roberts"
    assert find_name("Virginia Brooke") == "Virginia Brooke"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the name should be Dawn Hargreave without the s", "Dawn Hargreave"),
        ("Dawn Hargreave, without an s at the end", "Dawn Hargreave"),
        ("Dawn Hargreaves with an s", "Dawn Hargreaves"),
    ],
)
def test_how_it_is_spelt_is_no_part_of_the_name(text: str, name: str) -> None:
    read = read_name(Message(text, date(2026, 11, 23)), {})
    assert isinstance(read, Taken)
    assert read.values == {Question.NAME: name}

"""How a reply must not come, or should: kept in their own words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question as Q
from bot.readers.contact import find_contact, read_address
from bot.readers.heard import Problem, Taken
from bot.readers.message import Message
from bot.readers.names import read_name
from bot.readers.refs import bare_account
from bot.readers.reply import read_reply_address, read_reply_by
from bot.readers.reply_wish import BY_TEXT, find_reply_wish

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("do not write to the house", "do not write to the house"),
        ("my work phone 01785 555020, only 9 to 5, dont leave a message", "dont leave a message"),
        ("ring my work, 01785 555021, between 9 and 5, no messages", "no messages"),
        ("please don't send anything to the house", "please don't send anything to the house"),
        ("hannah@example.org, do not write to the house", "do not write to the house"),
        ("nothing in the post please", "nothing in the post please"),
        ("no letters to my home, he opens them", "no letters to my home"),
        ("dont leave a voicemail", "dont leave a voicemail"),
        ("never ring the landline", "never ring the landline"),
        ("text me 07700 900123", BY_TEXT),
        ("by text please, 07700 900123", BY_TEXT),
        ("can you text me on 07700 900123", BY_TEXT),
    ],
)
def test_a_wish_for_the_reply_is_heard(said: str, wish: str) -> None:
    assert find_reply_wish(said) == wish


@pytest.mark.parametrize(
    "said",
    [
        "you never write to me",
        "they don't write back",
        "nobody sent the router to the house",
        "you kept sending letters to my old house",
        "I got a text on 3 November",
        "you said you would text me",
        "the engineer did not come to the house",
        "write to me at 4 Elm Row, Southend SS1 3CD",
        "the landline is dead",
        "don't you write to people?",
    ],
)
def test_what_happened_is_no_wish(said: str) -> None:
    assert find_reply_wish(said) is None


@pytest.mark.parametrize("said", ["Joan Price, SS1 2AB", "Mrs Price SS1 2AB", "SS1 2AB", "Southend SS1 2AB"])
def test_a_name_or_a_town_and_a_postcode_are_no_whole_address(said: str) -> None:
    assert read_address(said) is None
    assert find_contact(said) is None
    assert read_reply_address(Message(said, TODAY), {Q.REPLY_BY: "letter"}) == Problem(
        "utter_problem_postcode_only"
    )


@pytest.mark.parametrize(
    "said",
    [
        "4 Elm Row, Southend SS1 3CD",
        "Rose Cottage, Mill Lane, Ely CB7 4AA",
        "The Old Vicarage, Ely, CB7 4AA",
        "Joan Price, 14 Marine Parade, SS1 2AB",
        "Flat B, Signet Court, Cambridge CB5 8LA",
    ],
)
def test_a_house_and_its_postcode_are(said: str) -> None:
    assert isinstance(find_contact(said), Taken)


def test_the_name_beside_a_postcode_is_the_name() -> None:
    assert read_name(Message("Joan Price, SS1 2AB", TODAY), {}) == Taken({Q.NAME: "Joan Price"})


@pytest.mark.parametrize(
    "said", ["told you by email", "told you lot on the 12th by email", "I rang you about it"]
)
def test_how_they_told_is_no_way_to_reply(said: str) -> None:
    assert read_reply_by(Message(said, TODAY), {}) is None


@pytest.mark.parametrize(
    ("said", "number"),
    [("IT10234", "IT10234"), ("its IT10234", "IT10234"), ("cn 448812", None), ("CNW-20455", "CNW-20455")],
)
def test_a_number_of_an_accounts_shape_by_itself(said: str, number: str | None) -> None:
    assert bare_account(said) == number


@pytest.mark.parametrize(
    "said",
    [
        "INC00412",
        "TKT-4412",
        "REF12345",
        "560740",
        "SS1 2AB",
        "3NOV2026",
        "FL-JC5-TFD-RMK4",
        "CASE1234",
        "ORD44120",
        "I10",
    ],
)
def test_tickets_codes_postcodes_and_dates_are_no_account(said: str) -> None:
    assert bare_account(said) is None

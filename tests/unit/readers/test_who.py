"""What people type where it is asked who they are."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.identity import Holder, Who
from bot.readers.heard import Problem
from bot.readers.message import Message
from bot.readers.who import Given, Wish, find_our_reference, find_which, read_who

REFERENCE = "FL-37X-XK7-HMVN"
TODAY = date(2026, 11, 23)


def read(who: Who, text: str, choice: str | None = None) -> object:
    return read_who(who, text, choice, Message(text, TODAY, choice))


@pytest.mark.parametrize(
    "text",
    [
        REFERENCE,
        "fl 37x xk7 hmvn",
        "it's FL-37X-XK7-HMVN thanks",
        "what is happening with FL-37X-XK7-HMVN?",
        "ref: fl37xxk7hmvn.",
        "Foxtrot Lima 3 7 X-ray X-ray Kilo 7 Hotel Mike Victor November",
    ],
)
def test_our_reference_is_found(text: str) -> None:
    assert find_our_reference(text) == REFERENCE
    assert find_which(text) == {"kind": "reference", "value": REFERENCE}


@pytest.mark.parametrize(
    "text",
    ["FL-37X-XK7-HMVM", "my flat is 37", "where is my complaint", "FL", "flight 37X", "0800 1234567", ""],
)
def test_anything_else_is_no_reference_of_ours(text: str) -> None:
    assert find_our_reference(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("sam@example.com", "email", "sam@example.com"),
        ("its sam at example dot com", "email", "sam@example.com"),
        ("my account number is AB12345", "account", "AB12345"),
        ("00412345", "account", "00412345"),
    ],
)
def test_the_first_answer_names_an_address_or_an_account(text: str, kind: str, value: str) -> None:
    assert read(Who.WHICH, text) == Given({Who.WHICH: {"kind": kind, "value": value}})


@pytest.mark.parametrize(
    "text",
    ["no idea", "neither", "I have not got either of them", "skip", "I don't have an e-mail or a number"],
)
def test_without_a_reference_another_way_is_taken(text: str) -> None:
    assert read(Who.WHICH, text) is Wish.NOT_TO_HAND


@pytest.mark.parametrize("text", ["I don't have it", "I've lost it", "lost the ref", "deleted the email lol"])
def test_the_reference_alone_may_be_lost(text: str) -> None:
    assert read(Who.WHICH, text) is Wish.NO_REFERENCE


def test_a_phone_number_and_a_slip_are_said_to_be_no_use() -> None:
    phone = read(Who.WHICH, "07700 900321")
    assert isinstance(phone, Problem)
    assert phone.key == "utter_who_no_phone"
    slip = read(Who.WHICH, "sam@gmial.com")
    assert isinstance(slip, Problem)
    assert slip.key == "utter_who_email_slip"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("123456", Given({Who.CODE: "123456"})),
        ("it says 123 456", Given({Who.CODE: "123456"})),
        ("send it again please", Wish.AGAIN),
        ("can I have a new code", Wish.AGAIN),
        ("nothing came", Wish.NO_MAIL),
        ("I haven't got an email", Wish.NO_MAIL),
        ("I can't get into that email any more", Wish.NO_MAIL),
        ("thats my old email", Wish.NO_MAIL),
        ("what are your hours", None),
    ],
)
def test_what_is_said_to_the_code(text: str, meant: object) -> None:
    assert read(Who.CODE, text) == meant


def test_half_a_code_is_said_to_be_no_code() -> None:
    problem = read(Who.CODE, "1234")
    assert isinstance(problem, Problem)
    assert problem.key == "utter_problem_code_shape"


@pytest.mark.parametrize(
    ("who", "text", "values"),
    [
        (Who.ACCOUNT, "AB12345", {Who.ACCOUNT: "AB12345"}),
        (Who.ACCOUNT, "ab 12345", {Who.ACCOUNT: "ab 12345"}),
        (Who.ACCOUNT, "CN 000 123", {Who.ACCOUNT: "CN 000 123"}),
        (Who.ACCOUNT, "account 41234, BN3 7TF", {Who.ACCOUNT: "41234", Who.POSTCODE: "BN3 7TF"}),
        (Who.ACCOUNT, "41234 bn37tf", {Who.ACCOUNT: "41234", Who.POSTCODE: "BN3 7TF"}),
        (Who.POSTCODE, "its bn3 7tf", {Who.POSTCODE: "BN3 7TF"}),
        (Who.NAME, "sam carter", {Who.NAME: "Sam Carter"}),
        (Who.NAME, "it's Mrs Joan O'Neill", {Who.NAME: "Mrs Joan O'Neill"}),
        (Who.ROLE, "it's mine", {Who.ROLE: Holder.SELF.value}),
        (Who.ROLE, "yes", {Who.ROLE: Holder.SELF.value}),
        (Who.ROLE, "no it's my mum's account", {Who.ROLE: Holder.ACTING.value}),
        (
            Who.ACTING_FOR,
            "her son, Tom Lee, she asked me",
            {Who.ACTING_FOR: "her son, Tom Lee, she asked me"},
        ),
    ],
)
def test_the_facts_of_an_account(who: Who, text: str, values: dict[str, str]) -> None:
    assert read(who, text) == Given(values)


@pytest.mark.parametrize(
    ("who", "text"),
    [(Who.ACCOUNT, "I don't have it"), (Who.POSTCODE, "don't know"), (Who.ACCOUNT, "lost the bill")],
)
def test_what_is_not_to_hand(who: Who, text: str) -> None:
    assert read(who, text) is Wish.NOT_TO_HAND


def test_a_button_says_it_whatever_the_question() -> None:
    assert read(Who.CODE, "", "again") is Wish.AGAIN
    assert read(Who.ROLE, "", "acting_for") == Given({Who.ROLE: "acting_for"})


def test_the_three_facts_in_one_message_are_three_answers() -> None:
    given = {Who.ACCOUNT: "IT10234", Who.POSTCODE: "SS1 2AB", Who.NAME: "Joan Price"}
    assert read(Who.ACCOUNT, "IT10234, Joan Price, SS1 2AB") == Given(given)


@pytest.mark.parametrize(
    ("text", "kind"), [("sorry its laura@example.org", "email"), ("my ref is FL-37X-XK7-HMVN", "reference")]
)
def test_an_address_or_reference_is_put_right_where_the_code_is_asked_for(text: str, kind: str) -> None:
    given = read(Who.CODE, text)
    assert isinstance(given, Given)
    assert given.values[Who.WHICH]["kind"] == kind  # type: ignore[index]

"""Whose account it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.role import find_role, read_acting_for, read_role

TODAY = date(2026, 11, 23)
MINE = {"role": "account_holder"}


def read(said: str, choice: str | None = None) -> dict[str, Any] | None:
    found = read_role(Message(said, TODAY, choice), {})
    return dict(found.values) if isinstance(found, Taken) else None


def whom(said: str) -> dict[str, Any] | None:
    found = read_acting_for(Message(said, TODAY), {})
    return dict(found.values) if isinstance(found, Taken) else None


def acting(name: str | None = None) -> dict[str, str]:
    return {"role": "acting_for", "acting_for": name} if name else {"role": "acting_for"}


@pytest.mark.parametrize("choice", ["account_holder", "acting_for", "unknown"])
def test_a_button_is_the_answer(choice: str) -> None:
    assert read("", choice) == {"role": choice}


@pytest.mark.parametrize(
    "said",
    [
        "I'm the account holder",
        "I am the account holder",
        "account holder",
        "it's mine",
        "it's my account",
        "my own account",
        "it's in my name",
        "me",
        "for myself",
        "yes I am",
        "joint account",
        "mine, but my wife rings",
        "it's our business account",
        "it's mine and my wife's",
        "I'm not acting for anyone",
        "yes, I’m the bill payer",
    ],
)
def test_their_own(said: str) -> None:
    assert read(said) == MINE


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("it's my mum's account, Joan Smith", "Joan Smith"),
        ("it's my mum's account", "my mum"),
        ("my mums account", "my mum"),
        ("on behalf of my husband", "my husband"),
        ("I'm writing for my mother", "my mother"),
        ("for my neighbour Bill Jones", "Bill Jones"),
        ("I'm acting for Mrs Joan Smith", "Mrs Joan Smith"),
        ("the account is in my husband's name", "my husband"),
        ("account holder is Harpinder Rooksby, I'm her son", "Harpinder Rooksby"),
        ("no, it's my dad's", "my dad"),
        ("acting for somebody else", None),
        ("I'm not the account holder", None),
        ("I have power of attorney", None),
        ("I'm her carer", None),
        ("on behalf of my company", "my company"),
        ("my husband is the account holder", "my husband"),
        ("I'm the executor for my father", "my father"),
        ("it's my elderly mother's phone, Mrs Ann Lee", "Mrs Ann Lee"),
    ],
)
def test_somebody_else_s(said: str, name: str | None) -> None:
    assert read(said) == acting(name)


@pytest.mark.parametrize("said", ["don't know", "skip", "not sure"])
def test_not_known(said: str) -> None:
    assert read(said) == {"role": UNKNOWN}


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "no",
        "why does it matter?",
        "Sam Carter",
        "I want to speak to a person",
        "my broadband is off",
        "thanks",
        "no my wife rang you",
        "my mum told me to complain",
    ],
)
def test_an_unclear_role_is_asked_again(said: str) -> None:
    assert read(said) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Joan Smith", "Joan Smith"),
        ("joan smith", "Joan Smith"),
        ("my mum", "my mum"),
        ("my mum, Joan Smith", "Joan Smith"),
        ("it's for my husband", "my husband"),
        ("her name is Joan Smith", "Joan Smith"),
        ("on behalf of Mrs Joan Smith", "Mrs Joan Smith"),
        ("my mum's account", "my mum"),
        ("my parents", "my parents"),
        ("Blue Kettle Cafe Ltd", "Blue Kettle Cafe Ltd"),
        ("my friend Bill", "my friend Bill"),
        ("Joan Smith, 12 High Street", "Joan Smith"),
        ("skip", UNKNOWN),
    ],
)
def test_for_whom(said: str, name: str) -> None:
    assert whom(said) == {"acting_for": name}


def test_their_own_after_all() -> None:
    assert whom("it's my own account") == MINE


@pytest.mark.parametrize(
    "said", ["why?", "yes", "I want to speak to a person", "I already told you", "07700 900123"]
)
def test_nobody_is_named(said: str) -> None:
    assert whom(said) is None


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("I'm writing for my mother, her phone is dead", acting("my mother")),
        ("I am complaining on behalf of my husband", acting("my husband")),
        ("I'm writing on behalf of Mrs Joan Smith. Her line is off.", acting("Mrs Joan Smith")),
        ("I'm the account holder and I want a refund", MINE),
        ("I am not the account holder but I live here", acting()),
        ("I'm calling on behalf of my neighbour, Bill Jones", acting("Bill Jones")),
    ],
)
def test_clear_words_in_a_story(story: str, found: dict[str, str]) -> None:
    assert find_role(story) == found


@pytest.mark.parametrize(
    "story",
    [
        "I want an apology on behalf of your engineer",
        "my mother's phone is dead",
        "I'm writing for the third time",
        "I'm writing for a refund",
        "I'm calling for help",
        "you asked for the account holder's name",
        "my husband rang you",
        "I'm the account holder's wife",
    ],
)
def test_a_story_has_no_role_by_accident(story: str) -> None:
    assert find_role(story) == {}


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("my mum's phone crackles. It's her account, she's Joan Price, 3 Mill Lane", "Joan Price"),
        ("it's my mum's account, she's Joan Price, 3 Mill Lane, M1 1AA", "Joan Price"),
        ("my dad has no line. It's in his name, he's called Bill Price", "Bill Price"),
        ("my nan's line is dead, it's her account", "my nan"),
    ],
)
def test_the_account_of_somebody_told_of_before(said: str, whom: str) -> None:
    assert find_role(said) == {"role": "acting_for", "acting_for": whom}


@pytest.mark.parametrize("said", ["it's their fault, not mine", "my mum rang too, she's Joan Price"])
def test_somebody_only_spoken_of_holds_no_account(said: str) -> None:
    assert find_role(said) == {}


def test_whose_account_it_is_goes_by_the_name_told_behind_it() -> None:
    said = Message("it's my mum's account, she's Joan Price, 3 Mill Lane, M1 1AA", date(2026, 11, 23))
    read = read_role(said, {})
    assert isinstance(read, Taken)
    assert read.values == {"role": "acting_for", "acting_for": "Joan Price"}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("My mums broadband has been down a week and she is housebound", "my mum"),
        ("My mum's phone line is dead. She's 84 and can't go out", "my mum"),
        ("our neighbours phone is off and he has no mobile", "our neighbour"),
    ],
)
def test_a_line_of_somebody_who_is_told_of_is_theirs(text: str, whom: str) -> None:
    assert find_role(text) == {"role": "acting_for", "acting_for": whom}


@pytest.mark.parametrize(
    "text",
    [
        "my wifes phone keeps dropping and she is fed up",
        "My mum's broadband is down, she is cross, it is on my account",
        "you charged me for my mums phone, she has none",
        "my mums broadband works and mine does not",
        "My manager's phone is broken, he is away",
    ],
)
def test_a_line_that_may_be_on_their_own_account_is_asked_about(text: str) -> None:
    assert find_role(text) == {}

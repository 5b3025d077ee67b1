"""Their own name by the way, and what only looks like one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.readers.message import Message
from bot.readers.own_name import find_own_name, name_and_number

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("i been charged twice, im joan price", "Joan Price"),
        ("im joan price and you charged me twice", "Joan Price"),
        ("hello im mick doyle. no signal since friday", "Mick Doyle"),
        ("my names ruth amadi", "Ruth Amadi"),
        ("my name is mick", "Mick"),
        ("His name is Dev Shah, I'm Meera Shah", "Meera Shah"),
        ("my brother's name is Dev Shah. My name is Meera Shah", "Meera Shah"),
        ("this is ahmed khan, my line is dead", "Ahmed Khan"),
        ("I want to complain i am tracey king", "Tracey King"),
        ("Please phone me, 07700 900123. My name is Ruth Amadi.", "Ruth Amadi"),
    ],
)
def test_the_name_is_found(said: str, name: str) -> None:
    assert find_own_name(Message(said, TODAY)) == name


@pytest.mark.parametrize(
    "said",
    [
        "im so angry",
        "im really upset",
        "i'm losing money",
        "im on hold",
        "im fed up",
        "it's still slow",
        "its been weeks",
        "im disabled and housebound",
        "i am waiting",
        "this is ridiculous",
        "this is a joke",
        "im paying full price",
        "it's not working, im stuck",
        "i am blind",
        "im proper annoyed",
        "im nearly eighty",
        "this is last october",
        "his name is Dev Shah",
        "my mum's name is Joan Price",
        "her name is joan price",
        "im your customer",
        "its fibre broadband",
        "im getting nowhere",
        "im without internet",
    ],
)
def test_these_are_no_names(said: str) -> None:
    assert find_own_name(Message(said, TODAY)) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("07700 900456 mick", {"reply_by": "phone", "reply_address": "07700 900456", "name": "Mick"}),
        ("mick 07700 900456", {"reply_by": "phone", "reply_address": "07700 900456", "name": "Mick"}),
        ("IT10234 joan price", {"account": "IT10234", "name": "Joan Price"}),
        ("joan price IT10234", {"account": "IT10234", "name": "Joan Price"}),
        (
            "tyrone beck, tyrone@example.org",
            {"reply_by": "email", "reply_address": "tyrone@example.org", "name": "Tyrone Beck"},
        ),
        (
            "call me on 01785 555020 please, dean sykes",
            {"reply_by": "phone", "reply_address": "01785 555020", "name": "Dean Sykes"},
        ),
        (
            "my number is 07700900456 and my name is mick doyle",
            {"reply_by": "phone", "reply_address": "07700 900456", "name": "Mick Doyle"},
        ),
    ],
)
def test_a_name_beside_a_number(said: str, found: dict[str, Any]) -> None:
    assert name_and_number(Message(said, TODAY)) == found


@pytest.mark.parametrize(
    "said",
    [
        "07700 900456 evenings",
        "07700 900456 after 6",
        "07700 900456 urgent",
        "07700 900456 my mobile",
        "my line is 01632 960123 and it is dead",
        "mick",
        "IT10234",
        "ticket 51877 since friday",
        "01632 960123 not working",
        "joan@example.org thanks",
        "07700 900456 text only",
    ],
)
def test_a_number_with_other_words_has_no_name(said: str) -> None:
    assert "name" not in name_and_number(Message(said, TODAY))

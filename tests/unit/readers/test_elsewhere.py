"""Answers to another question than the one that is asked: only what can hardly mean anything else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import Question as Q
from bot.readers.elsewhere import find_name, said_elsewhere
from bot.readers.message import Message

TODAY = date(2026, 11, 23)


def elsewhere(text: str, answers: dict[Q, Any] | None = None, asked: Q | None = None) -> dict[str, Any]:
    return said_elsewhere(Message(text, TODAY), answers or {}, asked)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Samuel Okoro", {"name": "Samuel Okoro"}),
        ("Mrs Edith Crabtree", {"name": "Mrs Edith Crabtree"}),
        ("Arthur Pemberton-Hughes, 01223 555019",
         {"name": "Arthur Pemberton-Hughes", "reply_by": "phone", "reply_address": "01223 555019"}),
        ("its my own account", {"role": "account_holder"}),
        ("its in my dads name, im just doing it for him", {"role": "acting_for", "acting_for": "my dad"}),
        ("we have 6 people, its a business", {"customer": "business", "employees": 6}),
        ("once a month", {"reply_often": "monthly"}),
        ("ive no copies", {"copies": "none"}),
        ("07700 900412", {"reply_by": "phone", "reply_address": "07700 900412"}),
        ("letter please, 14 Mill Lane, Wem, SY4 5XX", {"reply_by": "letter",
         "reply_address": "14 Mill Lane, Wem, SY4 5XX"}),
    ],
)  # fmt: skip
def test_what_is_said_out_of_turn_is_taken(said: str, found: dict[str, Any]) -> None:
    assert elsewhere(said) == found


def test_heads_count_once_it_is_known_to_be_a_firm() -> None:
    assert elsewhere("we are 4 of us, me and 3 girls") == {}
    assert elsewhere("we are 4 of us, me and 3 girls", {Q.CUSTOMER: "business"}) == {"employees": 4}


@pytest.mark.parametrize(
    "said", ["Monday Morning", "27th sept", "I told you already", "it was the engineer who came", "hmm", "no", "???",
             "how long does it take", "Customer Services", "Royal Mail Please"]
)  # fmt: skip
def test_what_may_mean_something_else_is_left(said: str) -> None:
    assert "name" not in elsewhere(said)


def test_what_is_answered_already_and_what_is_asked_just_now_are_left() -> None:
    assert elsewhere("Samuel Okoro", {Q.NAME: "Sam Okoro"}) == {}
    assert elsewhere("once a month", asked=Q.REPLY_OFTEN) == {}


def test_a_story_is_no_place_to_pick_from() -> None:
    assert (
        elsewhere(
            "Samuel Okoro told me on the phone that the engineer would come round to see us by the end of the week"
        )
        == {}
    )


def test_a_name_ends_a_sentence_only_with_its_title() -> None:
    assert find_name("its just me at home. mrs Aileen Mckenzie") == "mrs Aileen Mckenzie"
    assert find_name("I spoke to her. Aileen Mckenzie") is None

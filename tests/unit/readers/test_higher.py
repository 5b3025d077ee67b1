"""Taking it one step up is done where they want it done; who asks how it goes, or to whom, is told."""

from __future__ import annotations

import pytest

from bot.readers.higher import asks_to_go_early, takes_it_higher


@pytest.mark.parametrize(
    "text",
    [
        "take it higher",
        "take my complaint to a manager",
        "can you escalate it please",
        "I want it escalated",
        "please pass this up to your manager",
        "one step higher please",
    ],
)
def test_a_wish_to_have_it_done(text: str) -> None:
    assert takes_it_higher(text)


@pytest.mark.parametrize(
    "text",
    [
        "who do you escalate it to?",
        "how do I take it higher",
        "what happens if I escalate it?",
        "don't take it higher",
        "can I go to the ombudsman?",
        "take it back",
        "my bill is higher",
    ],
)
def test_anything_else(text: str) -> None:
    assert not takes_it_higher(text)


@pytest.mark.parametrize(
    "text",
    [
        "let me go to CISAS early?",
        "just sign me off so i can go to them",
        "im done, refer me to adr now",
        "i want to skip the wait, agree to it please",
        "can I get a referral letter early",
    ],
)
def test_what_may_ask_to_go_to_the_scheme_early(text: str) -> None:
    assert asks_to_go_early(text)


@pytest.mark.parametrize(
    "text",
    [
        "so will the anser go to the new 1 now",
        "will it go to my new email now then",
        "so u send it to the other email yes",
        "is the new number on there now",
        "will you write to the new one from now on",
        "do they send it to the new one or the old one",
        "can you agree to send the answer to my new address",
    ],
)
def test_where_the_reply_goes_asks_for_no_such_thing(text: str) -> None:
    assert not asks_to_go_early(text)

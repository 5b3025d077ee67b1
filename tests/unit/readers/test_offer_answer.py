"""Accepting and refusing an offer, in the words that people type."""

from __future__ import annotations

import pytest

from bot.readers.offer_answer import read_offer_answer, read_short_answer


@pytest.mark.parametrize(
    "said",
    [
        "yes I accept the offer",
        "I accept",
        "I accept their offer, it settles it",
        "that's fine, I'll take the £30",
        "ok accept",
        "we would be happy to accept that",
        "I'm happy with the offer",
        "The offer is fine",
        "I accept it. When do I get the money?",
    ],
)
def test_who_accepts_is_heard(said: str) -> None:
    assert read_offer_answer(said) is True


@pytest.mark.parametrize(
    "said",
    [
        "no, that's not good enough",
        "I refuse the offer",
        "I don't accept it",
        "i am not going to accept that",
        "I won't take the £30",
        "I reject your offer",
        "that's nowhere near enough",
        "not acceptable",
        "it does not settle it",
        "I'm not happy with your answer",
    ],
)
def test_who_refuses_is_heard(said: str) -> None:
    assert read_offer_answer(said) is False


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "no",
        "that's fine",
        "what if I accept?",
        "if I accept it can I still go to CISAS",
        "should I accept the offer?",
        "how do I accept",
        "I'll take it to the ombudsman",
        "I accept that the router is mine",
        "I refuse to pay",
        "the engineer did not come",
        "what happens now?",
    ],
)
def test_what_may_mean_something_else_is_no_answer(said: str) -> None:
    assert read_offer_answer(said) is None


@pytest.mark.parametrize(
    ("said", "accepts"),
    [("yes", True), ("ok that's fine", True), ("no thanks", False), ("who are you?", None)],
)
def test_a_short_word_is_enough_where_just_this_was_asked(said: str, accepts: bool | None) -> None:
    assert read_short_answer(said) is accepts


@pytest.mark.parametrize(
    "text",
    ["no i don't want the 25 quid", "I dont want your money", "keep your £25", "I don't want the £25 credit"],
)
def test_money_that_is_not_wanted_is_refused(text: str) -> None:
    assert read_offer_answer(text) is False


@pytest.mark.parametrize(
    "text", ["I don't want to pay 25 quid", "do I want the 25 quid?", "I want the money back"]
)
def test_money_in_other_words_is_no_refusal(text: str) -> None:
    assert read_offer_answer(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "I have received your offer of a credit regarding reference FL-1 and would like to accept it.",
        "We'd be happy to accept",
        "I am willing to accept the £180",
        "yes I accept",
    ],
)
def test_who_would_like_to_accept_accepts(line: str) -> None:
    assert read_offer_answer(line) is True


@pytest.mark.parametrize(
    "line", ["I am not willing to accept that", "no chance m8 not takin it", "I don't want to accept"]
)
def test_who_is_not_willing_refuses(line: str) -> None:
    assert read_offer_answer(line) is False

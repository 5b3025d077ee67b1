"""A yes to the question right above, however it is said; a condition, a question or a no is none."""

from __future__ import annotations

import pytest

from bot.readers.case_wish import takes_it_back
from bot.readers.offer_answer import read_short_answer
from bot.readers.says_yes import says_yes


@pytest.mark.parametrize(
    "text",
    [
        "Oh yes please do",
        "yes",
        "yea il take it",
        "Yes please, drop it, no hard feelings",
        "go on then",
        "well yes dear please do",
        "yh do it",
        "ok do that",
        "please do",
        "that's fine, yes",
        "ooh yes if you would",
        "thank you, yes",
        "aye go on",
        "yes, no need to reply",
        "I would, thank you",
        "k",
    ],
)
def test_a_yes(text: str) -> None:
    assert says_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes but only if they pay",
        "no",
        "oh no dear",
        "yes... no wait",
        "yes? what happens then?",
        "not yet",
        "no thanks",
        "please don't",
        "yes if they say sorry",
        "do you mean the complaint",
        "do I have to",
        "please keep it open",
        "well I never said that",
        "can I think about it",
    ],
)
def test_no_yes(text: str) -> None:
    assert not says_yes(text)


@pytest.mark.parametrize(
    "text",
    ["yea il take it", "ill take that", "i except it", "il accept that", "yeah go on then", "oh yes please"],
)
def test_an_offer_that_was_just_shown_is_accepted(text: str) -> None:
    assert read_short_answer(text) is True


@pytest.mark.parametrize("text", ["no i dont exept it", "im not excepting that", "i wont take it"])
def test_and_refused(text: str) -> None:
    assert read_short_answer(text) is False


@pytest.mark.parametrize(
    "text", ["take it back please", "yes drop it", "oh just cancel it", "Please stop it now"]
)
def test_withdrawing_asked_for_in_other_words(text: str) -> None:
    assert takes_it_back(text)


@pytest.mark.parametrize("text", ["I take that back", "keep it", "leave it open", "take it to the manager"])
def test_what_takes_their_own_word_back(text: str) -> None:
    assert not takes_it_back(text)

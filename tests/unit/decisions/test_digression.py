"""Stopping, and taking that back in the same breath."""

from __future__ import annotations

import pytest

from bot.decisions.digression import means_to_stop, takes_back


@pytest.mark.parametrize(
    "said",
    [
        "cancel the whole thing, no hang on, never mind, carry on",
        "cancel that. Actually no, don't",
        "never mind, I'll carry on with it",
    ],
)
def test_the_last_words_take_it_back(said: str) -> None:
    assert takes_back(said)
    assert not means_to_stop(said)


@pytest.mark.parametrize(
    "said",
    [
        "please cancel, I don't want to go on",
        "stop, I don't want to carry on",
        "forget it, I can't go on",
        "just stop",
    ],
)
def test_a_wish_to_stop_stays_one(said: str) -> None:
    assert means_to_stop(said)
    assert not takes_back(said)

"""Taking it one step up is done where they want it done; who asks how it goes, or to whom, is told."""

from __future__ import annotations

import pytest

from bot.readers.higher import takes_it_higher


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

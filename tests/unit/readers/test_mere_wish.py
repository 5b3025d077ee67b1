"""That somebody wants a person is no story; anything beside it is."""

from __future__ import annotations

import pytest

from bot.readers.mere_wish import is_mere_wish


@pytest.mark.parametrize(
    "text",
    [
        "can I speak to a human",
        "Hello, can I please speak to a real person?",
        "Can I speak to a human please? I don't want a bot",
        "I’d rather talk to someone in your team right now, thanks",
        "human",
        "agent please!!",
    ],
)
def test_nothing_but_the_wish(text: str) -> None:
    assert is_mere_wish(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "",
        "can I speak to a human about my router",
        "my line is dead, can I speak to a person",
        "nobody answers and I want a person",
        "I want a person to ring me on 01702 668836",
        "an engineer was here and no person could help me",
    ],
)
def test_a_greeting_and_a_story_are_none(text: str) -> None:
    assert not is_mere_wish(text)

"""Who wants it logged and nothing tried first, and who only speaks of logging."""

from __future__ import annotations

import pytest

from bot.readers.logs_it import wants_it_logged


@pytest.mark.parametrize(
    "said",
    [
        "I need to raise a formal complaint",
        "Log a formal complaint please",
        "log a complaint",
        "fucking log it then",
        "just log it",
        "jus log it mate",
        "can you just log this please",
        "I want to log a complaint",
        "My internet is down. Log it.",
        "please make this a formal complaint",
        "i want to know what was said and to who, and a formal complaint",
        "this is a formal complaint",
        "I wish to make an official complaint",
        "we would like to lodge a formal complaint about the outage",
        "I am formally complaining",
        "right then log it",
    ],
)
def test_they_want_it_logged(said: str) -> None:
    assert wants_it_logged(said)


@pytest.mark.parametrize(
    "said",
    [
        "don't log it yet",
        "please do not log a complaint",
        "no need to log it",
        "I asked you to log it in October and nobody did",
        "you said you would log it",
        "they never log it",
        "I can't log in",
        "I can't log on to my account",
        "I made a formal complaint on 3 November",
        "my formal complaint was ignored",
        "how do I make a formal complaint?",
        "what happens if I make a formal complaint?",
        "I don't want a formal complaint, just fix it",
        "is this a formal complaint?",
        "I want to complain",
        "the log says it was down",
        "before you log it, try to sort it",
    ],
)
def test_they_only_speak_of_it(said: str) -> None:
    assert not wants_it_logged(said)

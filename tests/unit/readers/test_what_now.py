"""What asks only where things stand."""

from __future__ import annotations

import pytest

from bot.readers.what_now import asks_where_it_stands


@pytest.mark.parametrize(
    "text",
    [
        "what happens now",
        "So what happens next?",
        "what now",
        "ok thanks, what's next?",
        "where do we stand now",
        "now what",
    ],
)
def test_what_now(text: str) -> None:
    assert asks_where_it_stands(text)


@pytest.mark.parametrize(
    "text", ["what happens if I refuse", "what happened", "now", "what does CISAS do next?"]
)
def test_what_asks_something_else(text: str) -> None:
    assert not asks_where_it_stands(text)

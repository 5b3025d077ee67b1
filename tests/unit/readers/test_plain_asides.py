"""Will somebody ring me? And: I did not understand."""

from __future__ import annotations

import pytest

from bot.readers.asks_to_be_rung import asks_to_be_rung
from bot.readers.no_understanding import does_not_understand


@pytest.mark.parametrize(
    "text",
    [
        "will someone phone me?",
        "Will they ring me",
        "so will you call me back?",
        "are you going to ring me?",
        "is somebody calling me then?",
        "will I be rung?",
        "am i getting a phone call",
    ],
)
def test_whether_somebody_rings_is_asked(text: str) -> None:
    assert asks_to_be_rung(text)


@pytest.mark.parametrize(
    "text",
    [
        "can you ring me?",
        "ring me",
        "will you call me a liar?",
        "will you ring the engineer?",
        "they will ring me",
        "",
    ],
)
def test_a_wish_to_be_rung_is_none(text: str) -> None:
    assert not asks_to_be_rung(text)


@pytest.mark.parametrize(
    "text",
    [
        "no understand",
        "I not understand",
        "sorry I don't understand the question",
        "i dont understand you",
        "no english",
        "my english no good",
        "sorry english not good",
        "easier words please",
        "too many words",
        "i cant understand this",
    ],
)
def test_who_did_not_understand_is_heard(text: str) -> None:
    assert does_not_understand(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't understand why you charged me twice",
        "nobody at your company understands me",
        "no",
        "I cannot get it to work",
        "your engineer spoke no English and I could not follow him",
        "",
    ],
)
def test_who_does_not_understand_us_as_a_company_is_not_meant(text: str) -> None:
    assert not does_not_understand(text)

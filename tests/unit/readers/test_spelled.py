"""Words that are spelled by ear are put right for the patterns; words of their own stay as they are."""

from __future__ import annotations

import pytest

from bot.readers.spelled import spelled


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("complant", "complaint"),
        ("complaynt", "complaint"),
        ("anser", "answer"),
        ("offerd", "offered"),
        ("alredy", "already"),
        ("allready", "already"),
        ("diffrent", "different"),
        ("chang", "change"),
        ("emial", "email"),
        ("adress", "address"),
        ("wen", "when"),
        ("yous", "you"),
    ],
)
def test_spelled_by_ear(typed: str, word: str) -> None:
    assert spelled(f"my {typed} please") == f"my {word} please"


@pytest.mark.parametrize(
    "text",
    [
        "complain complained complaining complaint complaints compliant",
        "offer offers offered offering",
        "different difference already changed changes",
        "answer answers answered address addresses accept except",
    ],
)
def test_words_of_their_own_stay(text: str) -> None:
    assert spelled(text) == text

"""Questions about a complaint that want a yes or a no first."""

from __future__ import annotations

import pytest

from bot.readers.is_it import IsIt, asks_is_it


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("so its closed yeah?", IsIt.CLOSED),
        ("is it closed then", IsIt.CLOSED),
        ("Is my complaint closed now?", IsIt.CLOSED),
        ("so thats withdrawn then?", IsIt.CLOSED),
        ("has it been withdrawn", IsIt.CLOSED),
        ("it's cancelled, right?", IsIt.CLOSED),
        ("ok so it is closed isn't it", IsIt.CLOSED),
        ("is it still open?", IsIt.OPEN),
        ("so its still open yeah", IsIt.OPEN),
        ("is my complaint open", IsIt.OPEN),
        ("is it saved?", IsIt.SAVED),
        ("Is it saved", IsIt.SAVED),
        ("is that on my complaint?", IsIt.SAVED),
        ("did you get that", IsIt.SAVED),
        ("have you got that down?", IsIt.SAVED),
        ("has that been added?", IsIt.SAVED),
        ("so its noted then?", IsIt.SAVED),
        ("did it go through?", IsIt.SAVED),
        ("it's closed", None),
        ("the shop is closed", None),
        ("are you open?", None),
        ("are you still open now", None),
        ("is your office closed on sunday?", None),
        ("close it", None),
        ("is it sorted?", None),
        ("you closed my complaint and it is not fixed", None),
        ("did you get the router I sent back?", None),
        ("is it down?", IsIt.SAVED),
    ],
)
def test_only_a_question_about_the_complaint_is_one(line: str, asked: IsIt | None) -> None:
    assert asks_is_it(line) is asked

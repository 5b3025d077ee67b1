"""Did my letter come, and does a letter need a form: asked at any point."""

from __future__ import annotations

import pytest

from bot.readers.plain_questions import Asks, plain_question


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("so have you got my letter or not", Asks.LETTER_CAME),
        ("has my letter arrived", Asks.LETTER_CAME),
        ("did u receive my recorded delivery", Asks.LETTER_CAME),
        ("did you get the death certificate", Asks.LETTER_CAME),
        ("and can my dad just post it, does he need a form", Asks.NO_FORM),
        ("is there a form for complaining by letter", Asks.NO_FORM),
        ("do i have to fill in a form to complain", Asks.NO_FORM),
        ("did you get my email address right", None),
        ("have you got my number", None),
        ("I sent the form", None),
        ("you never answered my letter", None),
        ("is there an online form", None),
    ],
)
def test_which_of_them_is_asked(said: str, asks: Asks | None) -> None:
    assert plain_question(said) is asks

"""In which shape they can read what is sent, in their own words."""

from __future__ import annotations

import pytest

from bot.decisions.adjustments import Adjustment
from bot.readers.adjustments import find_adjustments
from bot.readers.needs import find_needs, format_needed, needs_beside


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "plain text e-mails instead of pictures is what would make it easier",
            "plain text e-mails instead of pictures is what would make it easier",
        ),
        (
            "Yes, note it. Plain text e-mail please, not Braille, not large print",
            "Plain text e-mail please, not Braille, not large print",
        ),
        ("add that I need plain text e-mails and I want the 7.50 back", "I need plain text e-mails"),
        ("I need my bills as a word file", "I need my bills as a word file"),
        ("audio CD please", "audio CD please"),
        ("yes please, bills that my screen reader can read", "bills that my screen reader can read"),
        ("I'd like the reply in plain text not a scan", "I'd like the reply in plain text not a scan"),
    ],
)
def test_the_shape_that_they_need_in_their_words(said: str, words: str) -> None:
    assert format_needed(said) == words
    assert find_needs(said)["needs"] == ["other"]


@pytest.mark.parametrize(
    "said",
    [
        "will the letter be in plain text?",
        "Your bills come as a picture PDF",
        "my plain text editor is broken",
        "I sent you an e-mail",
        "send me a text message",
        "the audio on my calls is bad",
    ],
)
def test_a_question_or_a_trouble_is_no_need(said: str) -> None:
    assert format_needed(said) is None


def test_no_need_takes_the_place_of_another() -> None:
    before = {"needs": ["in_writing", "other"], "needs_words": "slowly please"}
    assert needs_beside(before, {"needs": ["other"], "needs_words": "plain text"}) == {
        "needs": ["in_writing", "other"],
        "needs_words": "slowly please. plain text",
    }


@pytest.mark.parametrize(
    "said", ["I want complaint. Text only, no phone", "no phone, e-mail only", "letters only not by phone"]
)
def test_no_phone_beside_only_a_text_is_in_writing(said: str) -> None:
    assert find_adjustments(said) == (Adjustment.IN_WRITING,)

"""What was not understood is shown without who wrote it."""

from __future__ import annotations

import pytest

from bot.decisions.phrases import Missed, masked, top_phrases

RULE = {"chats": 2, "most": 3, "characters": 40}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mail me at sam@example.com please", "mail me at … please"),
        ("ring 07700 900123 after 5", "ring … after …"),
        ("I live at SW1A 1AA", "i live at"),
        ("My name is Zebedee", "my name is"),
        ("Sam Carter here, what now?", "… here, what now"),
        ("sam's router", "… router"),
        ("account ACC-123", "account"),
        ("see https://example.com/x?y", "see"),
        ("Mr Patel told me to", "mr … told me to"),
    ],
)
def test_names_numbers_and_addresses_are_masked(text: str, shown: str) -> None:
    assert masked(text, ["Sam Carter", "Sam's"], 80).rstrip(" …") == shown.rstrip(" …")


def test_only_what_several_chats_hold_is_shown() -> None:
    missed = [
        Missed("a", "Wibble wobble!"), Missed("a", "wibble wobble"), Missed("b", "wibble  wobble."),
        Missed("a", "my own secret"), Missed("a", "my own secret"),
    ]  # fmt: skip
    assert top_phrases(missed, **RULE) == (("wibble wobble", 2),)


def test_the_commonest_come_first_and_there_is_an_end_to_them() -> None:
    missed = [Missed(str(chat), f"phrase {'x' * kind}") for kind in range(1, 6) for chat in range(kind + 1)]
    assert [count for _, count in top_phrases(missed, **RULE)] == [6, 5, 4]


def test_a_line_of_numbers_alone_is_no_phrase() -> None:
    assert top_phrases([Missed("a", "12345"), Missed("b", "67890")], **RULE) == ()


def test_a_long_line_is_cut() -> None:
    assert len(masked("word " * 100, (), 40)) <= 40

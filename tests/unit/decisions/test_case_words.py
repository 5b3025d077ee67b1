"""By which words a case is found: what is kept and what is asked meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions.case_words import NAME, REFERENCE, SAID, after_all_that_begin, asked_words, words_of_case

KEPT = words_of_case(
    "FL-H99-97L-RNLT",
    {"name": "Siân O’Brien", "account": "ACC-0012345", "reply_address": "sian.obrien@example.com"},
    "The router is dead. My number is 0161 496 0123 and nobody rings.",
    ["+44 7700 900123"],
)


def finds(query: str) -> bool:
    words = asked_words(query)
    return bool(words) and all(any(kept.startswith(word) for kept in KEPT) for word in words)


@pytest.mark.parametrize(
    "query",
    [
        "sian", "Siân O'Brien", "OBRIEN", "o’brien sian", "rout", "router dead",
        "FL-H99-97L-RNLT", "fl h99", "h99", "97L", "RNLT", "H99-97L", "9997l",
        "sian.obrien@example.com", "example.com",
        "07700 900123", "+44 7700 900123", "07700900123", "900123", "0123", "(0161) 496-0123",
        "ACC-0012345", "0012345", "12345", "345",
    ],
)  # fmt: skip
def test_it_is_found_by(query: str) -> None:
    assert finds(query)


@pytest.mark.parametrize(
    "query", ["", "  ", "?!", "smith", "router smith", "outer", "07700 900124", "FL-H98", "sian@example.org"]
)
def test_it_is_not_found_by(query: str) -> None:
    assert not finds(query)


def test_a_reference_is_worth_more_than_a_name_and_a_name_more_than_what_was_said() -> None:
    assert (KEPT["rnlt"], KEPT["sian"], KEPT["router"]) == (REFERENCE, 6, SAID)
    assert words_of_case("FL-222-222-2222", {"name": "Ann Lee"}, "Ann", [])["ann"] == NAME


def test_what_the_customer_does_not_know_is_no_word() -> None:
    assert "unknown" not in words_of_case(
        "FL-222-222-2222", {"name": "unknown", "account": "unknown"}, "x", []
    )


@given(st.text(alphabet="az09", min_size=1, max_size=4), st.text(alphabet="az09", max_size=6))
def test_what_begins_with_a_word_lies_between_it_and_the_next(word: str, other: str) -> None:
    after = after_all_that_begin(word)
    inside = word <= other and (after is None or other < after)
    # Where there is no next word, all from it on begin with it: it is made of the last letter alone.
    assert inside == other.startswith(word)


@given(st.text(max_size=300))
def test_any_text_can_be_kept_and_asked(text: str) -> None:
    for word in [*words_of_case(text, {"name": text}, text, [text]), *asked_words(text)]:
        assert 1 <= len(word) <= 60
        assert word.isascii()
        assert word.isalnum()

"""What stands in the address that a reply goes to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions.mail_token import LONGEST, Purpose, Token, make_token, read_token

SECRET, HOME = "s3cret", "netservers"
REFERENCE, CONTACT = "FL-3L7-2HH-LTLP", "0123456789abcdef" * 2
EACH = [(Purpose.REPLY, REFERENCE), (Purpose.TEAM, REFERENCE), (Purpose.BOUNCE, CONTACT)]


@pytest.mark.parametrize("purpose, about", EACH)
def test_a_token_says_what_it_is_for_and_about(purpose: Purpose, about: str) -> None:
    token = make_token(SECRET, HOME, purpose, about)
    assert read_token(SECRET, HOME, token) == Token(purpose, about)
    assert re.fullmatch(r"[a-z0-9]+", token)
    assert len(token) <= LONGEST


@pytest.mark.parametrize("purpose, about", EACH)
def test_the_same_thing_has_the_same_token(purpose: Purpose, about: str) -> None:
    assert make_token(SECRET, HOME, purpose, about) == make_token(SECRET, HOME, purpose, about)


@pytest.mark.parametrize("purpose, about", EACH)
def test_a_token_is_good_at_one_provider_under_one_secret(purpose: Purpose, about: str) -> None:
    token = make_token(SECRET, HOME, purpose, about)
    assert read_token(SECRET, "contactnow", token) is None
    assert read_token("another", HOME, token) is None
    assert read_token("", HOME, token) is None


def test_one_purpose_never_does_for_the_other() -> None:
    token = make_token(SECRET, HOME, Purpose.REPLY, REFERENCE)
    assert read_token(SECRET, HOME, "t" + token[1:]) is None
    assert read_token(SECRET, HOME, "b" + token[1:]) is None


@pytest.mark.parametrize("purpose, about", EACH)
def test_no_changed_character_goes_unseen(purpose: Purpose, about: str) -> None:
    token = make_token(SECRET, HOME, purpose, about)
    for place, was in enumerate(token):
        changed = token[:place] + ("a" if was != "a" else "b") + token[place + 1 :]
        assert read_token(SECRET, HOME, changed) is None


@given(st.text(max_size=60))
def test_whatever_stands_there_is_read_without_a_fault(text: str) -> None:
    assert read_token(SECRET, HOME, text) is None


def test_nobody_signs_with_nothing() -> None:
    with pytest.raises(ValueError, match="secret"):
        make_token("", HOME, Purpose.REPLY, REFERENCE)

"""References survive being read out, heard, typed and mistyped; no slip leads to another's case."""

from __future__ import annotations

import math
import re
import secrets
from collections.abc import Callable
from hashlib import sha256
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions import reference
from bot.decisions.reference import ALPHABET, LENGTH, new, normalise, say_aloud

references = st.binary(min_size=16, max_size=16).map(lambda drawn: new(_fed(drawn)))
positions = st.integers(0, 9)


def _fed(drawn: bytes) -> Callable[[int], bytes]:
    """Bytes that follow from ``drawn`` alone, however often they are asked for (a rude word is drawn again)."""
    counts = count()
    return lambda size: sha256(drawn + bytes([next(counts)])).digest()[:size]


def bare(ref: str) -> str:
    return ref.removeprefix("FL").replace("-", "")


def grouped(body: str) -> str:
    return f"FL-{body[:3]}-{body[3:6]}-{body[6:]}"


def test_the_alphabet_has_no_vowels_and_nothing_that_looks_like_another() -> None:
    assert set(ALPHABET).isdisjoint("AEIOUYQZ01")
    for pair in ("5S", "8B", "6G", "VY", "2Z", "1I", "0O"):
        assert len(set(pair) & set(ALPHABET)) <= 1, pair
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_the_check_needs_a_prime_alphabet_and_as_many_weights_as_characters() -> None:
    size = len(ALPHABET)
    assert all(size % divisor for divisor in range(2, size))
    weights = [pow(2, power, size) for power in range(10)]
    assert len(set(weights)) == 10


def test_at_least_forty_bits_are_random() -> None:
    assert 9 * math.log2(len(ALPHABET)) >= 40


def test_every_character_comes_up_everywhere_and_none_comes_twice_in_a_thousand() -> None:
    made = [new(secrets.token_bytes) for _ in range(2000)]
    assert len(set(made)) == len(made)
    for place in range(10):
        assert {bare(ref)[place] for ref in made} == set(ALPHABET)


def test_the_same_bytes_give_the_same_reference() -> None:
    assert new(lambda size: bytes(size)) == "FL-222-222-2222"
    assert new(lambda size: bytes(range(size))) == new(lambda size: bytes(range(size)))


@given(references)
def test_a_reference_has_its_shape(ref: str) -> None:
    assert re.fullmatch(rf"FL(-[{ALPHABET}]{{3}}){{2}}-[{ALPHABET}]{{4}}", ref)
    assert len(ref) == LENGTH
    assert normalise(ref) == ref


@pytest.mark.parametrize("rude", reference._RUDE)
def test_no_customer_is_sent_a_rude_word(rude: str) -> None:
    number = sum(ALPHABET.index(character) * len(ALPHABET) ** place for place, character in enumerate(rude))
    feeds = [bytes(16), number.to_bytes(16, "big")]
    assert new(lambda size: feeds.pop()) == "FL-222-222-2222"


@given(references, positions, st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_caught(ref: str, place: int, wrong: str) -> None:
    body = bare(ref)
    slip = grouped(body[:place] + wrong + body[place + 1 :])
    assert normalise(slip) == (ref if wrong == body[place] else None)


@given(references, positions, positions)
def test_any_two_characters_that_changed_places_are_caught(ref: str, one: int, other: int) -> None:
    body = list(bare(ref))
    same = body[one] == body[other]
    body[one], body[other] = body[other], body[one]
    assert normalise(grouped("".join(body))) == (ref if same else None)


@given(references, positions)
def test_a_character_too_few_or_too_many_is_no_reference(ref: str, place: int) -> None:
    body = bare(ref)
    assert normalise("FL" + body[:place] + body[place + 1 :]) is None
    assert normalise("FL" + body[:place] + body[place] + body[place:]) is None


@given(references)
def test_what_is_read_out_reads_back(ref: str) -> None:
    spoken = say_aloud(ref)
    assert normalise(spoken) == ref
    assert normalise(spoken.lower().replace(",", "")) == ref
    assert normalise(spoken.replace("X-ray", "X ray")) == ref


@given(
    references,
    st.sampled_from(["", " ", "-", " - ", ".", "–", "—", "‑", "/", "\u00a0"]),
    st.booleans(),
    st.booleans(),
)
def test_case_separators_and_prefix_make_no_difference(
    ref: str, between: str, small: bool, prefix: bool
) -> None:
    typed = between.join(ref.split("-") if prefix else ref.split("-")[1:])
    assert normalise(f"  {typed.lower() if small else typed} ") == ref


LOOKS_LIKE = {"D": "0OQ", "L": "1I", "5": "S", "8": "BA", "6": "G", "2": "Z", "V": "YU"}


@given(references, st.data())
def test_what_looks_or_sounds_alike_is_taken_as_meant(ref: str, data: st.DataObject) -> None:
    typed = "".join(
        data.draw(st.sampled_from(character + LOOKS_LIKE.get(character, ""))) for character in bare(ref)
    )
    assert normalise(typed) == ref
    assert normalise("f1-" + typed.lower()) == ref


SPOKEN = "FL-773-9CM-4447"


@pytest.mark.parametrize(
    "text",
    [
        "fl 773 9cm 4447",
        "double seven three, nine charlie mike, treble four 7",
        "Foxtrot Lima 77 3 niner see em triple 4 seven",
        "eff ell double 7 three nine sea mike for four 4 seven",
    ],
)
def test_people_say_it_their_way(text: str) -> None:
    assert normalise(text) == SPOKEN


@given(st.text(max_size=40))
def test_whatever_is_typed_it_is_a_sound_reference_or_none(text: str) -> None:
    found = normalise(text)
    assert found is None or normalise(found) == found


@pytest.mark.parametrize(
    "text",
    ["", "FL", "FL-222-222-222", "222222222", "FL-222-222-22222", "my reference", "FL-222-222-2223", "2" * 100_000,
     "FL-２２２-222-222é", "<script>", "FL-222-222-2222 and more", "double", "ß" * 5, "ﬁ" * 5],
)  # fmt: skip
def test_what_is_no_reference_is_none(text: str) -> None:
    assert normalise(text) is None


def test_full_width_digits_are_digits() -> None:
    assert normalise("ＦＬ２２２２２２２２２２") == "FL-222-222-2222"

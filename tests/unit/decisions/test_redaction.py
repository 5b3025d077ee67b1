"""What nobody may keep is taken out of what people write, and what a complaint needs stays."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions.redaction import MARKS, Secret, clean, clean_all, holds, redact, was_redacted
from tests.support.secrets_written import ISSUERS, Written, card, grouped, lookalikes, written

WRITTEN = written()
LOOKALIKES = lookalikes()


def test_there_are_enough_samples_to_mean_something() -> None:
    assert len(WRITTEN) > 400
    assert len(set(LOOKALIKES)) > 200


@pytest.mark.parametrize("sample", WRITTEN, ids=lambda sample: sample.line[:40])
def test_a_secret_is_taken_out_and_taking_out_again_changes_nothing(sample: Written) -> None:
    kept = redact(sample.line)
    assert not [secret for secret in sample.secrets if secret in kept.text], kept.text
    assert kept.found
    assert was_redacted(kept.text)
    assert redact(kept.text).text == kept.text


@pytest.mark.parametrize("line", LOOKALIKES)
def test_what_only_looks_like_a_secret_stays_as_typed(line: str) -> None:
    assert redact(line).text == line


@given(
    issuer=st.sampled_from(ISSUERS),
    seed=st.integers(0, 10**9),
    between=st.sampled_from(["", " ", "-", ".", "\n", "\r\n", "\t", " - "]),
    before=st.text(st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="+"), max_size=30),
    after=st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=30),
)
def test_a_card_number_is_found_whatever_words_stand_around_it(
    issuer: tuple[str, int], seed: int, between: str, before: str, after: str
) -> None:
    number = card(*issuer, random.Random(seed))
    if len(set(number)) == 1:
        return
    shown = grouped(number, between)
    assert shown not in redact(f"{before}{shown}{after}").text


@given(st.text())
def test_no_text_breaks_it_and_words_without_digits_and_passwords_stay(text: str) -> None:
    assert redact(redact(text).text) == redact(redact(text).text)


def test_ids_hashes_and_links_of_ours_stay() -> None:
    """The digits 4111111111111111 stand in each."""
    for ours in (
        "a4111111111111111bcdef0123456789",
        "http://127.0.0.1:8000/case/IjQ.4111111111111111.x-4111111111111111",
        "f" * 40 + "4111111111111111" + "0" * 8,
    ):
        assert redact(f"see {ours} there").text == f"see {ours} there"


def test_json_is_cleaned_at_every_depth_and_its_keys_and_numbers_stay() -> None:
    told = {
        "what": ["I paid with 4111111111111111", {"deep": "my PIN is 4821"}],
        "count": 4111111111111111,
        "none": None,
    }
    assert clean_all(told) == {
        "what": [f"I paid with {MARKS[Secret.CARD]}", {"deep": f"my PIN is {MARKS[Secret.PASSWORD]}"}],
        "count": 4111111111111111,
        "none": None,
    }


def test_a_card_is_known_to_have_been_there_after_it_was_taken_out() -> None:
    assert holds("4111111111111111", Secret.CARD)
    assert holds(redact("it is 4111111111111111").text, Secret.CARD)
    assert not holds("it is 12345678", Secret.CARD)


@pytest.mark.parametrize("own", ["FL-X7M-F86-RD54", "FL-95W-WPM-VN85", "FL-MFC-VC2-RF65", "FL-499-MCM-MX28"])
def test_a_reference_whose_end_looks_like_the_beginning_of_an_iban_stays(own: str) -> None:
    """The words behind it made up the rest, and the check digits fitted: 75 of 20,000 references in this sentence."""
    words = f"I.T Communications aimed to reply to your complaint {own} by Monday 7 December. That day has passed."
    assert clean(words) == words


def test_an_iban_beside_a_reference_still_goes() -> None:
    assert "GB33" not in clean("FL-X7M-F86-RD54 GB33 BUKB 2020 1555 5555 55")

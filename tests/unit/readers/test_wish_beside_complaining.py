"""What they want, told together with "a formal complaint" and nothing of what happened."""

from __future__ import annotations

import pytest

from bot.readers.outcome import wish_beside_complaining


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("i want to know what was said and to who, and a formal complaint", "explanation"),
        ("A formal complaint please. I want an apology", "apology"),
        ("log it as a complaint, i want my money back", "refund"),
        ("I'd like an explanation and to make a complaint", "explanation"),
        ("I want to complain and I want a refund", "refund"),
        ("make a formal complaint. we want our number back", "action"),
        ("I want a written apology, log it", "apology"),
    ],
)
def test_a_wish_with_a_complaint_is_a_wish(said: str, kind: str) -> None:
    assert kind in wish_beside_complaining(said)["outcome_kinds"]


@pytest.mark.parametrize(
    "said",
    [
        "I want my money back because you charged me twice, and I want to complain",
        "you billed me twice and I want a refund. I want to make a complaint",
        "I want to complain about my broadband, it is dead and I want it fixed",
        "I want an apology",
        "I want to make a formal complaint",
        "why can't I make a complaint and get an apology?",
        "my complaint is that the engineer never came and I want an explanation",
    ],
)
def test_what_tells_what_happened_or_wants_nothing_is_none(said: str) -> None:
    assert wish_beside_complaining(said) == {}

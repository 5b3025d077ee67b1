"""What a question about ADR tells on the way, and what it only seems to tell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.readers.adr_told import has_letter, read_adr_facts

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("can I go to CISAS yet?", {}),
        ("it's been 7 weeks, am I allowed", {"first_told_on": {"from": "2026-10-05", "to": "2026-10-05"}}),
        ("I got their deadlock letter on 3 November 2025, am I too late?", {"final_letter_on": "2025-11-03"}),
        (
            "got your deadlock letter this morning, only complained three weeks ago. must i still wait",
            {"final_letter_on": "2026-11-23", "first_told_on": {"from": "2026-11-02", "to": "2026-11-02"}},
        ),
        (
            "I only complained three weeks ago and had your final answer on Thursday, do I wait",
            {"final_letter_on": "2026-11-19", "first_told_on": {"from": "2026-11-02", "to": "2026-11-02"}},
        ),
        (
            "I have your final letter, I complained on 2 November",
            {"first_told_on": {"from": "2026-11-02", "to": "2026-11-02"}},
        ),
        ("you sent me a final 'can't help' letter on 28 May", {"final_letter_on": "2026-05-28"}),
        ("I haven't had a deadlock letter, can I go?", {"final_letter_on": "none"}),
        ("can you send me a final letter", {}),
        ("I haven't complained yet, can I go straight to the ombudsman?", {"not_complained": True}),
        ("can I go to cisas? it's already in court", {"in_court": True}),
        ("I've issued a small claims court claim. can I use the ombudsman?", {"in_court": True}),
        ("It's already in the small claims court", {"in_court": True}),
        ("can I go to the ombudsman instead of court?", {}),
        ("should I go to court or to CISAS?", {}),
        ("it's for £12,500", {"claim_pounds": 12500}),
        ("I want £15,000 back", {"claim_pounds": 15000}),
        ("im claiming about 12 and a half thousand, ok for cisas?", {"claim_pounds": 12500}),
        ("we lost two thousand calls and I want a refund", {}),
        (
            "I said yes to your offer on 10 November as full and final",
            {"settled_on": "2026-11-10", "settled_how": "dated"},
        ),
        ("Must it be a formal complaint for the six weeks to start? I only moaned on the phone", {}),
        ("we are a business with 12 staff, can we go?", {"customer": "business", "employees": 12}),
        ("charity with 3 staff and 12 volunteers", {"customer": "charity", "employees": 3, "volunteers": 12}),
        ("I'm at home, can I go?", {"customer": "residential"}),
    ],
)
def test_facts_are_taken_where_the_words_leave_no_doubt(said: str, told: dict[str, Any]) -> None:
    assert read_adr_facts(said, TODAY) == told


def test_an_accepted_offer_has_its_own_date() -> None:
    found = read_adr_facts(
        "I complained on 1 September 2026 and accepted their offer of £50 on 10 November 2026", TODAY
    )
    assert found["settled_on"] == "2026-11-10"
    assert found["first_told_on"] == {"from": "2026-09-01", "to": "2026-09-01"}


def test_an_offer_not_accepted_settles_nothing() -> None:
    assert "settled_on" not in read_adr_facts("should I accept their offer of £50 or go to CISAS?", TODAY)
    assert "settled_on" not in read_adr_facts("I refused their offer, I didn't accept £50", TODAY)


def test_an_early_referral_that_they_agreed_to_is_heard_with_its_date() -> None:
    found = read_adr_facts(
        "You agreed in writing on 18 November that I can go to CISAS early. I complained on 30 October. Can I go now?",
        TODAY,
    )
    assert found["early_referral_on"] == "2026-11-18"
    assert found["first_told_on"] == {"from": "2026-10-30", "to": "2026-10-30"}
    assert "early_referral_on" not in read_adr_facts("will you agree to CISAS early?", TODAY)


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ("I have a deadlock letter 3 November 2025, is it too late?", True),
        ("deadlock letter 3 November 2025, is it too late?", True),
        ("send me a deadlock letter please", False),
        ("I want your final response in writing", False),
        ("I need a deadlock letter by 3 December", False),
    ],
)
def test_who_has_a_letter_does_not_ask_for_one(said: str, has: bool) -> None:
    assert has_letter(said) is has


def test_how_long_they_have_got_denies_no_letter() -> None:
    said = "We got your final letter saying you would do no more back in March. How long have I got to take it further?"
    assert has_letter(said)
    assert not has_letter("have I got a final letter?")

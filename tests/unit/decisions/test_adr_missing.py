"""``missing`` against brute force: every combination of values for what was not given, all of them tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.decisions.adr import ASKABLE, AdrAnswer, AdrFacts, answer_adr

RULES, SCHEMES, PROVIDERS = load_rules(), load_schemes(), load_providers()
ASKED = date(2026, 11, 22)
TRIED: dict[str, list[Any]] = {
    "first_complained_on": ["unknown", ASKED, date(2026, 10, 30), date(2020, 1, 1)],
    "customer": [None, "residential", "business", "charity"],
    "employees": [None, 2, 11],
    "volunteers": [None, 9],
    "contractors": [None, 9],
    "deadlock_letter_on": [None, ASKED, date(2026, 11, 1), date(2025, 1, 1)],
}


def answer(facts: AdrFacts) -> AdrAnswer:
    return answer_adr(facts, PROVIDERS["netservers"], ASKED, RULES, SCHEMES)


def not_given(facts: AdrFacts) -> list[str]:
    return [name for name in ASKABLE if getattr(facts, name) == TRIED[name][0]]


def facts_that_matter(facts: AdrFacts) -> Iterator[str]:
    names = not_given(facts)
    shown = {}
    for values in product(*(TRIED[name] for name in names)):
        outcome = answer(replace(facts, **dict(zip(names, values, strict=True)))).outcome
        shown[values] = (outcome.status, outcome.opens_on, outcome.apply_by, outcome.outer_limit_on)
    for index, name in enumerate(names):
        by_the_others: dict[Any, set[Any]] = {}
        for values, outcome_shown in shown.items():
            by_the_others.setdefault(values[:index] + values[index + 1 :], set()).add(outcome_shown)
        if any(len(outcomes) > 1 for outcomes in by_the_others.values()):
            yield name


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"first_complained_on": date(2026, 10, 1)},
        {"first_complained_on": date(2026, 11, 1), "customer": "residential"},
        {"customer": "residential"},
        {"customer": "business"},
        {"customer": "business", "employees": 9},
        {"customer": "business", "employees": 11},
        {"customer": "charity", "volunteers": 12},
        {"customer": "business", "employees": 2, "volunteers": 2, "contractors": 2},
        {"employees": 3},
        {"employees": 40},
        {"deadlock_letter_on": date(2026, 11, 1), "customer": "residential"},
        {"deadlock_letter_on": date(2025, 1, 1)},
        {"adr_letter_on": date(2026, 11, 1), "customer": "residential"},
        {"adr_letter_on": ASKED, "customer": "residential"},
        {"adr_letter_on": date(2024, 11, 1), "customer": "residential"},
        {"early_referral_agreed_on": date(2026, 11, 1), "customer": "residential"},
        {"settlement_accepted_on": date(2026, 11, 1)},
        {"closed_for_silence_on": date(2026, 11, 1)},
        {"in_court": True},
        {"claim_pounds": 20_000, "customer": "business", "employees": 2},
        {"subject": "fraud"},
        {"subject": "fraud", "customer": "business", "employees": 2},
    ],
    ids=lambda facts: "-".join(facts) or "nothing",
)
def test_missing_is_what_brute_force_finds(facts: dict[str, Any]) -> None:
    given = AdrFacts(**facts)
    assert list(answer(given).missing) == list(facts_that_matter(given))


def test_a_certain_no_asks_nothing_more() -> None:
    for facts in ({"in_court": True}, {"claim_pounds": 20_000}, {"customer": "business", "employees": 11}):
        assert answer(AdrFacts(**facts)).missing == ()


def test_what_was_asked_and_cannot_be_told_is_not_asked_again() -> None:
    known = AdrFacts(first_complained_on=date(2026, 10, 1), customer="business", employees=3)
    assert answer(known).missing == ("volunteers", "contractors", "deadlock_letter_on")
    told = replace(known, ruled_out=frozenset({"volunteers", "deadlock_letter_on"}))
    assert answer(told).missing == ("contractors",)


@pytest.mark.parametrize("first", ["unknown", ASKED + timedelta(days=1)])
def test_without_a_usable_first_day_it_is_the_first_thing_to_ask(first: Any) -> None:
    assert answer(AdrFacts(first_complained_on=first)).missing[0] == "first_complained_on"

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.decisions.adr import AdrAnswer, AdrFacts, AdrStatus, answer_adr, latest_first_date, read_facts
from bot.decisions.errors import BadFacts, RuleMissing
from bot.decisions.provider import Period, Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme
from tests.support.vectors import cases, rows

RULES, SCHEMES, PROVIDERS = load_rules(), load_schemes(), load_providers()
ASKED = date(2026, 11, 22)


def answer(slug: str, asked_on: date = ASKED, **facts: Any) -> AdrAnswer:
    return answer_adr(AdrFacts(**facts), PROVIDERS[slug], asked_on, RULES, SCHEMES)


def plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("row", cases("adr.jsonl", "adr_more.jsonl"))
def test_the_answer_is_as_the_vectors_say(row: dict[str, Any]) -> None:
    asked_on = date.fromisoformat(row["asked_on"])
    got = answer_adr(read_facts(row["facts"]), PROVIDERS[row["provider"]], asked_on, RULES, SCHEMES)
    assert {key: plain(getattr(got, key)) for key in row["expect"]} == row["expect"], row["why"]


def test_the_vectors_reach_every_status() -> None:
    assert {row["expect"]["status"] for row in rows("adr.jsonl", "adr_more.jsonl")} == set(AdrStatus)


@pytest.mark.parametrize("row", cases("adr.jsonl", "adr_more.jsonl"))
def test_rules_are_keys_of_the_rulebook(row: dict[str, Any]) -> None:
    asked_on = date.fromisoformat(row["asked_on"])
    got = answer_adr(read_facts(row["facts"]), PROVIDERS[row["provider"]], asked_on, RULES, SCHEMES)
    assert set(got.rules) <= set(RULES)
    assert len(set(got.rules)) == len(got.rules)


@pytest.mark.parametrize("slug", sorted(PROVIDERS))
@pytest.mark.parametrize(
    "facts",
    [
        {"customer": "business", "employees": 11},
        {"customer": "charity", "employees": 5, "volunteers": 6},
        {"claim_pounds": 10_001},
        {"in_court": True},
        {"subject": "data_protection"},
        {"settlement_accepted_on": date(2026, 10, 1)},
        {"closed_for_silence_on": date(2026, 10, 1)},
    ],
    ids=lambda facts: next(reversed(facts)),
)
def test_what_keeps_the_scheme_from_looking_leaves_no_dates_even_beside_a_letter(
    slug: str, facts: dict[str, Any]
) -> None:
    got = answer(slug, first_complained_on=date(2026, 8, 1), deadlock_letter_on=date(2026, 11, 1), **facts)
    assert got.status in (AdrStatus.NOT_ELIGIBLE, AdrStatus.ASK_SCHEME)
    assert (got.opens_on, got.apply_by, got.outer_limit_on, got.letter_on) == (None, None, None, None)


def test_facts_dated_after_the_day_of_asking_change_nothing() -> None:
    ahead = ASKED + timedelta(days=1)
    got = answer(
        "netservers",
        first_complained_on=date(2026, 10, 20),
        deadlock_letter_on=ahead,
        adr_letter_on=ahead,
        early_referral_agreed_on=ahead,
        settlement_accepted_on=ahead,
        closed_for_silence_on=ahead,
    )
    assert got.outcome == answer("netservers", first_complained_on=date(2026, 10, 20)).outcome


def test_a_change_of_the_wait_is_one_dated_value(rules: Rulebook) -> None:
    wait = rules["adr_wait"]
    four = wait.values[date(2026, 4, 8)].model_copy(update={"value": 4})
    changed = wait.model_copy(update={"values": {**wait.values, date(2026, 11, 1): four}})
    book = Rulebook({**{key: rules[key] for key in rules}, "adr_wait": changed})
    facts = AdrFacts(first_complained_on=date(2026, 11, 1))
    before = AdrFacts(first_complained_on=date(2026, 10, 31))
    provider = PROVIDERS["netservers"]
    assert answer_adr(facts, provider, ASKED, book, SCHEMES).opens_on == date(2026, 11, 29)
    assert answer_adr(before, provider, ASKED, book, SCHEMES).opens_on == date(2026, 12, 12)


def test_a_page_that_states_a_shorter_wait_or_a_limit_differs(providers: Mapping[str, Provider]) -> None:
    page = providers["netservers"]
    stated = {"counts_from": "complaint", "source": page.adr.source, "standing": page.adr.standing}
    shorter = Period(length=4, unit="weeks", **stated)
    limit = Period(length=12, unit="months", **stated)
    for change in ({"wait": shorter}, {"limit": limit}, {"wait": Period(length=2, unit="months", **stated)}):
        differing = page.model_copy(update={"adr": page.adr.model_copy(update=change)})
        got = answer_adr(AdrFacts(first_complained_on=date(2026, 10, 20)), differing, ASKED, RULES, SCHEMES)
        assert got.published_differs, change
        assert got.outcome == answer("netservers", first_complained_on=date(2026, 10, 20)).outcome


def test_a_page_that_states_the_rule_does_not_differ(providers: Mapping[str, Provider]) -> None:
    page = providers["netservers"]
    same = Period(
        length=6, unit="weeks", counts_from="complaint", source=page.adr.source, standing=page.adr.standing
    )
    agreeing = page.model_copy(update={"adr": page.adr.model_copy(update={"wait": same})})
    facts = AdrFacts(first_complained_on=date(2026, 10, 20))
    assert not answer_adr(facts, agreeing, ASKED, RULES, SCHEMES).published_differs


def test_a_scheme_that_is_not_in_the_file_is_our_own_fault() -> None:
    schemes: Mapping[str, Scheme] = {key: one for key, one in SCHEMES.items() if key != "cisas"}
    with pytest.raises(RuleMissing, match="cisas"):
        answer_adr(AdrFacts(), PROVIDERS["it-communications"], ASKED, RULES, schemes)


@pytest.mark.parametrize(
    "facts", [{"first_complained_on": date(9999, 12, 30)}, {"deadlock_letter_on": date(9999, 6, 1)}]
)
def test_dates_at_the_end_of_the_calendar_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(BadFacts, match="end of the calendar"):
        answer("netservers", date(9999, 12, 31), **facts)


def test_dates_at_the_start_of_the_calendar_are_refused() -> None:
    with pytest.raises(BadFacts, match="start of the calendar"):
        answer("netservers", date(1, 1, 2))


# --- the question turned round ---


@pytest.mark.parametrize(
    "asked_on, first",
    [
        (date(2026, 11, 22), date(2026, 10, 11)),
        (date(2026, 6, 2), date(2026, 4, 21)),
        # Until 1 June 2026 some who complained before 8 April still wait 8 weeks: the day given is before all of them.
        (date(2026, 6, 1), date(2026, 4, 6)),
        (date(2026, 5, 25), date(2026, 3, 30)),
        (date(2026, 5, 20), date(2026, 3, 25)),
        (date(2026, 5, 19), date(2026, 3, 24)),
        (date(2009, 11, 22), date(2009, 8, 30)),
        (date(2009, 11, 23), date(2009, 9, 28)),
    ],
)
def test_the_latest_first_day_to_go_today(asked_on: date, first: date) -> None:
    assert latest_first_date(asked_on, RULES) == first


@given(asked_on=st.dates(date(2009, 1, 1), date(2030, 12, 31)), before=st.integers(0, 800))
def test_whoever_complained_on_that_day_or_before_can_go_today(asked_on: date, before: int) -> None:
    first = latest_first_date(asked_on, RULES) - timedelta(days=before)
    assert answer("netservers", asked_on, first_complained_on=first).status is AdrStatus.OPEN


@given(asked_on=st.dates(date(2009, 1, 1), date(2030, 12, 31)))
def test_whoever_complained_the_day_after_cannot(asked_on: date) -> None:
    first = latest_first_date(asked_on, RULES) + timedelta(days=1)
    assert answer("netservers", asked_on, first_complained_on=first).status is AdrStatus.NOT_YET


# --- what holds for all facts ---

PAST = st.one_of(st.none(), st.dates(date(2024, 1, 1), ASKED))
ORDER = ["not_yet", "open", "last_day", "expired"]


@given(first=PAST, deadlock=PAST, letter=PAST, agreed=PAST, later=st.integers(0, 900))
def test_time_only_moves_it_forward(
    first: date | None, deadlock: date | None, letter: date | None, agreed: date | None, later: int
) -> None:
    facts: dict[str, Any] = {
        "first_complained_on": first or "unknown",
        "deadlock_letter_on": deadlock,
        "adr_letter_on": letter,
        "early_referral_agreed_on": agreed,
    }
    now, then = answer("netservers", **facts), answer("netservers", ASKED + timedelta(days=later), **facts)
    assert (now.opens_on, now.apply_by, now.outer_limit_on) == (
        then.opens_on,
        then.apply_by,
        then.outer_limit_on,
    )
    if now.status in ORDER and then.status in ORDER:
        assert ORDER.index(now.status) <= ORDER.index(then.status)


@given(first=st.dates(date(2026, 4, 8), ASKED), deadlock=PAST, letter=PAST)
def test_a_letter_never_delays_it(first: date, deadlock: date | None, letter: date | None) -> None:
    without = answer("netservers", first_complained_on=first)
    with_letters = answer(
        "netservers", first_complained_on=first, deadlock_letter_on=deadlock, adr_letter_on=letter
    )
    assert with_letters.opens_on is not None
    assert without.opens_on is not None
    assert with_letters.opens_on <= without.opens_on


@given(letter=st.dates(date(2020, 1, 1), ASKED))
def test_the_safe_day_is_the_day_before_the_last(letter: date) -> None:
    got = answer("netservers", deadlock_letter_on=letter)
    assert got.apply_by is not None
    assert got.outer_limit_on is not None
    assert got.outer_limit_on - got.apply_by == timedelta(days=1)
    assert (got.outer_limit_on.year, got.outer_limit_on.month) == (letter.year + 1, letter.month)

"""The five profiles: what the pages say, and patrols over every fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.yaml_files import PROVIDERS, RULES, file_problems, load_provider, load_providers, read
from bot.commands.facts import Fact, facts_of
from bot.decisions.errors import UnknownProvider
from bot.decisions.provider import Provider
from bot.decisions.soundness import never_give_words
from bot.decisions.sourced import Standing

ROOT = Path(__file__).resolve().parents[3]
SLUGS = ["all-communications", "contactnow", "it-communications", "netservers", "x-communications"]


@pytest.fixture(scope="module")
def providers() -> dict[str, Provider]:
    return load_providers()


def every_fact(providers: dict[str, Provider]) -> Iterator[tuple[str, Fact]]:
    for slug, provider in providers.items():
        for fact in facts_of(provider):
            yield slug, fact


def test_what_is_shipped_is_sound() -> None:
    assert [str(problem) for problem in file_problems()] == []


def test_there_are_the_five(providers: dict[str, Provider]) -> None:
    assert list(providers) == SLUGS


@pytest.mark.parametrize(
    ("slug", "stage", "kind", "length", "unit", "standing"),
    [
        ("x-communications", "first", "resolve", 5, "working_days", "primary"),
        ("contactnow", "first", "respond", 1, "working_days", "primary"),
        ("contactnow", "resolve", "resolve", 2, "weeks", "primary"),
        ("it-communications", "first", "respond", 5, "working_days", "primary"),
        ("netservers", "first", "acknowledge", 1, "working_days", "recovered"),
        ("netservers", "resolve", "resolve", 3, "working_days", "recovered"),
        ("netservers", "manager", "respond", 10, "working_days", "primary"),
        ("all-communications", "first", "resolve", 10, "working_days", "primary"),
    ],
)
def test_a_target_is_as_the_page_has_it(
    providers: dict[str, Provider], slug: str, stage: str, kind: str, length: int, unit: str, standing: str
) -> None:
    aim = providers[slug].targets[stage]
    assert (aim.kind, aim.length, aim.unit, aim.standing) == (kind, length, unit, standing)


def test_no_page_has_other_targets(providers: dict[str, Provider]) -> None:
    stages = {slug: list(provider.targets) for slug, provider in providers.items()}
    assert stages == {
        "all-communications": ["first"],
        "contactnow": ["first", "resolve"],
        "it-communications": ["first"],
        "netservers": ["first", "resolve", "manager"],
        "x-communications": ["first"],
    }


@pytest.mark.parametrize(
    ("slug", "kinds"),
    [
        ("x-communications", ["ticket", "letter", "email"]),
        ("contactnow", ["letter", "phone", "email"]),
        ("it-communications", ["phone", "person", "email", "letter"]),
        ("netservers", ["phone", "email", "letter"]),
        ("all-communications", ["web_form", "ticket", "phone", "email", "letter"]),
    ],
)
def test_the_ways_to_complain_are_those_of_the_page(
    providers: dict[str, Provider], slug: str, kinds: list[str]
) -> None:
    assert [channel.kind for channel in providers[slug].channels] == kinds


def test_an_address_that_a_page_does_not_give_is_said_to_be_missing(providers: dict[str, Provider]) -> None:
    absent = {
        (slug, str(channel.kind))
        for slug, provider in providers.items()
        for channel in provider.channels
        if channel.absent
    }
    assert absent == {
        ("contactnow", "email"),
        ("it-communications", "email"),
        ("it-communications", "letter"),
    }


@pytest.mark.parametrize(
    ("slug", "bank_holidays", "days"),
    [
        ("it-communications", "closed", {"mon", "tue", "wed", "thu", "fri"}),
        ("netservers", "not_stated", {"mon", "tue", "wed", "thu", "fri", "sat"}),
    ],
)
def test_hours_are_as_the_page_has_them(
    providers: dict[str, Provider], slug: str, bank_holidays: str, days: set[str]
) -> None:
    hours = providers[slug].hours
    assert hours is not None
    assert (hours.bank_holidays, set(hours.days)) == (bank_holidays, days)


@pytest.mark.parametrize("slug", ["x-communications", "contactnow", "all-communications"])
def test_a_page_without_hours_has_none(providers: dict[str, Provider], slug: str) -> None:
    assert providers[slug].hours is None


@pytest.mark.parametrize(
    ("slug", "stages"),
    [
        ("x-communications", ["first", "senior_manager", "adr"]),
        ("contactnow", ["first", "senior_manager", "adr"]),
        ("it-communications", ["first", "writing", "escalation", "adr"]),
        ("netservers", ["first", "manager", "managing_director", "ispa", "adr"]),
        ("all-communications", ["first", "manager", "managing_director", "adr"]),
    ],
)
def test_the_ladder_is_that_of_the_page(providers: dict[str, Provider], slug: str, stages: list[str]) -> None:
    assert [step.stage for step in providers[slug].ladder] == stages


def test_only_two_pages_state_a_wait_and_only_one_a_limit(providers: dict[str, Provider]) -> None:
    waits = {
        slug: (provider.adr.wait.length, provider.adr.wait.unit, provider.adr.wait.counts_from)
        for slug, provider in providers.items()
        if provider.adr.wait
    }
    limits = {
        slug: (provider.adr.limit.length, provider.adr.limit.unit)
        for slug, provider in providers.items()
        if provider.adr.limit
    }
    assert waits == {
        "all-communications": (8, "weeks", "written_complaint"),
        "it-communications": (8, "weeks", "formal_complaint"),
    }
    assert limits == {"it-communications": (9, "months")}


def test_membership_of_a_scheme_is_never_given_as_sure(providers: dict[str, Provider]) -> None:
    for provider in providers.values():
        assert provider.adr.standing is Standing.UNCONFIRMED
        assert "check Ofcom's ADR checker" in str(provider.adr.note)


def test_only_contactnow_offers_other_formats(providers: dict[str, Provider]) -> None:
    formats = {
        slug: provider.accessible_formats
        for slug, provider in providers.items()
        if provider.accessible_formats
    }
    assert formats == {"contactnow": ["large_print", "braille"]}


def test_the_multiplication_sign_in_a_name_is_kept(providers: dict[str, Provider]) -> None:
    assert "8×8 UK" in providers["contactnow"].names.also


def test_working_days_are_englands_by_our_own_reading(providers: dict[str, Provider]) -> None:
    assert {provider.nation for provider in providers.values()} == {"ENG"}
    assert {provider.nation_because.standing for provider in providers.values()} == {Standing.OWN}


def test_every_fact_has_a_source_that_is_listed(providers: dict[str, Provider]) -> None:
    facts = list(every_fact(providers))
    assert len(facts) > 200
    unlisted = [(slug, fact.key) for slug, fact in facts if fact.source not in providers[slug].sources]
    assert unlisted == []


def test_what_is_recovered_says_so(providers: dict[str, Provider]) -> None:
    recovered = [(slug, fact) for slug, fact in every_fact(providers) if fact.standing is Standing.RECOVERED]
    assert {slug for slug, _ in recovered} == {"netservers"}
    assert all("from another copy of the page" in str(fact.note).casefold() for _, fact in recovered)
    assert all(fact.source == "copy" for _, fact in recovered)


def test_what_is_read_to_customers_is_a_whole_sentence(providers: dict[str, Provider]) -> None:
    broken = [
        (slug, fact.key, name)
        for slug, fact in every_fact(providers)
        for name, text in _sentences(fact)
        if not text.endswith(".") or not text[0].isupper() or "\n" in text
    ]
    assert broken == []


def test_an_old_name_of_a_scheme_stands_only_under_printed(providers: dict[str, Provider]) -> None:
    old = [words.casefold() for words in never_give_words(read(RULES / "schemes.yml").data)]
    printed = [fact for _, fact in every_fact(providers) if fact.key == "adr.printed"]
    elsewhere = [fact for _, fact in every_fact(providers) if fact.key != "adr.printed"]
    assert sum(_holds(fact, old) for fact in printed) == 4
    assert [fact.key for fact in elsewhere if _holds(fact, old)] == []


def test_a_provider_is_found_by_its_slug() -> None:
    assert load_provider(PROVIDERS, "netservers").name == "Netservers"


@pytest.mark.parametrize("slug", ["", "netserver", "../rules/adr_wait", "Netservers"])
def test_an_unknown_provider_is_refused_with_the_known_ones(slug: str) -> None:
    with pytest.raises(UnknownProvider, match=", ".join(SLUGS)):
        load_provider(PROVIDERS, slug)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_sentence_of_the_page_has_its_home(providers: dict[str, Provider], slug: str) -> None:
    """docs/coverage.md names only keys that are there, and every fact that rests on the page."""
    named = _keys_named(slug)
    facts = {fact.key: fact for fact in facts_of(providers[slug])}
    assert named - set(facts) == set()
    of_the_page = {
        key
        for key, fact in facts.items()
        if fact.source != "facts" and not key.startswith(("nation_because", "contradictions"))
    }
    assert of_the_page - named == set()


def _keys_named(slug: str) -> set[str]:
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {slug}\n", 1)[1].split("\n## ", 1)[0]
    rows = [row.rsplit(" | ", 1)[1] for row in section.splitlines() if row.startswith("| ")]
    return {part for row in rows for part in row.split("`")[1::2]}


def _sentences(fact: Fact) -> Iterator[tuple[str, str]]:
    if isinstance(fact.value, str):
        yield "text", fact.value
    else:
        for name in ("text", "how", "does", "say", "absent", "may_be_longer", "if_late"):
            if name in fact.value:
                yield name, fact.value[name]


def _holds(fact: Fact, words: list[str]) -> bool:
    said = f"{fact.value} {fact.note}".casefold()
    return any(one in said for one in words)

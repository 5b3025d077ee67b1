"""A provider's published page beside the rules in force."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.decisions.page_audit import About, Finding, Verdict, audit_page
from bot.decisions.provider import Provider

PROVIDERS, RULES, SCHEMES = load_providers(), load_rules(), load_schemes()
TODAY = date(2026, 11, 28)
IN_MARCH = date(2026, 3, 2)

S, M, C = Verdict.STALE, Verdict.MISSING, Verdict.CHECK
FOUND = {
    "it-communications": {
        (S, About.WAIT): ("8 weeks", "6 weeks"),
        (S, About.CLOCK_START): ("formal complaint", None),
        (S, About.LIMIT): ("9 months from the formal complaint", "12 months from the final letter"),
        (M, About.SCHEME_NOT_REACHABLE): ("", "https://www.cedr.com/consumer/cisas/"),
        (M, About.NO_POST): ("", ""),
        (M, About.NO_EMAIL_OR_FORM): ("", ""),
        (M, About.FORMATS): ("", "large print and Braille"),
        (C, About.MEMBERSHIP): ("CISAS", None),
    },
    "netservers": {
        (S, About.SCHEME_NAME): ("Ombudsman Services Communications", "the Communications Ombudsman"),
        (S, About.SCHEME_EMAIL): ("osenquiries@os-communications.org", "enquiry@commsombudsman.org"),
        (M, About.WAIT_NOT_SAID): ("", "6 weeks"),
        (M, About.FORMATS): ("", "large print and Braille"),
        (C, About.MEMBERSHIP): ("the Communications Ombudsman", None),
        (C, About.OTHER_COPY): ("phone, email, target of first, target of resolve", ""),
    },
    "all-communications": {
        (S, About.WAIT): ("8 weeks", "6 weeks"),
        (S, About.CLOCK_START): ("written complaint", None),
        (S, About.SCHEME_NAME): ("Ombudsman Services: Communications", "the Communications Ombudsman"),
        (S, About.SCHEME_LINK): ("https://www.ombudsman-services.org/", "https://www.commsombudsman.org"),
        (M, About.FORMATS): ("", "large print and Braille"),
        (C, About.MEMBERSHIP): ("the Communications Ombudsman", None),
    },
}
"""What is found on a page, with what the page says and what holds (``None``: any words)."""


def found(provider: Provider, on: date = TODAY) -> dict[tuple[Verdict, About], Finding]:
    return {(each.verdict, each.about): each for each in audit_page(provider, SCHEMES, RULES, on)}


def mended(provider: Provider, **changes: Any) -> Provider:
    """The profile with other parts, as if the page had been changed."""
    return Provider.model_validate({**provider.model_dump(), **changes})


@pytest.mark.parametrize(("slug", "expected"), FOUND.items(), ids=FOUND)
def test_each_page_has_these_findings_and_no_other(slug: str, expected: dict[Any, Any]) -> None:
    here = found(PROVIDERS[slug])
    assert set(here) == set(expected)
    for key, (page, holds) in expected.items():
        assert here[key].page == page
        assert holds is None or here[key].holds == holds


@pytest.mark.parametrize("slug", PROVIDERS)
def test_what_is_stale_comes_first_and_every_rule_has_its_source(slug: str) -> None:
    findings = audit_page(PROVIDERS[slug], SCHEMES, RULES, TODAY)
    verdicts = [each.verdict for each in findings]
    assert verdicts == sorted(verdicts, key=list(Verdict).index)
    for each in findings:
        assert each.references or each.about is About.OTHER_COPY
        assert each.rule is None or each.rule in set(RULES)


def test_a_page_with_eight_weeks_was_right_before_the_rule_changed() -> None:
    page = PROVIDERS["all-communications"]
    assert (S, About.WAIT) not in found(page, IN_MARCH)
    assert found(page, TODAY)[S, About.WAIT].rule == "adr_wait"


def test_a_page_that_was_mended_has_nothing_stale() -> None:
    page = PROVIDERS["all-communications"]
    scheme = SCHEMES["communications-ombudsman"]
    adr = page.adr.model_dump()
    adr["wait"] |= {"length": 6, "counts_from": "complaint"}
    adr["printed"] |= {"name": "Communications Ombudsman", "href": str(scheme.url)}
    here = found(mended(page, adr=adr))
    assert [about for verdict, about in here if verdict is S] == []


def test_a_page_that_names_another_size_of_business_is_stale() -> None:
    page = PROVIDERS["contactnow"]
    assert (S, About.HEADCOUNT) not in found(page)
    serves = page.serves.model_dump() | {"max_people": 9}
    finding = found(mended(page, serves=serves))[S, About.HEADCOUNT]
    assert (finding.page, finding.holds) == ("9", "10")


def test_a_way_that_is_named_without_its_address_is_not_given() -> None:
    page = PROVIDERS["it-communications"]
    channels = [each.model_dump() for each in page.channels]
    for each in channels:
        if each["kind"] == "email":
            each |= {"absent": None, "value": "complaints@example.com"}
    assert (M, About.NO_EMAIL_OR_FORM) not in found(mended(page, channels=channels))

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.decisions.adr_facts import EVENTS, FACT_NAMES, AdrFacts, read_facts
from bot.decisions.errors import BadFacts


def test_nothing_given_is_a_date_unknown() -> None:
    assert read_facts({}) == AdrFacts(first_complained_on="unknown")
    assert not read_facts({}).has_not_complained


def test_null_means_has_not_complained() -> None:
    assert read_facts({"first_complained_on": None}).has_not_complained


def test_an_instant_beside_a_null_is_a_complaint() -> None:
    facts = read_facts({"first_complained_on": None, "first_complained_at": "2026-11-01T10:00Z"})
    assert not facts.has_not_complained
    assert facts.first_date == date(2026, 11, 1)


@pytest.mark.parametrize("event", EVENTS)
def test_null_for_an_event_means_that_there_was_none_and_is_not_asked_again(event: str) -> None:
    facts = read_facts({event: None})
    assert getattr(facts, event) is None
    assert facts.ruled_out == {event}


@pytest.mark.parametrize("name", sorted(FACT_NAMES - set(EVENTS) - {"first_complained_on"}))
def test_null_elsewhere_is_not_given(name: str) -> None:
    assert read_facts({name: None}) == AdrFacts()


def test_values_that_are_dates_already_are_taken() -> None:
    facts = read_facts(
        {"first_complained_on": date(2026, 10, 1), "first_complained_at": datetime(2026, 9, 1, tzinfo=UTC)}
    )
    assert facts.first_date == date(2026, 9, 1)


@pytest.mark.parametrize(
    "text", ["data_protection", "Data protection", " data-protection ", "DATA  PROTECTION"]
)
def test_a_subject_is_taken_however_it_is_written(text: str) -> None:
    assert read_facts({"subject": text}).subject == "data_protection"


@pytest.mark.parametrize(
    "facts, says",
    [
        (None, "missing"),
        ([], "not an object"),
        ("2026-11-22", "not an object"),
        ({"first_complaint": "2026-11-22"}, "no fact called 'first_complaint'"),
        ({"ruled_out": []}, "no fact called 'ruled_out'"),
        ({"first_complained_on": "2026-02-31"}, "no 2026-02-31 in the calendar"),
        ({"first_complained_on": "2025-02-29"}, "no 2025-02-29"),
        ({"first_complained_on": "11/10/2026"}, "not a date"),
        ({"first_complained_on": "Unknown"}, "not a date"),
        ({"first_complained_on": ""}, "not a date"),
        ({"first_complained_on": 20261011}, "not a number"),
        ({"first_complained_on": True}, "first_complained_on"),
        ({"first_complained_on": "2026-10-11T10:00Z"}, "not a date"),
        ({"first_complained_on": ["2026-10-11"]}, "not a list"),
        ({"first_complained_at": "soon"}, "not a date and time"),
        ({"first_complained_at": "unknown"}, "not a date and time"),
        ({"first_complained_at": 1760000000}, "not a number"),
        ({"first_complained_at": "2026-10-11T24:30Z"}, "no such time"),
        ({"deadlock_letter_on": "unknown"}, "deadlock_letter_on"),
        ({"deadlock_letter_on": "2026-13-01"}, "deadlock_letter_on"),
        ({"adr_letter_on": 5}, "adr_letter_on"),
        ({"customer": "Business"}, "residential, business, charity"),
        ({"customer": ["business"]}, "customer"),
        ({"customer": True}, "customer"),
        ({"employees": -1}, "0 or more"),
        ({"employees": "9"}, "whole number"),
        ({"employees": 9.0}, "whole number"),
        ({"employees": True}, "whole number"),
        ({"volunteers": []}, "volunteers"),
        ({"in_court": "no"}, "true or false"),
        ({"in_court": 1}, "true or false"),
        ({"claim_pounds": "12,500"}, "pounds"),
        ({"claim_pounds": -5}, "pounds"),
        ({"claim_pounds": float("nan")}, "pounds"),
        ({"claim_pounds": float("inf")}, "pounds"),
        ({"claim_pounds": False}, "pounds"),
        ({"subject": ""}, "subject"),
        ({"subject": "  "}, "subject"),
        ({"subject": 3}, "subject"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(facts: Any, says: str) -> None:
    with pytest.raises(BadFacts, match=says):
        read_facts(facts)


def test_an_endless_whole_number_of_pounds_is_still_a_number() -> None:
    assert read_facts({"claim_pounds": 10**400}).claim_pounds == 10**400

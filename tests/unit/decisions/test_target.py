from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.adapters.holidays import LibraryBankHolidays
from bot.decisions.errors import Refused, UnknownStage
from bot.decisions.provider import Provider
from bot.decisions.target import target


@pytest.mark.parametrize(
    "slug, stage, kind, length, unit, standing",
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
def test_the_stages_are_those_of_the_pages(
    slug: str,
    stage: str,
    kind: str,
    length: int,
    unit: str,
    standing: str,
    providers: Mapping[str, Provider],
    holidays: LibraryBankHolidays,
) -> None:
    got = target(providers[slug], stage, date(2026, 11, 23), None, holidays)
    assert (got.kind, got.length, got.unit, got.standing, got.nation) == (kind, length, unit, standing, "ENG")


@pytest.mark.parametrize(
    "name, slug, stage, received, nation, due",
    [
        ("W1", "x-communications", "first", "2026-11-20", None, "2026-11-27"),
        ("W2", "x-communications", "first", "2026-11-24", None, "2026-12-01"),
        ("W2 in Scotland", "x-communications", "first", "2026-11-24", "SCT", "2026-12-02"),
        ("W3", "it-communications", "first", "2026-11-21", None, "2026-11-27"),
        ("W5", "contactnow", "resolve", "2026-12-18", None, "2027-01-01"),
        ("W6", "netservers", "manager", "2026-12-14", None, "2026-12-30"),
        ("W7", "all-communications", "first", "2026-03-26", None, "2026-04-13"),
        ("W7 in Scotland", "all-communications", "first", "2026-03-26", "SCT", "2026-04-10"),
        ("W10", "all-communications", "first", "2026-11-22", None, "2026-12-04"),
        ("W10 in Scotland", "all-communications", "first", "2026-11-22", "SCT", "2026-12-07"),
        ("W11", "it-communications", "first", "2026-12-23", None, "2027-01-04"),
        ("W11 in Scotland", "it-communications", "first", "2026-12-23", "SCT", "2027-01-05"),
    ],
)
def test_targets_are_due_as_the_fact_sheet_says(
    name: str,
    slug: str,
    stage: str,
    received: str,
    nation: Any,
    due: str,
    providers: Mapping[str, Provider],
    holidays: LibraryBankHolidays,
) -> None:
    got = target(providers[slug], stage, date.fromisoformat(received), nation, holidays)
    assert got.due_on.isoformat() == due, name


def test_two_weeks_that_end_on_new_years_day_may_be_the_monday_after(
    providers: Mapping[str, Provider], holidays: LibraryBankHolidays
) -> None:
    got = target(providers["contactnow"], "resolve", date(2026, 12, 18), None, holidays)
    assert (got.due_on, got.not_working, got.may_be_on) == (
        date(2027, 1, 1),
        "bank_holiday",
        date(2027, 1, 4),
    )
    assert got.holiday == "New Year's Day"


def test_two_weeks_that_end_at_the_weekend_may_be_the_monday_after(
    providers: Mapping[str, Provider], holidays: LibraryBankHolidays
) -> None:
    got = target(providers["contactnow"], "resolve", date(2026, 11, 21), None, holidays)
    assert (got.due_on, got.not_working, got.may_be_on) == (date(2026, 12, 5), "weekend", date(2026, 12, 7))
    assert got.holiday is None


def test_a_working_day_needs_no_note(
    providers: Mapping[str, Provider], holidays: LibraryBankHolidays
) -> None:
    got = target(providers["contactnow"], "resolve", date(2026, 11, 20), None, holidays)
    assert (got.not_working, got.holiday, got.may_be_on) == (None, None, None)


def test_late_in_a_summer_evening_utc_it_is_the_next_day_in_london(
    providers: Mapping[str, Provider], holidays: LibraryBankHolidays
) -> None:
    late = datetime(2026, 7, 8, 23, 30, tzinfo=UTC)
    assert target(providers["contactnow"], "first", late, None, holidays).due_on == date(2026, 7, 10)


def test_an_unknown_stage_is_answered_with_the_known_ones(
    providers: Mapping[str, Provider], holidays: LibraryBankHolidays
) -> None:
    with pytest.raises(UnknownStage, match="first, resolve, manager"):
        target(providers["netservers"], "second", date(2026, 11, 20), None, holidays)


def test_weeks_past_the_end_of_the_calendar_are_refused(
    providers: Mapping[str, Provider], holidays: LibraryBankHolidays
) -> None:
    with pytest.raises(Refused, match="end of the calendar"):
        target(providers["contactnow"], "resolve", date(9999, 12, 25), None, holidays)

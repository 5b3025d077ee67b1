"""Every day of 2025 to 2028 against an oracle that was written apart from the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest

from bot.adapters.holidays import LibraryBankHolidays
from bot.decisions.adr import AdrFacts, answer_adr
from bot.decisions.calendar import add_working_days
from bot.decisions.provider import Nation, Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme
from tests.unit.decisions import oracle


def days(start: date, end: date) -> Iterator[date]:
    while start <= end:
        yield start
        start += timedelta(days=1)


@pytest.mark.parametrize("nation", oracle.NATIONS)
def test_working_days_agree_with_the_oracle_on_every_day_of_four_years(
    nation: Nation, holidays: LibraryBankHolidays
) -> None:
    unlike = [
        (received, count)
        for received in days(date(2025, 1, 1), date(2028, 12, 31))
        for count in (1, 2, 3, 5, 10)
        if add_working_days(received, count, nation, holidays)
        != oracle.after_working_days(received, count, nation)
    ]
    assert unlike == []


@pytest.mark.parametrize("nation", oracle.NATIONS)
def test_bank_holidays_on_weekdays_agree_with_the_oracle(
    nation: Nation, holidays: LibraryBankHolidays
) -> None:
    ours = {
        day
        for day in days(date(2024, 1, 1), date(2030, 12, 31))
        if day.isoweekday() < 6 and holidays.name(day, nation)
    }
    years = range(oracle.FIRST_YEAR, oracle.LAST_YEAR + 1)
    assert ours == {day for year in years for day in oracle.bank_holidays(year, nation)}


@pytest.mark.parametrize(
    "start, end", [(date(2025, 1, 1), date(2028, 12, 31)), (date(2009, 6, 1), date(2009, 12, 31))]
)
def test_the_wait_agrees_with_the_oracle_for_every_first_day_on_both_sides(
    start: date,
    end: date,
    providers: Mapping[str, Provider],
    rules: Rulebook,
    schemes: Mapping[str, Scheme],
) -> None:
    profiles = list(providers.values())
    unlike = []
    for number, first in enumerate(days(start, end)):
        opens = oracle.opening_day(first)
        provider = profiles[number % len(profiles)]
        for asked_on, status in ((opens - timedelta(days=1), "not_yet"), (opens, "open")):
            answer = answer_adr(AdrFacts(first_complained_on=first), provider, asked_on, rules, schemes)
            if (answer.status, answer.opens_on) != (status, opens):
                unlike.append((first, asked_on, answer.status, answer.opens_on))
    assert unlike == []


@pytest.mark.parametrize(
    "year, easter",
    [
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2026, (4, 5)),
        (2027, (3, 28)),
        (2028, (4, 16)),
        (2049, (4, 18)),
        (2076, (4, 19)),
    ],
)
def test_the_oracle_knows_easter(year: int, easter: tuple[int, int]) -> None:
    assert oracle.easter_sunday(year) == date(year, *easter)

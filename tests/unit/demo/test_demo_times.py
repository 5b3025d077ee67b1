"""When things happen in a made-up year: in the desk's hours, on its days, and busier where the year says so."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.adapters.demo_bank import load_bank
from bot.adapters.holidays import LibraryBankHolidays
from bot.decisions.calendar import LONDON, is_working_day, london_date
from bot.decisions.demo_times import (
    at_the_desk,
    awake,
    desk_time,
    last_at_the_desk,
    moments,
    slowness,
    storm_day,
)

YEAR = load_bank().year
HOLIDAYS = LibraryBankHolidays()
NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)


def test_complaints_come_between_then_and_now_and_mondays_are_busier_than_sundays() -> None:
    found = moments(YEAR, random.Random(1), NOW, 12, 2000, HOLIDAYS, "ENG")
    assert found == sorted(found)
    assert found[-1] < NOW
    assert london_date(found[0]).isoformat() >= "2025-11-24"
    days = Counter(each.astimezone(LONDON).weekday() for each in found)
    assert days[0] > 2 * days[6]
    hours = Counter(each.astimezone(LONDON).hour for each in found)
    assert hours[10] > 5 * hours[3]


def test_a_bank_holiday_is_quiet() -> None:
    found = Counter(
        london_date(each) for each in moments(YEAR, random.Random(1), NOW, 12, 5000, HOLIDAYS, "ENG")
    )
    assert found[datetime(2026, 8, 31, tzinfo=UTC).date()] < found[datetime(2026, 9, 7, tzinfo=UTC).date()]


@pytest.mark.parametrize("days", [0, 1, 5])
@pytest.mark.parametrize(
    "at", ["2026-11-24T14:30", "2026-11-28T05:00", "2026-12-24T23:00", "2026-07-01T16:55"]
)
def test_the_desk_works_only_in_its_hours_and_later_than_what_it_answers(at: str, days: int) -> None:
    asked = datetime.fromisoformat(at).replace(tzinfo=UTC)
    for seed in range(20):
        done = desk_time(asked, days, YEAR.desk, random.Random(seed), HOLIDAYS, "ENG")
        assert done > asked
        assert at_the_desk(done, YEAR.desk, HOLIDAYS, "ENG")


@pytest.mark.parametrize(
    "now, then",
    [
        ("2026-11-24T14:30", "2026-11-24T14:30"),
        ("2026-11-24T19:30", "2026-11-24T17:00"),
        ("2026-11-24T09:10", "2026-11-23T17:00"),
        ("2026-11-28T05:00", "2026-11-27T17:00"),
        ("2026-12-28T12:00", "2026-12-24T17:00"),
    ],
)
def test_the_desk_was_last_manned_then(now: str, then: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    worked = last_at_the_desk(at, YEAR.desk, HOLIDAYS, "ENG")
    assert worked == datetime.fromisoformat(then).replace(tzinfo=UTC)


def test_customers_sleep_at_night() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert awake(late, random.Random(1)).astimezone(LONDON).hour in (8, 9, 10)
    assert awake(NOW, random.Random(1)) == NOW


def test_the_storm_is_on_a_working_day_and_the_bad_month_is_slow_for_one_provider() -> None:
    assert is_working_day(storm_day(YEAR, NOW, HOLIDAYS, "ENG"), "ENG", HOLIDAYS)
    bad = YEAR.bad_months[0]
    within = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert bad.to_days_ago <= (NOW - within).days <= bad.from_days_ago
    assert slowness(YEAR.bad_months, bad.provider, within, NOW) == bad.slower
    assert slowness(YEAR.bad_months, "contactnow", within, NOW) == 1.0
    assert slowness(YEAR.bad_months, bad.provider, NOW, NOW) == 1.0

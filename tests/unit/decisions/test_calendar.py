from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.holidays import LibraryBankHolidays
from bot.decisions.calendar import (
    add_months,
    add_weeks,
    add_working_days,
    is_working_day,
    london_date,
    next_working_day,
    read_day,
    read_moment,
    working_day_on_or_after,
)
from bot.decisions.errors import Refused
from tests.support.vectors import cases

HOLIDAYS = LibraryBankHolidays()
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
NATIONS = st.sampled_from(["ENG", "WLS", "SCT", "NIR"])


@pytest.mark.parametrize("row", cases("working_days.jsonl", "working_days_more.jsonl"))
def test_working_days_are_counted_as_the_vectors_say(row: dict[str, Any]) -> None:
    day = add_working_days(read_moment(row["received_at"]), row["working_days"], row["nation"], HOLIDAYS)
    assert day.isoformat() == row["expect"], row.get("why")


def test_the_day_of_receipt_is_day_zero() -> None:
    assert add_working_days(date(2026, 11, 20), 0, "ENG", HOLIDAYS) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 20), 1, "ENG", HOLIDAYS) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "moment, day",
    [
        (datetime(2026, 4, 7, 22, 59, 59, tzinfo=UTC), date(2026, 4, 7)),
        (datetime(2026, 4, 7, 23, 0, tzinfo=UTC), date(2026, 4, 8)),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 7, 1, 23, 30), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1)),
    ],
)
def test_in_summer_the_london_day_turns_at_23_utc(moment: date | datetime, day: date) -> None:
    assert london_date(moment) == day


@pytest.mark.parametrize(
    "day, months, later",
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(1999, 2, 28), 1200 + 12, date(2100, 2, 28)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
    ],
)
def test_a_month_ends_on_the_corresponding_date_or_the_months_last(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    "add", [lambda: add_months(date(9999, 6, 1), 12), lambda: add_weeks(date(9999, 12, 30), 6)]
)
def test_the_calendar_has_an_end(add: Any) -> None:
    with pytest.raises(OverflowError):
        add()


@pytest.mark.parametrize("count", [-1, -10])
def test_working_days_do_not_go_backwards(count: int) -> None:
    with pytest.raises(Refused, match="forwards"):
        add_working_days(date(2026, 11, 20), count, "ENG", HOLIDAYS)


def test_working_days_past_the_end_of_the_calendar_are_refused() -> None:
    with pytest.raises(Refused, match="end of the calendar"):
        add_working_days(date(9999, 12, 20), 30, "ENG", HOLIDAYS)


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 11, 21), date(2026, 12, 25)])
def test_the_next_working_day_is_never_the_day_itself(day: date) -> None:
    assert next_working_day(day, "ENG", HOLIDAYS) > day


def test_on_or_after_may_be_the_day_itself() -> None:
    assert working_day_on_or_after(date(2026, 11, 20), "ENG", HOLIDAYS) == date(2026, 11, 20)
    assert working_day_on_or_after(date(2027, 1, 1), "ENG", HOLIDAYS) == date(2027, 1, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "22/11/2026",
        "2026-11-22T10:00",
        "20261122",
        "2026-W47-1",
        "2026-1-2",
        "٢٠٢٦-١١-٢٢",
        "9" * 500,
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not a date"):
        read_day(text)


@pytest.mark.parametrize("text", ["2026-02-31", "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01"])
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"no (2026|0000)-"):
        read_day(text)


@pytest.mark.parametrize(
    "text, utc",
    [
        ("2026-11-20T10:00:00+00:00", datetime(2026, 11, 20, 10, tzinfo=UTC)),
        ("2026-07-08T10:00:00+01:00", datetime(2026, 7, 8, 9, tzinfo=UTC)),
        ("2026-07-08T10:00Z", datetime(2026, 7, 8, 10, tzinfo=UTC)),
        ("2026-07-08t10:00z".upper(), datetime(2026, 7, 8, 10, tzinfo=UTC)),
        ("2026-07-08 10:00", datetime(2026, 7, 8, 9, tzinfo=UTC)),
        ("2026-07-08", datetime(2026, 7, 7, 23, tzinfo=UTC)),
        ("2026-07-08T10:00:00.5Z", datetime(2026, 7, 8, 10, 0, 0, 500000, tzinfo=UTC)),
    ],
)
def test_instants_are_read_and_without_a_zone_are_londons(text: str, utc: datetime) -> None:
    assert read_moment(text).astimezone(UTC) == utc


@pytest.mark.parametrize(
    "text",
    [
        "now",
        "2026-11-20T25:00Z",
        "2026-02-30T10:00Z",
        "10:00",
        "2026-11-20T10:00+99:00",
        "0001-01-01T00:00+14:00",
    ],
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_moment(text)


@given(received=DAYS, count=st.integers(1, 40), nation=NATIONS)
def test_a_count_of_one_or_more_ends_on_a_working_day(received: date, count: int, nation: Any) -> None:
    assert is_working_day(add_working_days(received, count, nation, HOLIDAYS), nation, HOLIDAYS)


@given(received=DAYS, count=st.integers(0, 40), nation=NATIONS)
def test_one_more_working_day_is_always_later(received: date, count: int, nation: Any) -> None:
    one = add_working_days(received, count, nation, HOLIDAYS)
    assert add_working_days(received, count + 1, nation, HOLIDAYS) == next_working_day(one, nation, HOLIDAYS)


@given(received=DAYS, count=st.integers(1, 40), nation=NATIONS)
def test_receiving_it_a_day_later_never_makes_it_due_earlier(received: date, count: int, nation: Any) -> None:
    later = add_working_days(received + timedelta(days=1), count, nation, HOLIDAYS)
    assert add_working_days(received, count, nation, HOLIDAYS) <= later


@given(day=DAYS, months=st.integers(0, 60))
def test_months_keep_the_day_or_take_the_months_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(day=DAYS, weeks=st.integers(0, 60))
def test_weeks_end_on_the_same_weekday(day: date, weeks: int) -> None:
    assert (add_weeks(day, weeks) - day).days == 7 * weeks

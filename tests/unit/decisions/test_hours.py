from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, Literal

import pytest

from bot.decisions.calendar import LONDON
from bot.decisions.hours import OpenStatus, status_at
from bot.decisions.provider import Day, Hours

WEEK: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
NINE_TO_FIVE = (time(9), time(17))


class SomeHolidays:
    """The holidays that a test needs, in every nation."""

    def __init__(self, **days: str) -> None:
        self.days = {date.fromisoformat(day[1:].replace("_", "-")): name for day, name in days.items()}

    def name(self, day: date, nation: str) -> str | None:
        return self.days.get(day)


NONE = SomeHolidays()
CHRISTMAS = SomeHolidays(d2026_12_25="Christmas Day", d2026_12_28="Boxing Day")


def hours(bank_holidays: Literal["closed", "open", "not_stated"] = "closed", **more: Any) -> Hours:
    days: dict[Day, Any] = dict.fromkeys(WEEK, NINE_TO_FIVE)
    return Hours(days={**days, **more}, bank_holidays=bank_holidays, source="page", standing="primary")


def london(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[arg-type, misc]


def at(when: datetime, of: Hours | None = None, holidays: SomeHolidays = NONE) -> OpenStatus:
    return status_at(of or hours(), when, holidays, "ENG")


@pytest.mark.parametrize(
    "minute, is_open", [((8, 59), False), ((9, 0), True), ((16, 59), True), ((17, 0), False)]
)
def test_it_opens_on_the_minute_and_is_closed_at_the_closing_minute(minute: Any, is_open: bool) -> None:
    assert at(london(2026, 11, 23, *minute)).open is is_open


def test_open_says_until_when() -> None:
    assert at(london(2026, 11, 23, 10)) == OpenStatus(open=True, closes_at=london(2026, 11, 23, 17))


@pytest.mark.parametrize(
    "when, opens",
    [
        (london(2026, 11, 23, 7), london(2026, 11, 23, 9)),
        (london(2026, 11, 23, 18), london(2026, 11, 24, 9)),
        (london(2026, 11, 20, 17), london(2026, 11, 23, 9)),
        (london(2026, 11, 21, 12), london(2026, 11, 23, 9)),
    ],
)
def test_closed_says_when_it_opens_next(when: datetime, opens: datetime) -> None:
    assert at(when) == OpenStatus(open=False, opens_at=opens)


def test_saturday_hours_count() -> None:
    with_saturday = hours(sat=(time(10), time(16)))
    assert at(london(2026, 11, 21, 9, 30), with_saturday).opens_at == london(2026, 11, 21, 10)
    assert at(london(2026, 11, 21, 10), with_saturday).closes_at == london(2026, 11, 21, 16)


def test_the_instant_is_read_in_london() -> None:
    assert at(datetime(2026, 7, 6, 8, 0, tzinfo=UTC)).open
    assert not at(datetime(2026, 11, 23, 8, 0, tzinfo=UTC)).open
    assert at(datetime(2026, 11, 23, 9, 0)).open


def test_the_clocks_going_back_do_not_move_the_opening() -> None:
    opens = at(london(2026, 10, 23, 18)).opens_at
    assert opens == datetime(2026, 10, 26, 9, 0, tzinfo=UTC)


def test_closed_on_bank_holidays_where_the_page_says_so() -> None:
    status = at(london(2026, 12, 25, 10), holidays=CHRISTMAS)
    assert status == OpenStatus(
        open=False, opens_at=london(2026, 12, 29, 9), certain=True, holiday="Christmas Day"
    )


def test_open_on_bank_holidays_where_the_page_says_so() -> None:
    status = at(london(2026, 12, 25, 10), hours("open"), CHRISTMAS)
    assert status == OpenStatus(open=True, closes_at=london(2026, 12, 25, 17))


def test_a_page_that_does_not_say_leaves_it_uncertain() -> None:
    status = at(london(2026, 12, 25, 10), hours("not_stated"), CHRISTMAS)
    assert status == OpenStatus(
        True, closes_at=london(2026, 12, 25, 17), certain=False, holiday="Christmas Day"
    )


def test_the_next_opening_is_uncertain_when_it_falls_on_a_holiday_the_page_is_silent_about() -> None:
    status = at(london(2026, 12, 27, 12), hours("not_stated"), CHRISTMAS)
    assert status == OpenStatus(False, opens_at=london(2026, 12, 28, 9), certain=False, holiday="Boxing Day")


def test_after_closing_on_a_holiday_the_next_ordinary_opening_is_certain() -> None:
    status = at(london(2026, 12, 28, 18), hours("not_stated"), CHRISTMAS)
    assert status == OpenStatus(False, opens_at=london(2026, 12, 29, 9))


def test_a_place_that_never_opens_within_a_year_has_no_opening() -> None:
    always = SomeHolidays()
    always.name = lambda day, nation: "a holiday"  # type: ignore[method-assign]
    assert at(london(2026, 11, 23, 10), holidays=always).opens_at is None

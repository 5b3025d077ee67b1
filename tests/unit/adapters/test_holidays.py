from __future__ import annotations

from datetime import date

import pytest

from bot.adapters.holidays import LibraryBankHolidays
from bot.decisions.provider import Nation

HOLIDAYS = LibraryBankHolidays()


@pytest.mark.parametrize(
    "day, nations",
    [
        (date(2026, 4, 6), {"ENG", "WLS", "NIR"}),
        (date(2026, 8, 3), {"SCT"}),
        (date(2026, 8, 31), {"ENG", "WLS", "NIR"}),
        (date(2026, 6, 15), {"SCT"}),
        (date(2026, 1, 2), {"SCT"}),
        (date(2026, 11, 30), {"SCT"}),
        (date(2026, 3, 17), {"NIR"}),
        (date(2026, 7, 13), {"NIR"}),
        (date(2026, 12, 25), {"ENG", "WLS", "SCT", "NIR"}),
        (date(2026, 11, 23), set()),
    ],
)
def test_each_nation_has_its_own_bank_holidays(day: date, nations: set[Nation]) -> None:
    everywhere: tuple[Nation, ...] = ("ENG", "WLS", "SCT", "NIR")
    assert {nation for nation in everywhere if HOLIDAYS.name(day, nation)} == nations


def test_a_substitute_day_has_the_name_of_the_day_it_stands_for() -> None:
    assert HOLIDAYS.name(date(2026, 12, 28), "ENG") == "Boxing Day"

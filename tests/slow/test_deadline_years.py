"""Every deadline is met, or stands as missed on the morning after: half a year by default, three years in the soak."""

from __future__ import annotations

import pytest

from bot.services.context import Context
from tests.support.context import Clock
from tests.support.deadline_years import live


@pytest.mark.slow
def test_no_deadline_of_half_a_year_is_passed_over(context: Context, clock: Clock) -> None:
    tally = live(context, clock, cases=60, days=180, seed=1)
    assert tally.faults == []
    assert tally.cases == 60
    assert tally.met["adr_letter"] >= 5
    assert sum(tally.shown_missed.values()) >= 10


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_no_deadline_of_two_thousand_complaints_in_three_years_is_passed_over(
    context: Context, clock: Clock
) -> None:
    tally = live(context, clock, cases=2000, days=3 * 365, seed=7)
    print(tally)
    assert tally.faults == []
    assert tally.cases == 2000

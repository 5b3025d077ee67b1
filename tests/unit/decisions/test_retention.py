"""May what is kept go now? A table of cases, and days at the edge."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions.provider import Retention
from bot.decisions.records import CaseStatus
from bot.decisions.retention import CLOSED, KeptCase, Verdict, Why, is_due, may_be_erased, months_kept
from bot.decisions.sourced import Standing

TODAY = date(2026, 11, 23)
OPEN = KeptCase(CaseStatus.OPEN)
RESOLVED = KeptCase(CaseStatus.RESOLVED, date(2026, 11, 1))


def own(months: int, since: date) -> Retention:
    return Retention(source="page", standing=Standing.OWN, months=months, since=since)


def closed(on: date, until: date | None = None) -> KeptCase:
    return KeptCase(CaseStatus.RESOLVED, on, until)


@pytest.mark.parametrize(
    "cases, says",
    [
        ([], Verdict(True, Why.MAY_GO)),
        ([RESOLVED], Verdict(True, Why.MAY_GO)),
        ([OPEN], Verdict(False, Why.OPEN)),
        ([RESOLVED, OPEN], Verdict(False, Why.OPEN)),
        ([KeptCase(CaseStatus.AT_ADR)], Verdict(False, Why.OPEN)),
        ([KeptCase(CaseStatus.OUTCOME_OFFERED)], Verdict(False, Why.OPEN)),
        ([KeptCase(CaseStatus.WAITING_FOR_CUSTOMER)], Verdict(False, Why.OPEN)),
        ([closed(TODAY, TODAY)], Verdict(False, Why.ADR_WINDOW, date(2026, 11, 24))),
        ([closed(TODAY, date(2026, 11, 22))], Verdict(True, Why.MAY_GO)),
        ([RESOLVED, closed(TODAY, date(2027, 5, 1))], Verdict(False, Why.ADR_WINDOW, date(2027, 5, 2))),
    ],
)
def test_on_request_a_chat_goes_unless_a_complaint_of_it_is_open_or_the_scheme_may_still_be_asked(
    cases: list[KeptCase], says: Verdict
) -> None:
    assert may_be_erased(cases, TODAY) == says


@pytest.mark.parametrize(
    "cases, last, says",
    [
        ([closed(date(2024, 11, 23))], date(2024, 11, 23), Verdict(True, Why.MAY_GO)),
        ([closed(date(2024, 11, 24))], date(2024, 11, 24), Verdict(False, Why.NOT_YET, date(2026, 11, 24))),
        ([closed(date(2020, 1, 1)), OPEN], date(2020, 1, 1), Verdict(False, Why.OPEN)),
        (
            [closed(date(2020, 1, 1), date(2026, 12, 1))],
            date(2020, 1, 1),
            Verdict(False, Why.ADR_WINDOW, date(2026, 12, 2)),
        ),
        (
            [closed(date(2026, 1, 1), date(2026, 12, 1))],
            date(2026, 1, 1),
            Verdict(False, Why.ADR_WINDOW, date(2028, 1, 1)),
        ),
        ([], date(2024, 11, 23), Verdict(True, Why.MAY_GO)),
        ([], date(2024, 11, 24), Verdict(False, Why.NOT_YET, date(2026, 11, 24))),
        # A line written after it was closed does not keep it: the day of closing counts.
        ([closed(date(2024, 2, 29))], date(2026, 11, 1), Verdict(True, Why.MAY_GO)),
    ],
)
def test_by_itself_it_goes_that_many_months_after_the_last_complaint_of_it_was_closed(
    cases: list[KeptCase], last: date, says: Verdict
) -> None:
    assert is_due(cases, last, 24, [], TODAY) == says


def test_a_providers_own_time_counts_for_what_was_closed_from_its_day_on() -> None:
    facts = [own(36, date(2025, 1, 1)), own(12, date(2026, 1, 1))]
    assert months_kept(24, facts, date(2024, 12, 31)) == 24
    assert months_kept(24, facts, date(2025, 1, 1)) == 36
    assert months_kept(24, facts, date(2026, 6, 1)) == 12


@given(
    st.lists(
        st.builds(
            KeptCase,
            st.sampled_from(CaseStatus),
            st.dates(date(2015, 1, 1), date(2030, 1, 1)),
            st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
        ),
        max_size=4,
    ),
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    st.dates(date(2015, 1, 1), date(2035, 1, 1)),
)
def test_nothing_goes_while_a_complaint_is_open_or_a_window_is_known(
    cases: list[KeptCase], last: date, today: date
) -> None:
    due = is_due(cases, last, 24, [], today)
    if due.goes:
        assert all(case.status in CLOSED for case in cases)
        assert all(case.adr_until is None or today > case.adr_until for case in cases)
        assert may_be_erased(cases, today).goes
    elif due.from_day is not None:
        assert due.from_day > today
        assert is_due(cases, last, 24, [], due.from_day).goes

"""What a report counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.decisions.records import Case, CaseEvent, CaseStatus
from bot.decisions.report import Target, answer_times, count, week_of, weeks
from tests.support import rows

MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
DUE = date(2026, 11, 23)
TODAY = date(2026, 11, 25)
RESOLVED = CaseStatus.RESOLVED


def case(kind: str = "respond", status: CaseStatus = CaseStatus.OPEN, due_on: date = DUE) -> Case:
    return rows.case(opened_at=MONDAY, received_at=MONDAY, target_kind=kind, status=status, due_on=due_on)


def happened(*events: tuple[str, int]) -> list[CaseEvent]:
    """Code, and days after it was opened."""
    return [
        CaseEvent(at, "case", code, MONDAY + timedelta(days=days), {})
        for at, (code, days) in enumerate(events)
    ]


@pytest.mark.parametrize(
    ("kind", "events", "due_on", "stands"),
    [
        ("respond", [("agent.replied", 7)], DUE, Target.INSIDE),  # on the very day
        ("respond", [("agent.replied", 8)], DUE, Target.LATE),
        ("respond", [("outcome.offered", 2)], DUE, Target.INSIDE),
        ("respond", [], DUE, Target.LATE),
        ("respond", [], TODAY, Target.RUNNING),  # due today: not over
        ("resolve", [("agent.replied", 1)], DUE, Target.LATE),  # a reply does not resolve
        ("resolve", [("agent.replied", 1), ("outcome.offered", 5)], DUE, Target.INSIDE),
        ("resolve", [("case.resolved", 0)], DUE, Target.INSIDE),
        (
            "resolve",
            [("outcome.offered", 5), ("outcome.refused", 6)],
            DUE,
            Target.LATE,
        ),  # the old clock runs on
        (
            "resolve",
            [("outcome.offered", 3), ("outcome.refused", 4), ("outcome.offered", 6)],
            DUE,
            Target.INSIDE,
        ),
        (
            "resolve",
            [("outcome.offered", 3), ("outcome.offered", 4), ("outcome.refused", 5)],
            DUE,
            Target.LATE,
        ),
        ("resolve", [("case.sorted", 3), ("case.reopened", 6)], DUE, Target.LATE),
        (
            "resolve",
            [("outcome.offered", 3), ("case.closed_no_reply", 5), ("case.reopened", 6)],
            DUE,
            Target.INSIDE,  # the same offer waits for their word again
        ),
        ("respond", [("outcome.offered", 5), ("outcome.refused", 6)], DUE, Target.INSIDE),  # it was an answer
        ("respond", [("case.sorted", 3), ("case.reopened", 6)], DUE, Target.LATE),
        ("acknowledge", [("agent.replied", 1)], DUE, Target.LATE),  # nobody put down that they were told
    ],
)
def test_a_target_is_met_by_what_it_promises(
    kind: str, events: list[tuple[str, int]], due_on: date, stands: Target
) -> None:
    assert count(case(kind, due_on=due_on), happened(*events), TODAY).target is stands


@pytest.mark.parametrize(
    ("told_after_days", "due_on", "stands"),
    [
        (0, DUE, Target.INSIDE),  # they have the reference
        (7, DUE, Target.INSIDE),  # on the very day
        (8, DUE, Target.LATE),
        (None, DUE, Target.LATE),  # logged by an agent, and nobody told them
        (None, TODAY, Target.RUNNING),
    ],
)
def test_an_acknowledgement_is_met_when_the_customer_was_told_and_not_when_the_case_opened(
    told_after_days: int | None, due_on: date, stands: Target
) -> None:
    told = None if told_after_days is None else MONDAY + timedelta(days=told_after_days)
    assert count(case("acknowledge", due_on=due_on), [], TODAY, told_at=told).target is stands


def test_a_complaint_that_was_withdrawn_is_neither_in_time_nor_late() -> None:
    withdrawn = case(status=CaseStatus.WITHDRAWN)
    assert count(withdrawn, [], TODAY).target is Target.WAIVED
    (week,) = weeks([count(withdrawn, [], TODAY)], MONDAY.date(), MONDAY.date())
    assert (week.opened, week.inside, week.late, week.running, week.inside_share) == (1, 0, 0, 0, None)


@pytest.mark.parametrize(
    ("status", "events", "person_after_hours", "is_one"),
    [
        (RESOLVED, [("case.resolved", 0)], None, True),
        (RESOLVED, [("case.resolved", 0)], 48, True),  # a person was wanted only afterwards
        (RESOLVED, [("case.resolved", 1)], 2, False),
        (RESOLVED, [("agent.replied", 1), ("case.resolved", 2)], None, False),
        (RESOLVED, [("outcome.offered", 1), ("outcome.accepted", 2)], None, False),
        (RESOLVED, [("case.resolved", 0), ("case.reopened", 2), ("outcome.accepted", 3)], None, False),
        (CaseStatus.OPEN, [("case.resolved", 0), ("case.reopened", 2)], None, False),
        (CaseStatus.OPEN, [], None, False),
    ],
)
def test_first_contact_is_the_customers_own_yes_with_no_person_in_it_and_no_coming_back(
    status: CaseStatus, events: list[tuple[str, int]], person_after_hours: int | None, is_one: bool
) -> None:
    wanted = None if person_after_hours is None else MONDAY + timedelta(hours=person_after_hours)
    assert count(case(status=status), happened(*events), TODAY, wanted).first_contact is is_one


def test_days_run_from_receipt_and_a_letter_that_came_before_is_no_minus() -> None:
    assert count(case(), happened(("agent.replied", 3)), TODAY).answer_days == 3
    assert count(case(), [], TODAY).answer_days is None
    early = [CaseEvent(1, "case", "agent.replied", MONDAY - timedelta(days=2), {})]
    assert count(case(), early, TODAY).answer_days == 0


def test_every_week_is_there_and_a_quiet_one_has_zeros() -> None:
    one = count(case(), happened(("agent.replied", 3)), TODAY)
    two = count(case(), happened(("agent.replied", 8)), TODAY)
    first, quiet, last = weeks(
        [one, two], MONDAY.date() - timedelta(days=14), MONDAY.date() + timedelta(days=3)
    )
    assert [each.monday.isoformat() for each in (first, quiet, last)] == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
    ]
    assert (first.opened, quiet.opened, quiet.median_days) == (0, 0, None)
    assert (last.opened, last.inside, last.late, last.median_days) == (2, 1, 1, 5.5)
    assert last.inside_share == 0.5


def test_a_week_is_londons_so_late_on_sunday_in_summer_is_monday() -> None:
    half_past_midnight = datetime(2026, 7, 5, 23, 30, tzinfo=UTC)  # 00:30 on Monday in London
    late = rows.case(opened_at=half_past_midnight, received_at=half_past_midnight)
    assert week_of(count(late, [], TODAY).opened_on) == date(2026, 7, 6)


def test_answers_are_sorted_by_how_long_they_took() -> None:
    days = [0, 1, 3, 4, 10, 11, 40]
    counted = [count(case(), happened(("agent.replied", each)), TODAY) for each in days]
    assert answer_times([*counted, count(case(), [], TODAY)]) == [1, 1, 1, 1, 1, 2]

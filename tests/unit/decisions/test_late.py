"""When a promise is late, and when its customer hears so before they ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.decisions.late import due_by, is_for_a_supervisor, is_late, is_overdue, must_be_told
from bot.decisions.records import CaseStatus, Promise
from tests.support import rows

DUE = date(2026, 11, 23)
AT_NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "values", "late"),
    [
        (date(2026, 11, 23), {}, False),  # the day itself is not over
        (date(2026, 11, 24), {}, True),
        (date(2026, 11, 24), {"kept_at": AT_NINE}, False),
        (date(2026, 11, 24), {"moved_to": "another"}, False),
        (date(2026, 11, 24), {"late_told_at": AT_NINE}, True),  # it was told, and is late all the same
    ],
)
def test_late_is_past_its_day_and_neither_kept_nor_moved(
    today: date, values: dict[str, Any], late: bool
) -> None:
    assert is_late(rows.promise(due_on=DUE, **values), today, CaseStatus.OPEN) is late


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 0, 1, tzinfo=UTC), False),  # nobody is woken at midnight
        (datetime(2026, 11, 24, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 30, 8, 0, tzinfo=UTC), True),  # the relay was away for a week
        (datetime(2026, 12, 1, 8, 0, tzinfo=UTC), False),  # old news: a supervisor sees it
    ],
)
def test_it_is_told_from_eight_on_the_day_after(now: datetime, told: bool) -> None:
    assert must_be_told(rows.promise(due_on=DUE), now, 8, 7, CaseStatus.OPEN, False) is told


def test_eight_is_eight_in_london_in_summer_too() -> None:
    promise = rows.promise(due_on=date(2026, 6, 1))
    assert must_be_told(promise, datetime(2026, 6, 2, 7, 0, tzinfo=UTC), 8, 7, CaseStatus.OPEN, False)
    assert not must_be_told(promise, datetime(2026, 6, 2, 6, 59, tzinfo=UTC), 8, 7, CaseStatus.OPEN, False)


@pytest.mark.parametrize("status", CaseStatus)
def test_only_while_the_case_is_with_the_provider(status: CaseStatus) -> None:
    promise = rows.promise(due_on=DUE)
    assert must_be_told(promise, AT_NINE, 8, 7, status, False) is (status is CaseStatus.OPEN)


@pytest.mark.parametrize("status", [None, CaseStatus.OPEN, CaseStatus.RESOLVED])
@pytest.mark.parametrize("waiting", [True, False])
def test_a_promised_reply_counts_for_who_still_waits(status: CaseStatus | None, waiting: bool) -> None:
    promise = rows.promise(due_on=DUE, kind="handoff.reply")
    assert must_be_told(promise, AT_NINE, 8, 7, status, waiting) is waiting


def test_what_was_told_is_not_told_again() -> None:
    told = replace(rows.promise(due_on=DUE), late_told_at=AT_NINE)
    assert not must_be_told(told, AT_NINE, 8, 7, CaseStatus.OPEN, True)


RESPOND, RESOLVE, ACKNOWLEDGE = "target.respond", "target.resolve", "target.acknowledge"
AFTER = date(2026, 12, 1)


def promises(*made: tuple[str, str, dict[str, Any]]) -> list[Promise]:
    """Kind, day, and what became of it."""
    return [
        rows.promise(f"promise {number}", kind=kind, due_on=date.fromisoformat(day), **values)
        for number, (kind, day, values) in enumerate(made)
    ]


KEPT: dict[str, Any] = {"kept_at": AT_NINE}


@pytest.mark.parametrize(
    ("status", "made", "due"),
    [
        ("open", [(RESPOND, "2026-11-23", {})], "2026-11-23"),
        ("open", [(RESPOND, "2026-11-23", KEPT)], None),  # answered in time, and not sorted yet
        ("open", [(RESOLVE, "2026-11-23", {})], "2026-11-23"),
        ("outcome_offered", [(RESOLVE, "2026-11-23", {})], None),  # the offer answers the clock that ran
        ("waiting_for_customer", [(RESOLVE, "2026-11-23", {})], None),
        ("resolved", [(RESOLVE, "2026-11-23", {})], None),
        ("at_adr", [(RESOLVE, "2026-11-23", {})], None),
        ("open", [(ACKNOWLEDGE, "2026-11-23", KEPT)], None),  # they know that we have it: that was all
        ("open", [(ACKNOWLEDGE, "2026-11-23", KEPT), (RESOLVE, "2026-11-30", {})], "2026-11-30"),
        ("open", [(ACKNOWLEDGE, "2026-11-23", {}), (RESOLVE, "2026-11-30", {})], "2026-11-23"),
        (
            "open",
            [(RESOLVE, "2026-11-23", {"moved_to": "another"}), (RESOLVE, "2026-12-09", {})],
            "2026-12-09",
        ),
        ("open", [("agent.promise", "2026-11-20", {})], "2026-11-25"),  # a person's promise is no target
        ("open", [], "2026-11-25"),  # of a time before promises were kept
        ("outcome_offered", [], None),
    ],
)
def test_what_is_due_next_is_the_target_that_still_has_to_be_met(
    status: str, made: list[tuple[str, str, dict[str, Any]]], due: str | None
) -> None:
    case = rows.case(status=CaseStatus(status), due_on=date(2026, 11, 25))
    assert due_by(case, promises(*made)) == (date.fromisoformat(due) if due else None)
    assert is_overdue(case, promises(*made), AFTER) is (due is not None and due < "2026-12-01")


@pytest.mark.parametrize(
    ("kind", "status", "late"),
    [
        (RESOLVE, CaseStatus.OPEN, True),
        (RESOLVE, CaseStatus.OUTCOME_OFFERED, False),
        ("agent.promise", CaseStatus.OUTCOME_OFFERED, True),  # a call that was promised is late all the same
        ("handoff.reply", None, True),
    ],
)
def test_a_target_rests_while_an_offer_waits_and_a_persons_promise_does_not(
    kind: str, status: CaseStatus | None, late: bool
) -> None:
    assert is_late(rows.promise(kind=kind, due_on=DUE), AFTER, status) is late


@pytest.mark.parametrize(
    ("today", "status", "values", "theirs"),
    [
        (date(2026, 11, 30), CaseStatus.OPEN, {}, False),  # the customer is told by itself
        (date(2026, 12, 1), CaseStatus.OPEN, {}, True),
        (date(2027, 11, 23), CaseStatus.OPEN, {}, True),
        (date(2026, 12, 1), CaseStatus.OPEN, {"late_told_at": AT_NINE}, False),
        (date(2026, 12, 1), CaseStatus.OPEN, {"kept_at": AT_NINE}, False),
        (date(2026, 12, 1), CaseStatus.OUTCOME_OFFERED, {}, False),
    ],
)
def test_what_was_missed_too_long_ago_to_be_told_is_for_a_supervisor(
    today: date, status: CaseStatus, values: dict[str, Any], theirs: bool
) -> None:
    assert is_for_a_supervisor(rows.promise(due_on=DUE, **values), today, 7, status, False) is theirs

"""Which status a case comes to, by which word; and that its clock stays what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.decisions.case_moves import Move, after, moved
from bot.decisions.records import CaseStatus
from tests.support import rows

S = CaseStatus
AT = datetime(2026, 11, 26, 10, tzinfo=UTC)
TO = {
    Move.SORTED: {S.OPEN: S.RESOLVED, S.WAITING_FOR_CUSTOMER: S.RESOLVED, S.OUTCOME_OFFERED: S.RESOLVED},
    Move.WITHDRAWN: {
        S.OPEN: S.WITHDRAWN,
        S.WAITING_FOR_CUSTOMER: S.WITHDRAWN,
        S.OUTCOME_OFFERED: S.WITHDRAWN,
    },
    Move.REOPENED: {S.RESOLVED: S.OPEN, S.WITHDRAWN: S.OPEN, S.CLOSED_NO_REPLY: S.OUTCOME_OFFERED},
    Move.CLOSED_FOR_SILENCE: {S.OUTCOME_OFFERED: S.CLOSED_NO_REPLY},
}


@pytest.mark.parametrize("status", CaseStatus)
@pytest.mark.parametrize("move", Move)
def test_each_move_leads_from_where_it_can_be_made_and_from_nowhere_else(
    move: Move, status: CaseStatus
) -> None:
    assert after(status, move) is TO[move].get(status)


def test_what_is_with_the_scheme_is_moved_by_nothing_here() -> None:
    assert [after(CaseStatus.AT_ADR, move) for move in Move] == [None] * len(Move)


def test_a_move_changes_the_status_its_instant_and_the_reminder_alone() -> None:
    case = rows.case(status_since=datetime(2026, 11, 1, tzinfo=UTC), reminded_at=AT)
    now = moved(case, CaseStatus.RESOLVED, AT)
    assert now == replace(case, status=CaseStatus.RESOLVED, status_since=AT, reminded_at=None)
    assert (now.received_at, now.due_on, now.first_complained_on) == (
        case.received_at, case.due_on, case.first_complained_on,
    )  # fmt: skip

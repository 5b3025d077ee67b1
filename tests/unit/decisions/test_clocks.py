"""Deadlines of a complaint: due when, and met, missed, stopped or moved as seen on any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.decisions.clocks import (
    Clock,
    Deadline,
    LetterState,
    Standing,
    is_wanted,
    must_be_prepared,
    must_be_sent,
    reminder_days,
    reminder_due,
    standing,
    still_to_meet,
)
from bot.decisions.records import CaseStatus

DUE = date(2026, 12, 1)


def _deadline(met: date | None = None, *, stopped: bool = False, moved: bool = False) -> Deadline:
    return Deadline("adr-letter", Clock.ADR_LETTER, DUE, met, stopped, moved)


@pytest.mark.parametrize(
    ("deadline", "today", "stands"),
    [
        (_deadline(), date(2026, 11, 30), Standing.AHEAD),
        (_deadline(), DUE, Standing.TODAY),
        (_deadline(), date(2026, 12, 2), Standing.MISSED),
        (_deadline(DUE), DUE, Standing.MET),
        (_deadline(date(2026, 11, 3)), DUE, Standing.MET),
        (_deadline(date(2026, 12, 2)), DUE, Standing.TODAY),  # as it was seen on that day
        (_deadline(date(2026, 12, 2)), date(2026, 12, 2), Standing.MET_LATE),
        (_deadline(stopped=True), date(2026, 12, 9), Standing.STOPPED),
        (_deadline(moved=True), date(2026, 12, 9), Standing.MOVED),
        (_deadline(DUE, stopped=True), date(2026, 12, 9), Standing.MET),
        (_deadline(DUE, moved=True), date(2026, 12, 9), Standing.MET),
    ],
)
def test_how_a_deadline_stands(deadline: Deadline, today: date, stands: Standing) -> None:
    assert standing(deadline, today) is stands


def test_what_is_still_to_meet_begins_with_what_was_missed() -> None:
    late = Deadline("a", Clock.PROMISE, DUE - timedelta(days=3))
    now = Deadline("b", Clock.REPLY, DUE)
    later = Deadline("c", Clock.WINDOW, DUE + timedelta(days=3))
    met = Deadline("d", Clock.OFFER, DUE, DUE)
    stopped = Deadline("e", Clock.ADR_LETTER, DUE, stopped=True)
    assert still_to_meet([later, met, stopped, now, late], DUE) == (late, now, later)


@pytest.mark.parametrize("status", CaseStatus)
def test_the_letter_is_due_while_the_complaint_is_not_sorted_an_unaccepted_offer_included(
    status: CaseStatus,
) -> None:
    unsolved = status in (CaseStatus.OPEN, CaseStatus.WAITING_FOR_CUSTOMER, CaseStatus.OUTCOME_OFFERED)
    assert is_wanted(LetterState(status, DUE)) is unsolved


@pytest.mark.parametrize(
    "letter",
    [
        LetterState(CaseStatus.OPEN, None),
        LetterState(CaseStatus.OPEN, DUE, letter_on=date(2026, 11, 2)),
        LetterState(CaseStatus.OPEN, DUE, drafted=True, stopped=True),
    ],
    ids=["no day is known", "they have one", "a person stopped it"],
)
def test_no_letter_is_prepared_or_sent(letter: LetterState) -> None:
    long_after = DUE + timedelta(days=100)
    assert not must_be_prepared(letter, long_after, 1)
    assert not must_be_sent(letter, long_after)


def test_it_is_prepared_a_week_before_once_and_sent_on_the_day_or_as_soon_after_as_anybody_looks() -> None:
    wanted, drafted = LetterState(CaseStatus.OPEN, DUE), LetterState(CaseStatus.OPEN, DUE, drafted=True)
    a_week_before = DUE - timedelta(weeks=1)
    assert not must_be_prepared(wanted, a_week_before - timedelta(days=1), 1)
    assert must_be_prepared(wanted, a_week_before, 1)
    assert must_be_prepared(wanted, DUE + timedelta(days=40), 1)  # told late, or nothing ran: all the same
    assert not must_be_prepared(drafted, a_week_before, 1)
    assert not must_be_sent(drafted, DUE - timedelta(days=1))
    assert must_be_sent(drafted, DUE)
    assert must_be_sent(drafted, DUE + timedelta(days=2))
    assert not must_be_sent(wanted, DUE)  # nobody could have read it


def test_the_last_months_for_the_scheme_are_told_one_reminder_at_a_time() -> None:
    apply_by = date(2027, 5, 31)
    days = reminder_days(apply_by, (1, 3))
    assert days == (date(2027, 2, 28), date(2027, 4, 30))
    assert reminder_due(days, (), apply_by, date(2027, 2, 27)) is None
    assert reminder_due(days, (), apply_by, date(2027, 2, 28)) == date(2027, 2, 28)
    assert reminder_due(days, [date(2027, 2, 28)], apply_by, date(2027, 3, 9)) is None
    assert reminder_due(days, (), apply_by, date(2027, 5, 2)) == date(2027, 4, 30)  # not both at once
    assert reminder_due(days, days, apply_by, date(2027, 5, 2)) is None
    assert reminder_due(days, (), apply_by, date(2027, 6, 1)) is None

"""When "is it still sorted?" is asked, and when silence on an answer is warned of and ends it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.decisions.records import CaseStatus
from bot.decisions.still_sorted import Silence, must_be_asked, silence_due
from tests.support import rows

SORTED_AT = datetime(2026, 11, 23, 17, tzinfo=UTC)


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        (at(25), False),
        (at(26, 7), False),
        (at(26, 8), True),
        (at(29), True),
        (at(7, month=12), True),
        (at(8, month=12), False),
    ],
)
def test_it_is_asked_three_days_after_in_the_morning_and_for_two_weeks(now: datetime, asked: bool) -> None:
    case = rows.case(status=CaseStatus.RESOLVED, status_since=SORTED_AT)
    assert must_be_asked(case, now, 3, 14, 8) is asked


@pytest.mark.parametrize("status", [each for each in CaseStatus if each is not CaseStatus.RESOLVED])
def test_only_what_is_sorted_is_asked_about(status: CaseStatus) -> None:
    assert not must_be_asked(rows.case(status=status, status_since=SORTED_AT), at(29), 3, 14, 8)


def test_it_is_asked_once_and_not_for_what_was_sorted_before_this_was_kept() -> None:
    asked = rows.case(status=CaseStatus.RESOLVED, status_since=SORTED_AT, reminded_at=at(26))
    assert not must_be_asked(asked, at(29), 3, 14, 8)
    assert not must_be_asked(rows.case(status=CaseStatus.RESOLVED), at(29), 3, 14, 8)


OFFERED_AT = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last_word", "warned", "due"),
    [
        (at(22), None, None, None),
        (at(23), None, None, Silence.WARN),  # 28 days after 2 November is the 30th; a week before that
        (at(29), None, at(23), None),
        (at(30), None, at(23), Silence.CLOSE),
        (at(30), None, at(28), None),  # warned late: a week after the warning all the same
        (at(5, month=12), None, at(28), Silence.CLOSE),
        (at(30), at(25), at(23), None),  # they wrote after the warning: all begins again
        (at(16, month=12), at(25), at(23), Silence.WARN),
        (at(30, 7), None, at(23), None),  # not before eight
    ],
)
def test_silence_is_warned_of_a_week_before_and_ends_no_sooner(
    now: datetime, last_word: datetime | None, warned: datetime | None, due: Silence | None
) -> None:
    case = rows.case(status=CaseStatus.OUTCOME_OFFERED, status_since=OFFERED_AT, reminded_at=warned)
    assert silence_due(case, last_word, now, 28, 7, 8) is due


@pytest.mark.parametrize("status", [each for each in CaseStatus if each is not CaseStatus.OUTCOME_OFFERED])
def test_only_an_answer_can_be_met_with_silence(status: CaseStatus) -> None:
    case = rows.case(status=status, status_since=OFFERED_AT)
    assert silence_due(case, None, at(30, month=12), 28, 7, 8) is None

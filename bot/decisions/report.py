"""What a report counts: complaints by week, whether they were answered inside the target, and how long it took.

Pure: what happened to each complaint in, numbers out. Weeks begin on Monday and all dates are Europe/London dates.
A complaint belongs to the week in which it was opened here, whatever became of it later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.records import Case, CaseEvent, CaseStatus

REPLIED: Final = "agent.replied"
OFFERED: Final = "outcome.offered"
RESOLVED: Final = "case.resolved"
SORTED: Final = "case.sorted"
REOPENED: Final = "case.reopened"
COUNTED: Final = (REPLIED, OFFERED, RESOLVED, SORTED, REOPENED)
"""Codes of the events that a report looks at."""

ENDED: Final = (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED_NO_REPLY)
_A_WEEK: Final = timedelta(days=7)
SPANS: Final = ((0, 0), (1, 1), (2, 3), (4, 5), (6, 10), (11, None))
"""Days from receipt to the first answer, in which answers are counted; ``None``: and more."""


class Target(StrEnum):
    """How a complaint stands to the target that its customer was told. ``waived``: withdrawn while it still ran."""

    INSIDE = "inside"
    LATE = "late"
    RUNNING = "running"
    WAIVED = "waived"


@dataclass(frozen=True)
class Counted:
    """One complaint. ``answer_days``: calendar days from its receipt to the first answer by a person, an offer or its
    solution; ``None``: none yet. ``first_contact``: the customer said "it is sorted" to the assistant, before any
    person had a part in it, and has not come back since."""

    opened_on: date
    target: Target
    first_contact: bool
    answer_days: int | None


@dataclass(frozen=True)
class Week:
    """The complaints opened in the week from ``monday`` on."""

    monday: date
    opened: int
    first_contact: int
    inside: int
    late: int
    running: int
    median_days: float | None

    @property
    def inside_share(self) -> float | None:
        """Of those whose target is decided; ``None`` if of none it is."""
        decided = self.inside + self.late
        return self.inside / decided if decided else None

    @property
    def first_contact_share(self) -> float | None:
        """Of all that were opened, those that still run included: a week that has just passed may yet look worse."""
        return self.first_contact / self.opened if self.opened else None


def count(
    case: Case, events: Sequence[CaseEvent], today: date, wanted_person_at: datetime | None = None
) -> Counted:
    """``events`` of the case, oldest first; others than `COUNTED` do no harm. ``wanted_person_at``: when a person was
    first asked for in its chat, if ever."""
    answers = [each.at for each in events if each.code in (REPLIED, OFFERED, RESOLVED)]
    answered = london_date(answers[0]) if answers else None
    received = london_date(case.received_at)
    return Counted(
        opened_on=london_date(case.opened_at),
        target=_target(case, events, today),
        first_contact=_at_first_contact(case, events, wanted_person_at),
        answer_days=max(0, (answered - received).days) if answered else None,
    )


def still_to_meet(case: Case, events: Sequence[CaseEvent]) -> bool:
    """Whether its target is still to be met, in time or not: it has not ended, and nothing that meets it was done."""
    return case.status not in ENDED and _met_at(case, events) is None


def weeks(counted: Iterable[Counted], first: date, last: date) -> list[Week]:
    """Every week from that of ``first`` to that of ``last``, oldest first; a quiet one has zeros."""
    known = list(counted)
    found = []
    monday = week_of(first)
    while monday <= last:
        found.append(_week(monday, [each for each in known if week_of(each.opened_on) == monday]))
        monday += _A_WEEK
    return found


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def answer_times(counted: Iterable[Counted]) -> list[int]:
    """How many were answered within each of `SPANS`; those without an answer are in none."""
    days = [each.answer_days for each in counted if each.answer_days is not None]
    return [sum(first <= day and (last is None or day <= last) for day in days) for first, last in SPANS]


def _week(monday: date, of_it: Sequence[Counted]) -> Week:
    days = [each.answer_days for each in of_it if each.answer_days is not None]
    stand = [each.target for each in of_it]
    return Week(
        monday=monday,
        opened=len(of_it),
        first_contact=sum(each.first_contact for each in of_it),
        inside=stand.count(Target.INSIDE),
        late=stand.count(Target.LATE),
        running=stand.count(Target.RUNNING),
        median_days=float(median(days)) if days else None,
    )


def _target(case: Case, events: Sequence[CaseEvent], today: date) -> Target:
    met = _met_at(case, events)
    if met is not None:
        return Target.INSIDE if london_date(met) <= case.due_on else Target.LATE
    if case.status is CaseStatus.WITHDRAWN:
        return Target.WAIVED
    return Target.LATE if today > case.due_on else Target.RUNNING


def _met_at(case: Case, events: Sequence[CaseEvent]) -> datetime | None:
    """When what the target promises was done. The customer has the reference as soon as the case is there, so that an
    acknowledgement is met by it; a response may be any answer; to resolve takes an offer or a solution."""
    if case.target_kind == "acknowledge":
        return case.opened_at
    solved = (OFFERED, RESOLVED, SORTED)
    enough = solved if case.target_kind == "resolve" else (REPLIED, *solved)
    return next((each.at for each in events if each.code in enough), None)


def _at_first_contact(case: Case, events: Sequence[CaseEvent], wanted_person_at: datetime | None) -> bool:
    """Only the customer's own yes resolves; whoever came back, or wanted a person first, was not helped by it."""
    if case.status is not CaseStatus.RESOLVED or any(each.code == REOPENED for each in events):
        return False
    resolved = next((each.at for each in events if each.code == RESOLVED), None)
    if resolved is None or (wanted_person_at is not None and wanted_person_at <= resolved):
        return False
    return not any(each.code in (REPLIED, OFFERED) and each.at <= resolved for each in events)

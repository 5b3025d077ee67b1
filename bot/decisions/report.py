"""What a report counts: complaints by week, whether they were answered inside the target, and how long it took.

Pure: what happened to each complaint in, numbers out. Weeks begin on Monday and all dates are Europe/London dates.
A complaint belongs to the week in which it was opened here, whatever became of it later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.records import Case, CaseEvent, CaseStatus, PromiseKept

REPLIED: Final = "agent.replied"
OFFERED: Final = "outcome.offered"
RESOLVED: Final = "case.resolved"
SORTED: Final = "case.sorted"
REOPENED: Final = "case.reopened"
NOTED: Final = "agent.noted_all"
"""A person wrote one note to all who told the same that day. It answers nobody's own complaint, so it meets no target;
but a person had a part in it."""
REFUSED: Final = "outcome.refused"
SILENCE: Final = "case.closed_no_reply"
SOLVED: Final = (OFFERED, RESOLVED, SORTED)
COUNTED: Final = (REPLIED, OFFERED, RESOLVED, SORTED, REOPENED, NOTED, REFUSED, SILENCE)
"""Codes of the events that a report looks at."""

ENDED: Final = (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED_NO_REPLY)
_A_WEEK: Final = timedelta(days=7)
SPANS: Final = ((0, 0), (1, 1), (2, 3), (4, 5), (6, 10), (11, None))
"""Days from receipt to the first answer, in which answers are counted; ``None``: and more."""

WAIT_SPANS: Final = ((0, 1), (2, 5), (6, 15), (16, 60), (61, None))
"""Minutes from the wish for a person until somebody took the chat."""


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
    person had a part in it, and has not come back since. ``stage``: the step of the provider's procedure at which it
    stands now, and to which its target belongs."""

    opened_on: date
    target: Target
    first_contact: bool
    answer_days: int | None
    stage: str = "first"


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
    case: Case,
    events: Sequence[CaseEvent],
    today: date,
    wanted_person_at: datetime | None = None,
    told_at: datetime | None = None,
) -> Counted:
    """``events`` of the case, oldest first; others than `COUNTED` do no harm. ``wanted_person_at``: when a person was
    first asked for in its chat, if ever. ``told_at``: when its customer was told that the provider has it, if ever."""
    answers = [each.at for each in events if each.code in (REPLIED, OFFERED, RESOLVED)]
    answered = london_date(answers[0]) if answers else None
    received = london_date(case.received_at)
    return Counted(
        opened_on=london_date(case.opened_at),
        target=_target(case, events, today, told_at),
        first_contact=_at_first_contact(case, events, wanted_person_at),
        answer_days=max(0, (answered - received).days) if answered else None,
        stage=case.stage,
    )


def weeks(counted: Iterable[Counted], first: date, last: date) -> list[Week]:
    """Every week from that of ``first`` to that of ``last``, oldest first; a quiet one has zeros."""
    of_week: dict[date, list[Counted]] = {}
    for each in counted:
        of_week.setdefault(week_of(each.opened_on), []).append(each)
    found = []
    monday = week_of(first)
    while monday <= last:
        found.append(_week(monday, of_week.get(monday, [])))
        monday += _A_WEEK
    return found


@dataclass(frozen=True)
class AtStage:
    """The complaints that stand at one step of the provider's procedure."""

    stage: str
    inside: int
    late: int
    running: int

    @property
    def inside_share(self) -> float | None:
        """Of those whose target is decided; ``None`` if of none it is."""
        decided = self.inside + self.late
        return self.inside / decided if decided else None


def by_stage(counted: Iterable[Counted]) -> tuple[AtStage, ...]:
    """In the order in which the steps first appear."""
    stand: dict[str, list[Target]] = {}
    for each in counted:
        stand.setdefault(each.stage, []).append(each.target)
    return tuple(
        AtStage(stage, of.count(Target.INSIDE), of.count(Target.LATE), of.count(Target.RUNNING))
        for stage, of in stand.items()
    )


@dataclass(frozen=True)
class Promised:
    """Dated promises of one kind: ``kept`` by their day, ``late`` (after it, or not yet although it has passed), and
    ``running``."""

    kind: str
    kept: int
    late: int
    running: int


def promised(promises: Iterable[PromiseKept], today: date) -> tuple[Promised, ...]:
    """By kind, in order of the alphabet. Those of a complaint that was withdrawn are left out: they end with it."""
    kinds: dict[str, list[PromiseKept]] = {}
    for each in promises:
        if each.status is not CaseStatus.WITHDRAWN:
            kinds.setdefault(each.kind.partition(":")[0], []).append(each)
    return tuple(Promised(kind, *_kept(of, today)) for kind, of in sorted(kinds.items()))


def _kept(of: Sequence[PromiseKept], today: date) -> tuple[int, int, int]:
    kept = sum(each.kept_at is not None and london_date(each.kept_at) <= each.due_on for each in of)
    running = sum(each.kept_at is None and today <= each.due_on for each in of)
    return kept, len(of) - kept - running, running


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def answer_times(counted: Iterable[Counted]) -> list[int]:
    """How many were answered within each of `SPANS`; those without an answer are in none."""
    return in_spans([each.answer_days for each in counted if each.answer_days is not None], SPANS)


def in_spans(numbers: Sequence[int], spans: Sequence[tuple[int, int | None]]) -> list[int]:
    """How many of ``numbers`` lie in each span, its ends included."""
    return [
        sum(first <= number and (last is None or number <= last) for number in numbers)
        for first, last in spans
    ]


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


def _target(case: Case, events: Sequence[CaseEvent], today: date, told_at: datetime | None) -> Target:
    met = _met_at(case, events, told_at)
    if met is not None:
        return Target.INSIDE if london_date(met) <= case.due_on else Target.LATE
    if case.status is CaseStatus.WITHDRAWN:
        return Target.WAIVED
    return Target.LATE if today > case.due_on else Target.RUNNING


def _met_at(case: Case, events: Sequence[CaseEvent], told_at: datetime | None) -> datetime | None:
    """When what the target promises was done. An acknowledgement is met when the customer was told, by whom ever; a
    response may be any answer; to resolve takes an offer or a solution that the customer did not undo: after a refusal,
    or when they open it again, the old clock runs on."""
    if case.target_kind == "acknowledge":
        return told_at
    enough = [each for each in events if each.code in SOLVED and not _undone(each, events)]
    if case.target_kind != "resolve":
        enough += [each for each in events if each.code in (REPLIED, OFFERED)]
    return min((each.at for each in enough), default=None)


def _undone(event: CaseEvent, events: Sequence[CaseEvent]) -> bool:
    """Whether the customer refused that offer, or opened again what was sorted by it. What was closed for silence and
    opened again waits for their word on the same offer."""
    later = events[events.index(event) + 1 :]
    return any(
        each.code == REFUSED or (each.code == REOPENED and before.code != SILENCE)
        for before, each in pairwise([event, *later])
    )


def _at_first_contact(case: Case, events: Sequence[CaseEvent], wanted_person_at: datetime | None) -> bool:
    """Only the customer's own yes resolves; whoever came back, or wanted a person first, was not helped by it."""
    if case.status is not CaseStatus.RESOLVED or any(each.code == REOPENED for each in events):
        return False
    resolved = next((each.at for each in events if each.code == RESOLVED), None)
    if resolved is None or (wanted_person_at is not None and wanted_person_at <= resolved):
        return False
    return not any(each.code in (REPLIED, OFFERED, NOTED) and each.at <= resolved for each in events)

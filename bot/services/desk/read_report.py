"""A provider's report for its supervisors: complaints by week, times, promises and who wanted a person, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from bot.decisions.late import due_by
from bot.decisions.records import Agent, Case, Handoff, PromiseKept, Role
from bot.decisions.report import (
    COUNTED,
    ENDED,
    SPANS,
    WAIT_SPANS,
    AtStage,
    Promised,
    Week,
    answer_times,
    by_stage,
    count,
    in_spans,
    promised,
    week_of,
    weeks,
)
from bot.decisions.report_clocks import AdrClock, ClockLine, clock_lines, letters_to_write
from bot.services.acknowledged import KIND as ACKNOWLEDGED
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.context import Context
from bot.services.desk.adr_clocks import adr_clocks
from bot.services.desk.not_understood import NotUnderstood, not_understood
from bot.services.desk.permission import must
from bot.services.desk.reply_promise import KIND as HANDOFF_REPLY
from bot.services.desk.voice import to_an_agent

_LONDON = ZoneInfo("Europe/London")
_SOON = timedelta(days=3)
PROMISES = (ACKNOWLEDGED, HANDOFF_REPLY, AGENT_PROMISE)
"""Kinds whose day is kept by something that is done for it. Targets are measured by events."""


@dataclass(frozen=True)
class Report:
    """``times``: answers within each of `SPANS`, named in ``spans``. ``near`` and ``past``: complaints whose target is
    still to be met, within three days, or was not in time. ``reasons``: why a person was wanted, the commonest first.
    ``waits``: minutes until somebody took each chat that was taken: the middle one and the longest; ``wait_spans`` and
    ``wait_times``: as ``spans`` and ``times``, of those minutes. ``stages``: by the step of the procedure at which they
    stand. ``promised``: dated promises. ``clocks``: open complaints against the ADR scheme's wait, ``letters`` those of
    them whose letter is due soon or was due, and ``can_go`` how many may go to the scheme today."""

    provider: str
    today: date
    weeks: tuple[Week, ...]
    spans: tuple[str, ...]
    times: tuple[int, ...]
    near: int
    past: int
    reasons: tuple[tuple[str, int], ...]
    waits: tuple[int, int] | None
    wait_spans: tuple[str, ...]
    wait_times: tuple[int, ...]
    stages: tuple[AtStage, ...]
    promised: tuple[Promised, ...]
    clocks: tuple[ClockLine, ...]
    letters: tuple[AdrClock, ...]
    can_go: int
    missed: NotUnderstood


def read_report(context: Context, agent: Agent, provider: str, how_many_weeks: int) -> Report:
    """The last weeks, this one included. Raises ``NotYours`` unless the agent is a supervisor there."""
    must(agent, provider, Role.SUPERVISOR)
    context = to_an_agent(context)
    today = context.today()
    first = week_of(today) - timedelta(weeks=how_many_weeks - 1)
    since = datetime.combine(first, time.min, _LONDON)
    with context.store.read() as tx:
        cases = tx.cases.opened_since(provider, since)
        asked = tx.handoffs.asked_since(provider, since)
        standing = tx.reports.open_complaints(provider, ENDED)
        oldest = min([since, *(each.case.opened_at for each in standing)])
        events = tx.cases.events_of_opened_since(provider, oldest, COUNTED)
        promises = tx.reports.promises_of_opened_since(provider, oldest)
        missed = not_understood(context, tx, provider, since)
    wanted, told = _first_asked(asked), _told_at(promises)
    counted = [
        count(case, events.get(case.id, []), today, wanted.get(case.conversation_id), told.get(case.id))
        for case in cases
    ]
    near, past = _against_the_clock([each.case for each in standing], promises, today)
    clocks = adr_clocks(context, standing)
    of_span = {case.id for case in cases}
    minutes = _minutes(asked)
    return Report(
        provider=provider,
        today=today,
        weeks=tuple(weeks(counted, first, today)),
        spans=tuple(_span(*each) for each in SPANS),
        times=tuple(answer_times(counted)),
        near=near,
        past=past,
        reasons=_reasons(context, asked),
        waits=(int(median(minutes)), max(minutes)) if minutes else None,
        wait_spans=tuple(_minute_span(*each) for each in WAIT_SPANS),
        wait_times=tuple(in_spans(minutes, WAIT_SPANS)),
        stages=by_stage(counted),
        promised=promised((p for p in promises if p.case_id in of_span and p.kind in PROMISES), today),
        clocks=clock_lines(clocks),
        letters=letters_to_write(clocks),
        can_go=sum(each.can_go for each in clocks),
        missed=missed,
    )


def _told_at(promises: Sequence[PromiseKept]) -> Mapping[str, datetime]:
    """When the customer of each case was told that the provider has it."""
    return {
        each.case_id: each.kept_at
        for each in promises
        if each.kind == ACKNOWLEDGED and each.kept_at is not None
    }


def _first_asked(asked: Sequence[Handoff]) -> Mapping[str, datetime]:
    first: dict[str, datetime] = {}
    for each in asked:
        first.setdefault(each.conversation_id, each.requested_at)
    return first


def _against_the_clock(
    standing: Sequence[Case], promises: Sequence[PromiseKept], today: date
) -> tuple[int, int]:
    """As the list of cases says it: how many are due soon, and how many are late."""
    of_case: dict[str, list[PromiseKept]] = {}
    for each in promises:
        of_case.setdefault(each.case_id, []).append(each)
    found = [due_by(case, of_case.get(case.id, [])) for case in standing]
    days = [day for day in found if day is not None]
    return sum(today <= day <= today + _SOON for day in days), sum(day < today for day in days)


def _reasons(context: Context, asked: Sequence[Handoff]) -> tuple[tuple[str, int], ...]:
    words = Counter(context.words.text(f"utter_reason_{each.reason}") for each in asked)
    return tuple(sorted(words.items(), key=lambda each: (-each[1], each[0])))


def _minutes(asked: Sequence[Handoff]) -> list[int]:
    """Until somebody took each chat that was taken."""
    return [
        int((each.claimed_at - each.requested_at).total_seconds() // 60)
        for each in asked
        if each.claimed_at is not None
    ]


def _minute_span(first: int, last: int | None) -> str:
    return f"{first} minutes or more" if last is None else f"{first} to {last} minutes"


def _span(first: int, last: int | None) -> str:
    if last is None:
        return f"{first} days or more"
    if first == last:
        return "the same day" if first == 0 else f"{first} day"
    return f"{first} to {last} days"

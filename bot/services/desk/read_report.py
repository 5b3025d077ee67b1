"""A provider's report for its supervisors: complaints by week, times, promises and who wanted a person, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from bot.decisions.records import Agent, Case, Handoff, Role
from bot.decisions.report import (
    COUNTED,
    ENDED,
    SPANS,
    Week,
    answer_times,
    count,
    still_to_meet,
    week_of,
    weeks,
)
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.desk.voice import to_an_agent

_LONDON = ZoneInfo("Europe/London")
_SOON = timedelta(days=3)
_EVERY = 1_000_000


@dataclass(frozen=True)
class Report:
    """``times``: answers within each of `SPANS`, named in ``spans``. ``near`` and ``past``: complaints whose target is
    still to be met, within three days, or was not in time. ``reasons``: why a person was wanted, the commonest first.
    ``waits``: minutes until somebody took each chat that was taken: the middle one and the longest."""

    provider: str
    today: date
    weeks: tuple[Week, ...]
    spans: tuple[str, ...]
    times: tuple[int, ...]
    near: int
    past: int
    reasons: tuple[tuple[str, int], ...]
    waits: tuple[int, int] | None


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
        still_open = [each for each in tx.cases.all(provider, _EVERY) if each.status not in ENDED]
        oldest = min([since, *(each.opened_at for each in still_open)])
        events = tx.cases.events_of_opened_since(provider, oldest, COUNTED)
    wanted = _first_asked(asked)
    counted = [
        count(case, events.get(case.id, []), today, wanted.get(case.conversation_id)) for case in cases
    ]
    to_meet = [each for each in still_open if still_to_meet(each, events.get(each.id, []))]
    near, past = _against_the_clock(to_meet, today)
    return Report(
        provider=provider,
        today=today,
        weeks=tuple(weeks(counted, first, today)),
        spans=tuple(_span(*each) for each in SPANS),
        times=tuple(answer_times(counted)),
        near=near,
        past=past,
        reasons=_reasons(context, asked),
        waits=_waits(asked),
    )


def _first_asked(asked: Sequence[Handoff]) -> Mapping[str, datetime]:
    first: dict[str, datetime] = {}
    for each in asked:
        first.setdefault(each.conversation_id, each.requested_at)
    return first


def _against_the_clock(to_meet: Sequence[Case], today: date) -> tuple[int, int]:
    days = [each.due_on for each in to_meet]
    return sum(today <= day <= today + _SOON for day in days), sum(day < today for day in days)


def _reasons(context: Context, asked: Sequence[Handoff]) -> tuple[tuple[str, int], ...]:
    words = Counter(context.words.text(f"utter_reason_{each.reason}") for each in asked)
    return tuple(sorted(words.items(), key=lambda each: (-each[1], each[0])))


def _waits(asked: Sequence[Handoff]) -> tuple[int, int] | None:
    minutes = [
        int((each.claimed_at - each.requested_at).total_seconds() // 60)
        for each in asked
        if each.claimed_at is not None
    ]
    return (int(median(minutes)), max(minutes)) if minutes else None


def _span(first: int, last: int | None) -> str:
    if last is None:
        return f"{first} days or more"
    if first == last:
        return "the same day" if first == 0 else f"{first} day"
    return f"{first} to {last} days"

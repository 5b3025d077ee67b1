"""The deadlines of an agent's providers that are still to be met: missed, today, and in the days to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.decisions.clocks import Clock, Standing, standing, still_to_meet
from bot.decisions.records import Agent, Case, CaseStatus
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.clocks.deadlines import deadlines
from bot.services.context import Context
from bot.services.desk.case_list import ENDED
from bot.services.desk.permission import may
from bot.services.ports import Transaction

AHEAD: Final = "desk_deadlines_ahead"
_BY_ITSELF: Final = (Clock.ADR_LETTER, Clock.OFFER, Clock.WINDOW)


@dataclass(frozen=True)
class DeadlineRow:
    """``days`` until it is due, below 0 when it has passed. ``by_itself``: Firstline does it on the day, unless
    something stands in the way. ``name`` is the customer's, if they gave one."""

    reference: str
    provider: str
    name: str | None
    clock: Clock
    day: str
    days: int
    by_itself: bool


@dataclass(frozen=True)
class DeadlineList:
    """Each by its day, the earliest first."""

    missed: tuple[DeadlineRow, ...]
    today: tuple[DeadlineRow, ...]
    ahead: tuple[DeadlineRow, ...]


def deadline_list(context: Context, agent: Agent) -> DeadlineList:
    """``ahead`` reaches as far as rule ``desk_deadlines_ahead`` says."""
    until = context.today() + timedelta(days=context.rule(AHEAD))
    found: dict[Standing, list[DeadlineRow]] = {each: [] for each in Standing}
    with context.store.read() as tx:
        slugs = [slug for slug in sorted(agent.roles) if may(agent, slug)]
        cases = list({case.id: case for slug in slugs for case in _looked_at(tx, slug)}.values())
        tx.read_ahead_cases(cases)
        for case in cases:
            for deadline in still_to_meet(deadlines(context, tx, case, until), context.today()):
                if deadline.due_on <= until:
                    row = _row(context, tx, case, deadline.clock, (deadline.due_on - context.today()).days)
                    found[standing(deadline, context.today())].append(row)
    ordered = {key: tuple(sorted(rows, key=_order)) for key, rows in found.items()}
    return DeadlineList(ordered[Standing.MISSED], ordered[Standing.TODAY], ordered[Standing.AHEAD])


def _looked_at(tx: Transaction, slug: str) -> list[Case]:
    """Those with something to do, and those that were closed for silence: their time for the scheme still runs."""
    silent = tx.cases.in_status(slug, CaseStatus.CLOSED_NO_REPLY)
    return [*tx.cases.with_something_to_do(slug, ENDED, AGENT_PROMISE), *silent]


def _row(context: Context, tx: Transaction, case: Case, clock: Clock, days: int) -> DeadlineRow:
    name = case.details.get("name")
    return DeadlineRow(
        reference=case.reference,
        provider=context.provider(case.provider).name,
        name=name if isinstance(name, str) and name != "unknown" else None,
        clock=clock,
        day=context.day(context.today() + timedelta(days=days)),
        days=days,
        by_itself=clock in _BY_ITSELF,
    )


def _order(row: DeadlineRow) -> tuple[int, str, str]:
    return row.days, row.reference, row.clock

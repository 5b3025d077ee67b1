"""The cases of an agent's providers with something still to do, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from bot.decisions.calendar import london_date
from bot.decisions.records import Agent, Case, CaseStatus
from bot.services.acknowledged import due_now
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.agent_promise import standing_of
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.desk.refused_offers import refused_row
from bot.services.desk.voice import to_an_agent
from bot.services.ports import Transaction

ENDED = (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED_NO_REPLY)
_WORDS = 60
"""Characters of what was promised: enough to know which."""


@dataclass(frozen=True)
class ListedCase:
    """``received_on``: the day from which its clock runs; ``logged_on``: the day on which it was put down here, where
    that is another. ``due_on`` is the nearest day: the target, or what somebody promised and did not settle yet
    (``promised``, its words; empty where the target is nearer or there are none). ``days`` until then, below 0 when it
    has passed. ``name`` is the customer's, if they gave one. ``refused_on``: the
    day on which they refused an offer in the chat, or opened it again (``reopened``), where nobody has acted since.
    ``owner``: the name of who has the chat now, else of who promised what is nearest; empty where it is nobody's by
    name."""

    reference: str
    provider: str
    name: str | None
    status: str
    received_on: str
    logged_on: str | None
    due_on: date
    due: str
    days: int
    promised: str = ""
    refused_on: str | None = None
    owner: str = ""
    reopened: bool = False


def case_list(context: Context, agent: Agent) -> list[ListedCase]:
    """By their nearest day; those past it come first by themselves."""
    context = to_an_agent(context)
    with context.store.read() as tx:
        found = [
            case
            for slug in sorted(agent.roles)
            if may(agent, slug)
            for case in tx.cases.with_something_to_do(slug, ENDED, AGENT_PROMISE)
        ]
        tx.read_ahead_cases(found)
        listed = [
            _listed(context, tx, case) for case in found if case.status not in ENDED or standing_of(tx, case)
        ]
    return sorted(listed, key=lambda row: (row.due_on, row.reference))


def _listed(context: Context, tx: Transaction, case: Case) -> ListedCase:
    ended = case.status in ENDED  # and something that was promised is still to come
    aim = due_now(tx, case)
    nearest = next((each for each in standing_of(tx, case) if ended or each.due_on < aim), None)
    due_on = nearest.due_on if nearest else aim
    name = case.details.get("name")
    refused = refused_row(context, tx, case)
    received, opened = london_date(case.received_at), london_date(case.opened_at)
    return ListedCase(
        reference=case.reference,
        provider=context.provider(case.provider).name,
        name=name if isinstance(name, str) and name != "unknown" else None,
        status=context.words.text(f"utter_status_{case.status}"),
        received_on=context.day(received),
        logged_on=context.day(opened) if opened != received else None,
        due_on=due_on,
        due=context.day(due_on),
        days=(due_on - context.today()).days,
        promised=shorten(nearest.what, _WORDS, placeholder=" …") if nearest else "",
        refused_on=refused.day if refused else None,
        owner=_owner(tx, case, nearest.by if nearest else ""),
        reopened=refused is not None and refused.reopened,
    )


def _owner(tx: Transaction, case: Case, promised_by: str) -> str:
    handoff = tx.handoffs.open_of(case.conversation_id)
    id = (handoff.claimed_by if handoff else None) or promised_by
    owner = tx.agents.get(id) if id else None
    return owner.name if owner and owner.disabled_at is None else ""

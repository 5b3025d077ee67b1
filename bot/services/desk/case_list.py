"""The cases of an agent's providers with something still to do, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from bot.decisions.calendar import london_date
from bot.decisions.late import due_by
from bot.decisions.records import Agent, Case, CaseStatus
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
    that is another. ``due_on`` is the nearest day: the target that still has to be met, or what somebody promised and
    did not settle yet (``promised``, its words; empty where the target is nearer or there are none); ``None`` where
    nothing dated is to be done. ``days`` until then, below 0 when it has passed. ``offered``: an answer waits for their
    word, since ``offered_on`` where that is known. ``name`` is the customer's, if they gave one. ``refused_on``: the
    day on which they refused an offer in the chat, or opened it again (``reopened``), where nobody has acted since.
    ``owner``: the name of who has the chat now, else of who promised what is nearest; empty where it is nobody's by
    name."""

    reference: str
    provider: str
    name: str | None
    status: str
    received_on: str
    logged_on: str | None
    due_on: date | None
    due: str
    days: int | None
    promised: str = ""
    refused_on: str | None = None
    owner: str = ""
    reopened: bool = False
    offered: bool = False
    offered_on: str | None = None


def case_list(context: Context, agent: Agent) -> list[ListedCase]:
    """By their nearest day, so that those past it come first by themselves; last those with nothing dated, the longest
    ago first."""
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
        order = {case.reference: case.received_at for case in found}
    return sorted(listed, key=lambda row: (row.due_on or date.max, order[row.reference], row.reference))


def _listed(context: Context, tx: Transaction, case: Case) -> ListedCase:
    ended = case.status in ENDED  # and something that was promised is still to come
    aim = None if ended else due_by(case, tx.promises.of_case(case.id))
    nearest = next((each for each in standing_of(tx, case) if aim is None or each.due_on < aim), None)
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
        due=context.day(due_on) if due_on else "",
        days=(due_on - context.today()).days if due_on else None,
        promised=shorten(nearest.what, _WORDS, placeholder=" …") if nearest else "",
        refused_on=refused.day if refused else None,
        owner=_owner(tx, case, nearest.by if nearest else ""),
        reopened=refused is not None and refused.reopened,
        offered=case.status is CaseStatus.OUTCOME_OFFERED,
        offered_on=_offered_on(context, case),
    )


def _offered_on(context: Context, case: Case) -> str | None:
    if case.status is not CaseStatus.OUTCOME_OFFERED or case.status_since is None:
        return None
    return context.day(london_date(case.status_since))


def _owner(tx: Transaction, case: Case, promised_by: str) -> str:
    handoff = tx.handoffs.open_of(case.conversation_id)
    id = (handoff.claimed_by if handoff else None) or promised_by
    owner = tx.agents.get(id) if id else None
    return owner.name if owner and owner.disabled_at is None else ""

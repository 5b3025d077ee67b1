"""Cases whose customer refused an offer in the chat, or opened them again, and that nobody at the desk has acted on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from bot.decisions.calendar import london_date
from bot.decisions.late import is_overdue
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Agent, Case, CaseStatus
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.ports import Transaction
from bot.services.refused_offer import REFUSED, REOPENED, still_refused

FIRST: Final = ("vulnerable", "overdue", "reopened", None)
"""Why somebody stands above others, the most pressing first."""


@dataclass(frozen=True)
class RefusedRow:
    """``at`` is the instant of the refusal, ``day`` its London day in words. ``words``: what the customer wrote.
    ``why_first``: why it stands above others, as in the queue."""

    reference: str
    provider: str
    name: str | None
    at: datetime
    day: str
    words: str
    why_first: Literal["vulnerable", "overdue", "reopened"] | None = None
    reopened: bool = False


def refused_offers(context: Context, agent: Agent) -> list[RefusedRow]:
    """At the providers of ``agent``, somebody in distress first, then what is overdue, then the longest ago."""
    with context.store.read() as tx:
        theirs = [slug for slug in sorted(agent.roles) if may(agent, slug)]
        cases = [case for slug in theirs for case in _asked_for(tx, slug)]
        tx.read_ahead_cases(cases)
        found = [row for case in cases if (row := refused_row(context, tx, case)) is not None]
    return sorted(found, key=lambda row: (FIRST.index(row.why_first), row.at))


def _asked_for(tx: Transaction, provider: str) -> list[Case]:
    """Open ones whose customer refused an offer, or opened them again, each once."""
    found = [
        case for code in (REFUSED, REOPENED) for case in tx.cases.with_event(provider, CaseStatus.OPEN, code)
    ]
    return list({case.id: case for case in found}.values())


def refused_row(context: Context, tx: Transaction, case: Case) -> RefusedRow | None:
    """``None`` where nothing was refused, or somebody has acted since."""
    refused = still_refused(tx, case)
    if refused is None:
        return None
    name = case.details.get(Question.NAME)
    return RefusedRow(
        reference=case.reference,
        provider=context.provider(case.provider).name,
        name=name if name != UNKNOWN else None,
        at=refused.at,
        day=context.day(london_date(refused.at)),
        words=refused.words,
        why_first=_why_first(context, tx, case) or ("reopened" if refused.reopened else None),
        reopened=refused.reopened,
    )


def _why_first(context: Context, tx: Transaction, case: Case) -> Literal["vulnerable", "overdue"] | None:
    """Distress that was told in the chat stays a reason when the request for a person is over."""
    if any(each.priority for each in tx.handoffs.of_conversation(case.conversation_id)):
        return "vulnerable"
    return "overdue" if is_overdue(case, tx.promises.of_case(case.id), context.today()) else None

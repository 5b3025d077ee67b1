"""Who at the provider has a case: the one who has its chat, else the one who worked on it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.decisions.records import Agent, Case, Sender
from bot.services.context import Context
from bot.services.ports import Transaction

_ONLY_LOOKED: Final = frozenset({"file.opened", "case.searched", "spoken_code.used", "case.exported"})
"""What an agent does at the desk that is no work on the complaint."""
_LAST_LINES: Final = 200


@dataclass(frozen=True)
class Worked:
    """Who, and when (aware UTC)."""

    name: str
    at: datetime


def last_worked_on(tx: Transaction, case: Case) -> Worked | None:
    """Whoever did something on the case last, a reply in its chat among it; ``None`` where nobody did."""
    done = [
        each for each in tx.audit.of(f"case:{case.id}") if each.agent_id and each.action not in _ONLY_LOOKED
    ]
    agent = tx.agents.get(done[-1].agent_id or "") if done else None
    found = [Worked(agent.name, done[-1].at)] if agent is not None else []
    found += [
        Worked(line.spoken_by, line.sent_at)
        for line in tx.messages.newest(case.conversation_id, _LAST_LINES)
        if line.sender is Sender.AGENT and line.spoken_by and line.sent_at >= case.opened_at
    ]
    return max(found, key=lambda each: each.at, default=None)


def owner_of(tx: Transaction, case: Case) -> Agent | None:
    """Who has its chat now, else who worked on it last and is still at the desk."""
    waiting = tx.handoffs.open_of(case.conversation_id)
    if (
        waiting is not None
        and waiting.claimed_by is not None
        and (agent := tx.agents.get(waiting.claimed_by))
    ):
        return agent
    own = [each for each in tx.audit.of(f"case:{case.id}") if each.agent_id]
    last = tx.agents.get(own[-1].agent_id or "") if own else None
    return None if last is None or last.disabled_at is not None else last


def owner_words(context: Context, tx: Transaction, case: Case) -> str:
    """In a sentence; empty where nobody has taken it up yet. Names only: their customers read them in the chat too."""
    provider = context.provider(case.provider).name
    waiting = tx.handoffs.open_of(case.conversation_id)
    if (
        waiting is not None
        and waiting.claimed_by is not None
        and (agent := tx.agents.get(waiting.claimed_by))
    ):
        return context.words.text("utter_status_has_it", agent=agent.name, provider=provider)
    own = [each for each in tx.audit.of(f"case:{case.id}") if each.agent_id]
    last = tx.agents.get(own[-1].agent_id or "") if own else None
    if last is None or last.disabled_at is not None:
        return ""
    return context.words.text("utter_status_worked_on_it", agent=last.name, provider=provider)

"""Is anybody at the desk of a provider? Their open browser asks for news every few seconds."""

from __future__ import annotations

from datetime import timedelta

from bot.services.context import Context
from bot.services.ports import Transaction

PRESENCE = "agent_presence"


def is_here(context: Context, session_id: str) -> None:
    """The open page of that session has asked for news."""
    with context.store.write() as tx:
        tx.agent_sessions.here(session_id, context.now())
        tx.commit()


def somebody_is_there(context: Context, tx: Transaction, provider: str) -> bool:
    """Whether an agent's browser was heard of within the minutes of rule ``agent_presence``."""
    since = context.now() - timedelta(minutes=context.rule(PRESENCE))
    return bool(tx.agent_sessions.present(provider, since))

"""Writes into the audit trail what happens to accounts of the desk.

A supervisor reads the trail of their providers only, so what concerns an account stands there once for each provider
that it has a role at.
"""

from __future__ import annotations

from typing import Any

from bot.decisions.records import Agent
from bot.services.context import Context
from bot.services.ports import Transaction


def subject_of(agent: Agent) -> str:
    return f"agent:{agent.id}"


def record(
    context: Context,
    tx: Transaction,
    action: str,
    agent: Agent,
    by: Agent | None,
    data: dict[str, Any] | None = None,
) -> None:
    """``by`` None: somebody with access to the machine, at the command line. The caller commits."""
    for provider in sorted(agent.roles) or (None,):
        record_at(context, tx, action, agent, by, provider, data)


def record_at(
    context: Context,
    tx: Transaction,
    action: str,
    agent: Agent,
    by: Agent | None,
    provider: str | None,
    data: dict[str, Any] | None = None,
) -> None:
    """The same at one provider only, for what is no other's business. The caller commits."""
    tx.audit.add(context.now(), action, subject_of(agent), by.id if by else None, provider, data)

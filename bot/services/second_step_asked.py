"""Who is asked for a second step when they sign in, and who has to set one up."""

from __future__ import annotations

from bot.decisions.records import Agent
from bot.services.ports import Transaction


def is_required(tx: Transaction, agent: Agent) -> bool:
    """Whether a provider that they work for asks it of everybody."""
    return not tx.second_steps.required_at().isdisjoint(agent.roles)


def is_on(tx: Transaction, agent_id: str) -> bool:
    step = tx.second_steps.get(agent_id)
    return step is not None and step.confirmed_at is not None

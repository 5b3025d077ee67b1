"""Finds somebody at the desk."""

from __future__ import annotations

from bot.decisions.errors import UnknownAgent
from bot.decisions.records import Agent
from bot.services.agent_email import tidy_email
from bot.services.ports import Transaction


def agent_by_email(tx: Transaction, email: str) -> Agent:
    """Raises ``UnknownAgent``."""
    agent = tx.agents.by_email(tidy_email(email))
    if agent is None:
        raise UnknownAgent(f"Nobody at the desk has the e-mail address '{tidy_email(email)}'.")
    return agent


def agent_by_id(tx: Transaction, id: str) -> Agent:
    """Raises ``UnknownAgent``."""
    agent = tx.agents.get(id)
    if agent is None:
        raise UnknownAgent("There is no such person at the desk.")
    return agent

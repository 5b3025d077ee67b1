"""Who may do what at the desk. Deny by default: no role at a provider, no sight of it."""

from __future__ import annotations

from bot.decisions import access
from bot.decisions.errors import Refused
from bot.decisions.records import Agent, Role


class NotYours(Refused):
    """The agent has no such role there. Said in the same words as for what does not exist."""

    code = "not_yours"


def may(agent: Agent, provider: str, role: Role = Role.AGENT) -> bool:
    """Whether the agent has at least ``role`` at ``provider``, and an account that is in use."""
    return agent.disabled_at is None and access.may(agent.roles, provider, role)


def must(agent: Agent, provider: str, role: Role = Role.AGENT) -> None:
    """Raises ``NotYours`` unless ``may``."""
    if not may(agent, provider, role):
        raise NotYours("There is nothing here that you may see.")

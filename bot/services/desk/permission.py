"""Who may do what at the desk. Deny by default: no role at a provider, no sight of it."""

from __future__ import annotations

from bot.decisions import access
from bot.decisions.errors import Refused
from bot.decisions.records import Agent, Case, Role
from bot.services.ports import Transaction


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


def case_for(tx: Transaction, agent: Agent, reference: str) -> Case:
    """A case that is theirs to see. Raises ``NotYours``, for one that is not there too."""
    case = tx.cases.by_reference(reference)
    if case is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, case.provider)
    return case

"""Changes somebody's account: roles, and whether they may come in at all.

``by`` is who does it, as the database has them now; ``None`` is the command line, which may do all. Nobody changes
their own account here: an administrator who shut themselves out could not come back.
"""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.access import administers, may
from bot.decisions.errors import NotAllowed
from bot.decisions.records import Agent, Role
from bot.services.account_trail import record, record_at
from bot.services.context import Context
from bot.services.find_agent import agent_by_id


def set_role(context: Context, by: Agent | None, agent_id: str, provider: str, role: Role | None) -> Agent:
    """Give a role at ``provider``, or take it away (``None``); it holds from the person's next click.

    Raises ``NotAllowed`` unless ``by`` is an administrator there and the person already has a role there (others are
    not theirs to see), ``UnknownAgent`` and ``UnknownProvider``.
    """
    context.provider(provider)
    with context.store.write() as tx:
        agent = agent_by_id(tx, agent_id)
        if by is not None:
            _not_oneself(by, agent)
            if not may(by.roles, provider, Role.ADMINISTRATOR) or provider not in agent.roles:
                raise NotAllowed("Only an administrator of the provider may change roles there.")
        was = agent.roles.get(provider)
        if was is role:
            return agent
        roles = {slug: each for slug, each in agent.roles.items() if slug != provider}
        changed = replace(agent, roles=roles if role is None else {**roles, provider: role})
        tx.agents.save(changed)
        data = {"from": was.value if was else None, "to": role.value if role else None}
        record_at(context, tx, "account.role", agent, by, provider, data)
        tx.commit()
    return changed


def disable(context: Context, by: Agent | None, agent_id: str) -> Agent:
    """Nobody comes in with this account any more, and its sessions end now. What they did stays.

    Raises ``NotAllowed`` unless ``by`` is an administrator of every provider the person works for; ``UnknownAgent``.
    """
    with context.store.write() as tx:
        agent = agent_by_id(tx, agent_id)
        _whole_account(by, agent)
        if agent.disabled_at is not None:
            return agent
        changed = replace(agent, disabled_at=context.now())
        tx.agents.save(changed)
        tx.agent_sessions.end(agent.id, context.now())
        record(context, tx, "account.disabled", agent, by)
        tx.commit()
    return changed


def enable(context: Context, by: Agent | None, agent_id: str) -> Agent:
    """Take ``disable`` back: the old password works again. Raises as ``disable``."""
    with context.store.write() as tx:
        agent = agent_by_id(tx, agent_id)
        _whole_account(by, agent)
        if agent.disabled_at is None:
            return agent
        changed = replace(agent, disabled_at=None)
        tx.agents.save(changed)
        record(context, tx, "account.enabled", agent, by)
        tx.commit()
    return changed


def _whole_account(by: Agent | None, agent: Agent) -> None:
    if by is None:
        return
    _not_oneself(by, agent)
    if not administers(by.roles, agent.roles):
        raise NotAllowed("This account is not only yours to change; its roles at your providers are.")


def _not_oneself(by: Agent, agent: Agent) -> None:
    if by.id == agent.id:
        raise NotAllowed("Nobody changes their own roles, or shuts themselves out.")

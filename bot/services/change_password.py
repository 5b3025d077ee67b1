"""A new password. Every session of the account ends: whoever had the old one is out."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.access import administers
from bot.decisions.errors import NotAllowed
from bot.decisions.password import PasswordFault, normalised
from bot.decisions.records import Agent
from bot.services.account_trail import record
from bot.services.context import Context
from bot.services.find_agent import agent_by_id
from bot.services.new_password import hash_new, weak
from bot.services.ports import PasswordHasher
from bot.services.present_password import check_present_password


def change_password(
    context: Context, passwords: PasswordHasher, me: Agent, old: str, new: str, address: str
) -> None:
    """One's own. Raises ``WrongPassword`` (which counts as a wrong sign-in, and in a pause stands for every try) and
    ``WeakPassword``."""
    check_present_password(context, passwords, me, old, address)
    if normalised(new) == normalised(old):
        raise weak(context, PasswordFault.SAME)
    _keep(context, me, me, hash_new(context, passwords, new, me.email, me.name), "account.password_changed")


def set_password(
    context: Context, passwords: PasswordHasher, by: Agent | None, agent_id: str, new: str
) -> Agent:
    """Somebody else's, who forgot it. Raises ``NotAllowed`` as ``change_agent.disable``, ``WeakPassword`` and
    ``UnknownAgent``."""
    with context.store.read() as tx:
        agent = agent_by_id(tx, agent_id)
    if by is not None and (by.id == agent.id or not administers(by.roles, agent.roles)):
        raise NotAllowed("This account is not only yours to change.")
    return _keep(
        context, by, agent, hash_new(context, passwords, new, agent.email, agent.name), "account.password_set"
    )


def _keep(context: Context, by: Agent | None, agent: Agent, password_hash: str, action: str) -> Agent:
    with context.store.write() as tx:
        changed = replace(agent_by_id(tx, agent.id), password_hash=password_hash)
        tx.agents.save(changed)
        tx.agent_sessions.end(agent.id, context.now())
        record(context, tx, action, changed, by)
        tx.commit()
    return changed

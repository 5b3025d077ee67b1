"""Somebody new at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.decisions.access import may
from bot.decisions.errors import Conflict, NotAllowed, Refused
from bot.decisions.records import Agent, Role
from bot.services.account_trail import record_at
from bot.services.agent_email import email_of
from bot.services.context import Context
from bot.services.new_password import hash_new
from bot.services.ports import PasswordHasher


def add_agent(
    context: Context,
    passwords: PasswordHasher,
    by: Agent | None,
    *,
    name: str,
    email: str,
    password: str,
    roles: Mapping[str, Role],
) -> Agent:
    """A new account with at least one role. ``by`` None: the command line, which may do all.

    An address whose account has no role left anywhere is taken over: nobody else looks after it. Raises ``NotAllowed``
    unless ``by`` is an administrator of every provider named, ``UnknownProvider``, ``WeakPassword``, ``Conflict`` when
    the address is in use, and ``Refused`` for a missing name or role and for what is no address.
    """
    name, email = " ".join(name.split()), email_of(email)
    if not name:
        raise Refused("A name is needed: customers are told who speaks to them.")
    if not roles:
        raise Refused("At least one role at one provider is needed.")
    for slug in roles:
        context.provider(slug)
        if by is not None and not may(by.roles, slug, Role.ADMINISTRATOR):
            raise NotAllowed("Only an administrator of a provider may add people there.")
    password_hash = hash_new(context, passwords, password, email, name)
    agent = Agent(context.new_id(), name, email, password_hash, context.now(), roles=dict(roles))
    with context.store.write() as tx:
        there = tx.agents.by_email(email)
        if there is None:
            tx.agents.add(agent)
        elif there.roles:
            raise Conflict("That e-mail address is in use at a desk already.")
        else:
            agent = replace(agent, id=there.id, created_at=there.created_at)
            tx.agents.save(agent)
            tx.agent_sessions.end(agent.id, context.now())
        for slug, role in sorted(agent.roles.items()):
            record_at(context, tx, "account.added", agent, by, slug, {"role": role.value})
        tx.commit()
    return agent

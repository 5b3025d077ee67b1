"""The second step of other people: taking it away from somebody who lost their telephone, and asking it of everybody.

``by`` is who does it; ``None`` is the command line, which may do all.
"""

from __future__ import annotations

from bot.decisions.access import administers, may
from bot.decisions.errors import NotAllowed
from bot.decisions.records import Agent, Role
from bot.services.account_trail import record
from bot.services.context import Context
from bot.services.find_agent import agent_by_id


def reset_second_step(context: Context, by: Agent | None, agent_id: str) -> bool:
    """They sign in with the password alone, and set it up anew; all of their sessions end. Whether there was one.

    Raises ``NotAllowed`` as ``change_agent.disable``, and ``UnknownAgent``.
    """
    with context.store.write() as tx:
        agent = agent_by_id(tx, agent_id)
        if by is not None and (by.id == agent.id or not administers(by.roles, agent.roles)):
            raise NotAllowed("This account is not only yours to change.")
        gone = tx.second_steps.remove(agent.id)
        if gone:
            tx.agent_sessions.end(agent.id, context.now())
            record(context, tx, "account.second_step_reset", agent, by)
            tx.commit()
    return gone


def require_second_step(context: Context, by: Agent, provider: str, required: bool) -> None:
    """From everybody who has a role at ``provider``, from their next click on. Raises ``NotAllowed`` unless ``by``
    is an administrator there; ``UnknownProvider``."""
    context.provider(provider)
    if not may(by.roles, provider, Role.ADMINISTRATOR):
        raise NotAllowed("Only an administrator of the provider may ask this of everybody.")
    with context.store.write() as tx:
        if (provider in tx.second_steps.required_at()) is required:
            return
        tx.second_steps.require(provider, required, context.now(), by.id)
        action = "desk.second_step_required" if required else "desk.second_step_not_required"
        tx.audit.add(context.now(), action, f"provider:{provider}", by.id, provider)
        tx.commit()


def who_has_one(context: Context, agent_ids: list[str]) -> frozenset[str]:
    """Those of them who are asked for a second step when they sign in."""
    with context.store.read() as tx:
        steps = [tx.second_steps.get(each) for each in agent_ids]
    return frozenset(step.agent_id for step in steps if step is not None and step.confirmed_at is not None)

"""People at the desk, and chats that wait for one."""

from __future__ import annotations

from datetime import timedelta

from bot.decisions.records import Agent, AgentSession, Message, Role, Sender, Turn
from bot.services.context import Context
from bot.services.hand_off import request_person
from tests.support.context import open_chat
from tests.support.passwords import QuickPasswords
from tests.support.signing_in import PASSWORD


def add_agent(
    context: Context, name: str = "Priya", provider: str = "it-communications", role: Role = Role.AGENT
) -> Agent:
    id = name.lower().replace(" ", "-")
    password = QuickPasswords().hash(PASSWORD)
    agent = Agent(id, name, f"{id}@example.com", password, context.now(), None, {provider: role})
    with context.store.write() as tx:
        tx.agents.add(agent)
        tx.commit()
    return agent


def at_the_desk(context: Context, agent: Agent) -> None:
    """Their browser has been heard of just now."""
    with context.store.write() as tx:
        tx.agent_sessions.end(agent.id, context.now())
        ends = context.now() + timedelta(hours=12)
        key = context.new_id()
        tx.agent_sessions.add(AgentSession(key, agent.id, key, "csrf", context.now(), context.now(), ends))
        tx.commit()


def waiting_chat(context: Context, id: str = "c" * 32, provider: str = "it-communications") -> str:
    """The id of the handoff of a new chat whose customer asked for a person."""
    open_chat(context, provider, id)
    request_person(context, id, "1", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(id)
    assert handoff is not None
    return handoff.id


def says(context: Context, conversation_id: str, text: str, key: str) -> Message:
    """A customer's line that waits for its turn."""
    with context.store.write() as tx:
        line = tx.messages.add(
            Message(
                conversation_id,
                0,
                Sender.CUSTOMER,
                text,
                context.now(),
                turn=Turn.PENDING,
                key=key,
                body_hash=key,
            )
        )
        tx.commit()
    return line

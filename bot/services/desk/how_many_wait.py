"""How many customers wait for a person, at the providers that an agent answers for."""

from __future__ import annotations

from bot.decisions.records import Agent, ConversationState
from bot.services.context import Context
from bot.services.desk.passed_on import is_passed_on
from bot.services.desk.permission import may


def how_many_wait(context: Context, agent: Agent) -> int:
    """Those that nobody has, or that were passed to somebody who has not taken them up. In a chat that has ended nobody
    waits."""
    with context.store.read() as tx:
        asked = [handoff for handoff in tx.handoffs.open() if may(agent, handoff.provider)]
        tx.read_ahead_holders([handoff.conversation_id for handoff in asked])
        return sum(
            handoff.claimed_by is None or is_passed_on(tx, handoff)
            for handoff in asked
            if tx.conversations.get(handoff.conversation_id).state is not ConversationState.CLOSED
        )

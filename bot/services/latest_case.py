"""The case that a chat speaks of."""

from __future__ import annotations

from bot.decisions.records import Case
from bot.services.ports import Transaction


def case_of(tx: Transaction, conversation_id: str) -> Case | None:
    """The case opened last in this chat."""
    cases = tx.cases.of_conversation(conversation_id)
    return cases[-1] if cases else None

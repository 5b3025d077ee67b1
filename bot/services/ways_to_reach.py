"""How somebody can be reached who closes a chat."""

from __future__ import annotations

from bot.decisions.records import Contact
from bot.services.identity.shown import cases_shown
from bot.services.ports import Transaction


def ways_to_reach(tx: Transaction, conversation_id: str) -> list[Contact]:
    """What they gave in this chat, and where the reply goes of the complaints that they have shown to be theirs."""
    shown = [tx.contacts.get(case.contact_id) for case in cases_shown(tx, conversation_id)]
    return [*tx.contacts.of(conversation_id), *(each for each in shown if each is not None)]

"""The chat before this one, of the same browser: an agent ended it, and what was told there need not be told again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.decisions.errors import UnknownConversation
from bot.decisions.records import Conversation, ConversationState
from bot.services.open_conversation import recognise
from bot.services.ports import Now, Store, Transaction

FOLLOWS: Final = "conversation.follows"
"""In the audit trail of a chat. Its data: ``earlier``, the id of the chat that had ended."""
_ENDED: Final = "conversation.closed"


def follow(store: Store, now: Now, conversation: Conversation, earlier_id: str, token: str) -> bool:
    """Keep that ``conversation`` goes on where an ended one stopped. Only for whoever holds the ``token`` of that one,
    and at the same provider; anything else changes nothing, and is false."""
    try:
        earlier = recognise(store, earlier_id, token)
    except UnknownConversation:
        return False
    if earlier.state is not ConversationState.CLOSED or earlier.provider != conversation.provider:
        return False
    with store.write() as tx:
        subject = f"conversation:{conversation.id}"
        tx.audit.add(now(), FOLLOWS, subject, None, conversation.provider, {"earlier": earlier.id})
        tx.commit()
    return True


def earlier_chat(tx: Transaction, conversation_id: str) -> Conversation | None:
    """The chat that this one goes on from, unless its customer has deleted it."""
    id = earlier_id(tx, conversation_id)
    found = tx.conversations.find(id) if id else None
    return found if found is not None and found.deleted_at is None else None


def earlier_id(tx: Transaction, conversation_id: str) -> str:
    """Of the chat that this one goes on from, deleted or not; empty where it goes on from none."""
    entries = tx.audit.of(f"conversation:{conversation_id}")
    return next((str(each.data.get("earlier", "")) for each in entries if each.action == FOLLOWS), "")


def ended_at(tx: Transaction, conversation: Conversation) -> datetime:
    """When an agent ended it; when it began, if nobody put that down."""
    entries = tx.audit.of(f"conversation:{conversation.id}")
    return next((each.at for each in reversed(entries) if each.action == _ENDED), conversation.created_at)

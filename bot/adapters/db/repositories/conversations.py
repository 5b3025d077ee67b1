"""Conversations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import RowMapping, select

from bot.adapters.db.models import conversations
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.errors import UnknownConversation
from bot.decisions.records import Conversation, ConversationState


class SqlConversations(Repository):
    def add(self, conversation: Conversation) -> None:
        self._insert(conversations, conversation)

    def get(self, id: str) -> Conversation:
        found = self.find(id)
        if found is None:
            raise _unknown()
        return found

    def find(self, id: str) -> Conversation | None:
        if (ahead := self._ahead.get(("find", id))) is not None:
            return next(iter(ahead), None)
        row = self._one(select(conversations).where(conversations.c.id == id))
        return None if row is None else as_conversation(row)

    def read_ahead(self, ids: Iterable[str]) -> None:
        self._read_ahead("find", ids, select(conversations), conversations.c.id, as_conversation)

    def set_state(self, id: str, state: ConversationState) -> None:
        """Raises ``UnknownConversation``."""
        self._change(conversations, id, {"state": state.value}, missing=_unknown())

    def set_agreed(self, id: str, agreed: str | None) -> None:
        """What an agent agreed with the customer. Raises ``UnknownConversation``."""
        self._change(conversations, id, {"agreed": agreed}, missing=_unknown())

    def mark_deleted(self, id: str, at: datetime) -> None:
        """Raises ``UnknownConversation``."""
        self._change(conversations, id, {"deleted_at": at}, missing=_unknown())


def _unknown() -> UnknownConversation:
    return UnknownConversation("There is no such conversation.")


def as_conversation(row: RowMapping) -> Conversation:
    return Conversation(**{**without_seq(row), "state": ConversationState(row["state"])})

"""How customers must be treated, as they said it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.decisions.care import Care


class CareNotes(Protocol):
    def of(self, conversation_id: str) -> Care:
        """What was learnt in this chat; a plain ``Care`` where nothing was."""
        ...

    def save(self, learnt: Care, at: datetime) -> None: ...
    def confirmed_like(self, conversation_id: str) -> list[str]:
        """Other chats with the same provider in which a contact was confirmed that is confirmed in this one too,
        newest first; those that were deleted are left out."""
        ...

    def wipe(self, conversation_id: str) -> None: ...

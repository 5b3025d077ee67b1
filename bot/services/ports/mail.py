"""What is to be sent, and mails that were written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.decisions.records import OutboxItem


class Outbox(Protocol):
    def add(
        self,
        kind: str,
        key: str,
        payload: dict[str, Any],
        at: datetime,
        conversation_id: str | None = None,
        due_at: datetime | None = None,
    ) -> None:
        """Queue once: a second call with the same ``key`` does nothing. ``conversation_id``: the chat it is about.
        ``due_at``: not to be sent before; at once without."""
        ...

    def find(self, key: str) -> OutboxItem | None: ...
    def revise(self, key: str, payload: dict[str, Any], due_at: datetime) -> bool:
        """Change what was queued under ``key``, if nobody has begun to send it; whether it could be."""
        ...

    def due(
        self, at: datetime, limit: int = 20, *, only: str | None = None, but: Sequence[str] = ()
    ) -> list[OutboxItem]:
        """Of one kind only, or of all but some."""
        ...

    def holds(self, id: int, key: str) -> bool:
        """Is it still there? An id alone may be a later item's: SQLite gives it again."""
        ...

    def wipe(self, conversation_id: str, kind: str) -> list[str]:
        """Take away what is about a chat, sent or not; the keys."""
        ...

    def sent(self, id: int, at: datetime) -> None: ...
    def failed(self, id: int, error: str, again_at: datetime | None, at: datetime) -> None:
        """Count the attempt; ``again_at`` None means dead."""
        ...

    def all(self, limit: int = 200) -> list[OutboxItem]: ...


class MailRemover(Protocol):
    """Mails that were written and lie within our reach."""

    def remove(self, key: str) -> None:
        """Nothing is there after it; nothing need be there before. Raises ``OSError``."""
        ...

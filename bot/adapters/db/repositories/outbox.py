"""What is to be sent after commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.adapters.db.models import outbox
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.errors import Refused
from bot.decisions.records import OutboxItem


class SqlOutbox(Repository):
    def add(
        self,
        kind: str,
        key: str,
        payload: dict[str, Any],
        at: datetime,
        conversation_id: str | None = None,
        due_at: datetime | None = None,
    ) -> None:
        if self._one(select(outbox.c.id).where(outbox.c.key == key)) is not None:
            return
        item = {"kind": kind, "key": key, "payload": payload, "created_at": at, "attempts": 0}
        item["due_at"] = due_at or at
        self._connection.execute(insert(outbox).values(item | {"conversation_id": conversation_id}))

    def due(
        self, at: datetime, limit: int = 20, *, only: str | None = None, but: Sequence[str] = ()
    ) -> list[OutboxItem]:
        """Neither sent nor dead, longest due first."""
        waiting = [outbox.c.sent_at.is_(None), outbox.c.dead_at.is_(None), outbox.c.due_at <= at]
        if only is not None:
            waiting.append(outbox.c.kind == only)
        if but:
            waiting.append(outbox.c.kind.not_in(but))
        queue = select(outbox).where(*waiting).order_by(outbox.c.due_at, outbox.c.id).limit(limit)
        return [OutboxItem(**row) for row in self._all(queue)]

    def find(self, key: str) -> OutboxItem | None:
        row = self._one(select(outbox).where(outbox.c.key == key))
        return None if row is None else OutboxItem(**row)

    def revise(self, key: str, payload: dict[str, Any], due_at: datetime) -> bool:
        """Change what was queued under ``key``, if nobody has begun to send it; whether it could be."""
        untouched = (outbox.c.attempts == 0, outbox.c.sent_at.is_(None), outbox.c.dead_at.is_(None))
        mine = update(outbox).where(outbox.c.key == key, *untouched)
        return bool(self._connection.execute(mine.values(payload=payload, due_at=due_at)).rowcount)

    def holds(self, id: int, key: str) -> bool:
        """Is it still there? An id alone may be a later item's: SQLite gives it again."""
        same = (outbox.c.id == id, outbox.c.key == key)
        return self._one(select(outbox.c.id).where(*same)) is not None

    def wipe(self, conversation_id: str, kind: str) -> list[str]:
        """Take away what is about a chat, sent or not; the keys."""
        about = (outbox.c.conversation_id == conversation_id, outbox.c.kind == kind)
        gone = self._connection.execute(delete(outbox).where(*about).returning(outbox.c.key))
        return [str(key) for key in gone.scalars()]

    def sent(self, id: int, at: datetime) -> None:
        """Raises ``Refused`` for an unknown item."""
        self._update(id, {"sent_at": at})

    def failed(self, id: int, error: str, again_at: datetime | None, at: datetime) -> None:
        """Raises ``Refused`` for an unknown item."""
        then = {"dead_at": at} if again_at is None else {"due_at": again_at}
        self._update(id, {"attempts": outbox.c.attempts + 1, "last_error": error, **then})

    def all(self, limit: int = 200) -> list[OutboxItem]:
        """The newest ``limit`` items, in the order in which they were queued."""
        newest = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
        return [OutboxItem(**row) for row in reversed(self._all(newest))]

    def _update(self, id: int, values: dict[str, Any]) -> None:
        if not self._connection.execute(update(outbox).where(outbox.c.id == id).values(values)).rowcount:
            raise Refused(f"There is no outbox item {id}.")

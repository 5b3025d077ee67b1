"""What the desk keeps beside conversations and cases: notes, the audit trail, spoken codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.adapters.db.models import audit, notes, spoken_codes
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.records import AuditEntry, Note, SpokenCode


class SqlNotes(Repository):
    def add(self, note: Note) -> None:
        self._insert(notes, note)

    def of_conversation(self, conversation_id: str) -> list[Note]:
        mine = select(notes).where(notes.c.conversation_id == conversation_id).order_by(notes.c.seq)
        return [Note(**without_seq(row)) for row in self._all(mine)]


class SqlAudit(Repository):
    """Rows are added and read, never changed."""

    def add(
        self,
        at: datetime,
        action: str,
        subject: str,
        agent_id: str | None = None,
        provider: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        row = {"at": at, "action": action, "subject": subject, "agent_id": agent_id, "provider": provider}
        self._connection.execute(insert(audit).values({**row, "data": data or {}}))

    def of(self, subject: str) -> list[AuditEntry]:
        """Oldest first."""
        if (ahead := self._ahead.get(("of", subject))) is not None:
            return list(ahead)
        mine = select(audit).where(audit.c.subject == subject).order_by(audit.c.id)
        return [AuditEntry(**row) for row in self._all(mine)]

    def read_ahead_of(self, subjects: Iterable[str]) -> list[AuditEntry]:
        done = select(audit).order_by(audit.c.id)
        return self._read_ahead("of", subjects, done, audit.c.subject, lambda row: AuditEntry(**row))

    def last(self, subject: str) -> datetime | None:
        """When something was last done to it."""
        newest = select(audit.c.at).where(audit.c.subject == subject).order_by(audit.c.id.desc()).limit(1)
        return self._connection.execute(newest).scalar()

    def times(self, agent_id: str, action: str, since: datetime) -> list[datetime]:
        """When the agent did it, after ``since``, oldest first."""
        theirs = (audit.c.agent_id == agent_id, audit.c.action == action, audit.c.at > since)
        return [row["at"] for row in self._all(select(audit.c.at).where(*theirs).order_by(audit.c.id))]

    def newest(self, provider: str | None = None, limit: int = 200) -> list[AuditEntry]:
        """Newest first; ``provider`` None is everybody's."""
        listed = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if provider is not None:
            listed = listed.where(audit.c.provider == provider)
        return [AuditEntry(**row) for row in self._all(listed)]


class SqlSpokenCodes(Repository):
    def add(self, code: SpokenCode) -> None:
        self._insert(spoken_codes, code)

    def standing(self, provider: str, code: str, at: datetime) -> SpokenCode | None:
        """The newest one that has not expired at ``at``; used ones too, so that a second agent finds the card."""
        mine = (
            spoken_codes.c.provider == provider,
            spoken_codes.c.code == code,
            spoken_codes.c.expires_at > at,
        )
        row = self._one(select(spoken_codes).where(*mine).order_by(spoken_codes.c.seq.desc()))
        return None if row is None else SpokenCode(**without_seq(row))

    def of_conversation(self, conversation_id: str, at: datetime) -> SpokenCode | None:
        """The one that the chat shows already, if it has not expired."""
        mine = (spoken_codes.c.conversation_id == conversation_id, spoken_codes.c.expires_at > at)
        row = self._one(select(spoken_codes).where(*mine).order_by(spoken_codes.c.seq.desc()))
        return None if row is None else SpokenCode(**without_seq(row))

    def use(self, id: str, at: datetime) -> None:
        unused = (spoken_codes.c.id == id, spoken_codes.c.used_at.is_(None))
        self._connection.execute(update(spoken_codes).where(*unused).values(used_at=at))

"""Who showed, or tried to show, who they are; and the tries that are counted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, or_, select

from bot.adapters.db.identity_tables import identity_tries, recognitions
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.errors import Refused
from bot.decisions.recognition import Identity, Recognition, RecognitionStatus


class SqlRecognitions(Repository):
    def add(self, recognition: Recognition) -> None:
        self._insert(recognitions, recognition)

    def save(self, recognition: Recognition) -> None:
        """Raises ``Refused`` if it was never added."""
        missing = Refused("There is no such recognition to save.")
        self._change(recognitions, recognition.id, as_row(recognition), missing=missing)

    def get(self, id: str) -> Recognition | None:
        row = self._one(select(recognitions).where(recognitions.c.id == id))
        return None if row is None else _recognition(row)

    def latest(self, conversation_id: str) -> Recognition | None:
        """The one begun last in this chat, whatever became of it."""
        mine = select(recognitions).where(recognitions.c.conversation_id == conversation_id)
        row = self._one(mine.order_by(recognitions.c.seq.desc()).limit(1))
        return None if row is None else _recognition(row)

    def confirmed(self, conversation_id: str) -> list[Recognition]:
        """Those that stand in this chat, oldest first."""
        mine = (
            recognitions.c.conversation_id == conversation_id,
            recognitions.c.status == RecognitionStatus.CONFIRMED.value,
        )
        return [
            _recognition(row)
            for row in self._all(select(recognitions).where(*mine).order_by(recognitions.c.seq))
        ]

    def over(self, at: datetime) -> list[Recognition]:
        """Those that stand although their time has passed at ``at``."""
        ended = (
            recognitions.c.status == RecognitionStatus.CONFIRMED.value,
            recognitions.c.lapses_at <= at,
        )
        return [_recognition(row) for row in self._all(select(recognitions).where(*ended))]

    def wipe(self, conversation_id: str) -> None:
        for table in (recognitions, identity_tries):
            self._connection.execute(delete(table).where(table.c.conversation_id == conversation_id))

    def count_try(
        self, conversation_id: str, kind: str, subject_key: str, address_key: str | None, at: datetime
    ) -> None:
        tried = {"conversation_id": conversation_id, "kind": kind, "subject_key": subject_key}
        self._connection.execute(
            insert(identity_tries).values(tried | {"address_key": address_key, "at": at})
        )

    def tries(
        self, kind: str, conversation_id: str, subject_key: str, address_key: str | None, since: datetime
    ) -> list[tuple[datetime, str, str, str | None]]:
        """When, in which chat, about what and from where: those that share one of the three, since ``since``."""
        shared = [
            identity_tries.c.conversation_id == conversation_id,
            identity_tries.c.subject_key == subject_key,
        ]
        if address_key is not None:
            shared.append(identity_tries.c.address_key == address_key)
        columns = (
            identity_tries.c.at,
            identity_tries.c.conversation_id,
            identity_tries.c.subject_key,
            identity_tries.c.address_key,
        )
        asked = select(*columns).where(
            identity_tries.c.kind == kind, identity_tries.c.at >= since, or_(*shared)
        )
        return [tuple(row.values()) for row in self._all(asked)]  # type: ignore[misc]

    def forget_tries(self, before: datetime) -> int:
        """Drop what no limit looks at any more; how many."""
        return self._connection.execute(delete(identity_tries).where(identity_tries.c.at < before)).rowcount


def _recognition(row: RowMapping) -> Recognition:
    kept = without_seq(row)
    kept["status"] = RecognitionStatus(kept["status"])
    kept["identity"] = Identity(kept["identity"])
    return Recognition(**kept)

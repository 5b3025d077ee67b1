"""What customers were told, with a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.adapters.db.models import promises
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.records import Promise


class SqlPromises(Repository):
    def add(self, promise: Promise) -> None:
        self._insert(promises, promise)

    def of_conversation(self, conversation_id: str) -> list[Promise]:
        """In the order in which they were made."""
        return self._made(promises.c.conversation_id == conversation_id)

    def of_case(self, case_id: str) -> list[Promise]:
        """In the order in which they were made."""
        return self._made(promises.c.case_id == case_id)

    def keep(self, conversation_id: str, kind: str, at: datetime) -> None:
        """Mark the open ones of that kind in the conversation as kept."""
        mine = (
            promises.c.conversation_id == conversation_id,
            promises.c.kind == kind,
            promises.c.kept_at.is_(None),
        )
        self._connection.execute(update(promises).where(*mine).values(kept_at=at))

    def settle(self, case_id: str, at: datetime, but: Sequence[str] = ()) -> None:
        unsettled = (
            promises.c.case_id == case_id,
            promises.c.kept_at.is_(None),
            promises.c.kind.not_in(but),
        )
        self._connection.execute(update(promises).where(*unsettled).values(kept_at=at))

    def unsettle(self, case_id: str, kinds: Sequence[str]) -> None:
        """Those of the case of these kinds are open again."""
        these = (promises.c.case_id == case_id, promises.c.kind.in_(kinds))
        self._connection.execute(update(promises).where(*these).values(kept_at=None))

    def _made(self, wanted: ColumnElement[bool]) -> list[Promise]:
        made = select(promises).where(wanted).order_by(promises.c.seq)
        return [Promise(**without_seq(row)) for row in self._all(made)]

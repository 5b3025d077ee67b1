"""The files that customers and agents sent; their bytes lie elsewhere."""

from __future__ import annotations

from sqlalchemy import delete, func, select, update

from bot.adapters.db.models import files
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.records import StoredFile


class SqlFiles(Repository):
    def add(self, file: StoredFile) -> None:
        self._insert(files, file)

    def get(self, id: str) -> StoredFile | None:
        row = self._one(select(files).where(files.c.id == id))
        return None if row is None else StoredFile(**without_seq(row))

    def of_conversation(self, conversation_id: str) -> list[StoredFile]:
        mine = select(files).where(files.c.conversation_id == conversation_id).order_by(files.c.seq)
        return [StoredFile(**without_seq(row)) for row in self._all(mine)]

    def total(self, conversation_id: str) -> tuple[int, int]:
        """How many, and how many bytes."""
        mine = select(func.count(), func.coalesce(func.sum(files.c.size), 0)).where(
            files.c.conversation_id == conversation_id
        )
        count, size = self._connection.execute(mine).one()
        return int(count), int(size)

    def of_case(self, case_id: str) -> list[StoredFile]:
        on_it = select(files).where(files.c.case_id == case_id).order_by(files.c.seq)
        return [StoredFile(**without_seq(row)) for row in self._all(on_it)]

    def remove(self, id: str) -> None:
        """Forget one."""
        self._connection.execute(delete(files).where(files.c.id == id))

    def wipe(self, conversation_id: str) -> list[str]:
        """Forget those of a chat; the ids of their bytes."""
        mine = [file.id for file in self.of_conversation(conversation_id)]
        self._connection.execute(delete(files).where(files.c.conversation_id == conversation_id))
        return mine

    def put_on_case(self, conversation_id: str, case_id: str) -> None:
        """Those that came before the case was opened."""
        loose = (files.c.conversation_id == conversation_id, files.c.case_id.is_(None))
        self._connection.execute(update(files).where(*loose).values(case_id=case_id))

"""How customers must be treated, as they said it in their chats."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.adapters.db.care_table import care
from bot.adapters.db.models import contacts, conversations
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.care import Care


class SqlCare(Repository):
    def of(self, conversation_id: str) -> Care:
        """What was learnt in this chat; a plain ``Care`` where nothing was."""
        row = self._one(select(care.c.kept).where(care.c.conversation_id == conversation_id))
        return Care(conversation_id) if row is None else Care.from_json(conversation_id, row["kept"])

    def save(self, learnt: Care, at: datetime) -> None:
        values = {"kept": learnt.as_json(), "updated_at": at}
        mine = care.c.conversation_id == learnt.conversation_id
        if not self._connection.execute(update(care).where(mine).values(values)).rowcount:
            self._connection.execute(insert(care).values(conversation_id=learnt.conversation_id, **values))

    def confirmed_like(self, conversation_id: str) -> list[str]:
        """Other chats with the same provider in which a contact was confirmed that is confirmed in this one too,
        newest first; those that were deleted are left out."""
        mine, theirs = contacts.alias("mine"), contacts.alias("theirs")
        here, there = conversations.alias("here"), conversations.alias("there")
        same = (
            select(there.c.id)
            .select_from(mine)
            .join(theirs, (theirs.c.kind == mine.c.kind) & (theirs.c.value == mine.c.value))
            .join(here, here.c.id == mine.c.conversation_id)
            .join(there, there.c.id == theirs.c.conversation_id)
            .where(
                mine.c.conversation_id == conversation_id,
                theirs.c.conversation_id != conversation_id,
                mine.c.confirmed_at.is_not(None),
                theirs.c.confirmed_at.is_not(None),
                there.c.provider == here.c.provider,
                there.c.deleted_at.is_(None),
            )
            .order_by(there.c.seq.desc())
        )
        return list(dict.fromkeys(str(row["id"]) for row in self._all(same)))

    def wipe(self, conversation_id: str) -> None:
        self._connection.execute(delete(care).where(care.c.conversation_id == conversation_id))

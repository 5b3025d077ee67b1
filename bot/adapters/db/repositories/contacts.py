"""Ways to reach a customer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, delete, func, select, update

from bot.adapters.db.models import contacts
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.errors import Refused
from bot.decisions.records import Contact, ContactKind


class SqlContacts(Repository):
    def add(self, contact: Contact) -> None:
        """Raises ``Conflict`` if the conversation has it already."""
        self._insert(contacts, contact)

    def get(self, id: str) -> Contact | None:
        row = self._one(select(contacts).where(contacts.c.id == id))
        return None if row is None else _contact(row)

    def find(self, conversation_id: str, kind: str, value: str) -> Contact | None:
        same = (
            contacts.c.conversation_id == conversation_id,
            contacts.c.kind == str(kind),
            contacts.c.value == value,
        )
        row = self._one(select(contacts).where(*same))
        return None if row is None else _contact(row)

    def of(self, conversation_id: str) -> list[Contact]:
        """In the order in which they were given."""
        given = select(contacts).where(contacts.c.conversation_id == conversation_id).order_by(contacts.c.seq)
        return [_contact(row) for row in self._all(given)]

    def confirm(self, id: str, at: datetime) -> None:
        """The first confirmation stays. Raises ``Refused`` for an unknown contact."""
        confirmed = {"confirmed_at": func.coalesce(contacts.c.confirmed_at, at)}
        self._change(contacts, id, confirmed, missing=Refused("There is no such contact to confirm."))

    def unreachable(self, id: str, at: datetime | None) -> bool:
        """The first time stays. Whether that was news; for an unknown contact it is none."""
        was = (
            contacts.c.unreachable_at.is_(None) if at is not None else contacts.c.unreachable_at.is_not(None)
        )
        changed = update(contacts).where(contacts.c.id == id, was).values(unreachable_at=at)
        return bool(self._connection.execute(changed).rowcount)

    def remove(self, id: str) -> None:
        self._connection.execute(delete(contacts).where(contacts.c.id == id))

    def wipe(self, conversation_id: str) -> None:
        self._connection.execute(delete(contacts).where(contacts.c.conversation_id == conversation_id))


def _contact(row: RowMapping) -> Contact:
    return Contact(**{**without_seq(row), "kind": ContactKind(row["kind"])})

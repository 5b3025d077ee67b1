"""What all repositories share: records to rows and back."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, Table, insert, update

from bot.decisions.errors import FirstlineError


class Repository:
    """Rows of one unit of work's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _insert(self, table: Table, record: Any) -> None:
        self._connection.execute(insert(table).values(as_row(record)))

    def _change(self, table: Table, id: str, values: dict[str, Any], missing: FirstlineError) -> None:
        """Raises ``missing`` when there is no row ``id``."""
        if not self._connection.execute(update(table).where(table.c.id == id).values(values)).rowcount:
            raise missing

    def _one(self, statement: Executable) -> RowMapping | None:
        return self._connection.execute(statement).mappings().first()

    def _all(self, statement: Executable) -> list[RowMapping]:
        return list(self._connection.execute(statement).mappings())


def as_row(record: Any) -> dict[str, Any]:
    """Columns of a record. Its own values are not copied: the database writes them out at once."""
    return {field.name: _as_column(getattr(record, field.name)) for field in fields(record)}


def _as_column(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def without_seq(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "seq"}

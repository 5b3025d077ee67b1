"""What all repositories share: records to rows and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import Enum
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Executable, RowMapping, Select, Table, insert, update

from bot.decisions.errors import FirstlineError

_T = TypeVar("_T")
_AT_ONCE: Final = 1000
"""Ids in one statement: every database takes as many."""


class Repository:
    """Rows of one unit of work's connection. ``_ahead``: what ``read_ahead`` fetched for many at once, by the name of
    the method that asks for it and what it is asked about; only a unit that cannot write reads ahead."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ahead: dict[tuple[str, str], Any] = {}

    def _read_ahead(
        self,
        method: str,
        ids: Iterable[str],
        asked: Select[Any],
        of: Column[str],
        make: Callable[[RowMapping], _T],
    ) -> list[_T]:
        """Keep what ``method`` will be asked about each of ``ids``, in the order of ``asked``; ``of``: the column with
        the id. All of it comes back."""
        each_once = list(dict.fromkeys(ids))
        found: dict[str, list[_T]] = {id: [] for id in each_once}
        for first in range(0, len(each_once), _AT_ONCE):
            for row in self._all(asked.where(of.in_(each_once[first : first + _AT_ONCE]))):
                found[row[of.name]].append(make(row))
        self._ahead |= {(method, id): rows for id, rows in found.items()}
        return [each for rows in found.values() for each in rows]

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

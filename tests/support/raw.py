"""The database as somebody has it who goes round the store, whichever kind it is, and how each says no."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import create_engine, event, text

from bot.adapters.db.connect import read_url

ONLY_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""For what is so on that kind of database only: a file, for example."""
ONLY_POSTGRESQL = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


class Raw:
    """A plain connection; each statement stands at once."""

    def __init__(self, url: str) -> None:
        self.on_sqlite = url.startswith("sqlite")
        self._engine = create_engine(read_url(url), isolation_level="AUTOCOMMIT")
        if self.on_sqlite:
            event.listen(self._engine, "connect", _foreign_keys)
        self._connection = self._engine.connect()

    def say(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """Run it; the rows, if it gives any. Raises SQLAlchemy's ``IntegrityError`` for what the database refuses."""
        result = self._connection.execute(text(statement), values)
        return [tuple(row) for row in result] if result.returns_rows else []

    def insert(self, table: str, values: dict[str, Any]) -> None:
        marks = ", ".join(f":{name}" for name in values)
        self.say(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", **values)

    def no_null(self, table: str, column: str) -> str:
        """A pattern of what is said when the column is left out."""
        return (
            f"NOT NULL constraint failed: {table}.{column}"
            if self.on_sqlite
            else f'null value in column "{column}"'
        )

    def no_second(self, table: str, column: str) -> str:
        return f"UNIQUE constraint failed: {table}.{column}" if self.on_sqlite else f"uq_{table}_{column}"

    @property
    def no_orphan(self) -> str:
        return "FOREIGN KEY" if self.on_sqlite else "foreign key constraint"

    @property
    def no_nonsense(self) -> str:
        return "CHECK" if self.on_sqlite else "check constraint"

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()


def _foreign_keys(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")

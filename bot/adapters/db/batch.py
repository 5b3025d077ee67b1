"""Many units of work on one connection, kept together: each commit waits for the disk, and thousands are minutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from bot.adapters.db.connect import writing
from bot.adapters.db.store import SqlReading, SqlTransaction


class _Inner(SqlTransaction):
    """A unit of work within another. ``done``: it was committed; only what comes after it would be taken back."""

    done = False

    def commit(self) -> None:
        self.done = True


class SqlBatch:
    """Fulfils ``bot.services.ports.Batch``. The only writer between its first unit and ``keep``: keep often. For one
    thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._writing = writing(engine)
        self._connection: Connection | None = None

    @contextmanager
    def read(self) -> Iterator[SqlReading]:
        """Sees what the batch has done so far."""
        yield SqlReading(self._open())

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        unit = _Inner(self._open())
        self._say("SAVEPOINT unit")
        try:
            yield unit
        finally:
            if not unit.done:
                self._say("ROLLBACK TO SAVEPOINT unit")
            self._say("RELEASE SAVEPOINT unit")

    def keep(self) -> None:
        if self._connection is not None:
            self._connection.commit()
            self._close()

    def drop(self) -> None:
        if self._connection is not None:
            self._connection.rollback()
            self._close()

    def _say(self, statement: str) -> None:
        """Past SQLAlchemy, whose own savepoints take a fifth of the time of a made-up year."""
        cursor = self._open().connection.cursor()
        cursor.execute(statement)
        cursor.close()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._writing.connect()
            self._connection.begin()
        return self._connection

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

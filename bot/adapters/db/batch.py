"""Many units of work on one connection, kept together: each commit waits for the disk, and thousands are minutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, NestedTransaction

from bot.adapters.db.connect import writing
from bot.adapters.db.store import SqlTransaction


class _Inner(SqlTransaction):
    """A unit of work within another: its commit keeps a savepoint."""

    def __init__(self, connection: Connection, savepoint: NestedTransaction | None) -> None:
        super().__init__(connection)
        self._savepoint = savepoint

    def commit(self) -> None:
        if self._savepoint is not None:
            self._savepoint.commit()


class SqlBatch:
    """Fulfils ``bot.services.ports.Batch``. The only writer between its first unit and ``keep``: keep often. For
    one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._writing = writing(engine)
        self._connection: Connection | None = None

    @contextmanager
    def read(self) -> Iterator[SqlTransaction]:
        """Sees what the batch has done so far."""
        yield _Inner(self._open(), None)

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        connection = self._open()
        savepoint = connection.begin_nested()
        try:
            yield _Inner(connection, savepoint)
        finally:
            if savepoint.is_active:
                savepoint.rollback()

    def keep(self) -> None:
        if self._connection is not None:
            self._connection.commit()
            self._close()

    def drop(self) -> None:
        if self._connection is not None:
            self._connection.rollback()
            self._close()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._writing.connect()
            self._connection.begin()
        return self._connection

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

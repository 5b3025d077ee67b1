"""The engine for a database URL, and how a unit of work begins on each kind of database.

Everything that only one kind of database understands is here (and in the branches of migrations).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from bot.adapters.db.columns import dumps
from bot.adapters.db.faults import speak_firstline
from bot.decisions.errors import Unsound

_UNIT = "firstline_unit"
_BUSY_MS = 5_000
_WRITERS_LOCK = 0x46_4C  # "FL": one advisory lock for all writers


def connect(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine for ``url``: a SQLite file (made if absent, readable by its owner only) or PostgreSQL.

    ``foreign_keys=False`` is for migrations on SQLite, which rebuild tables.
    Raises ``Unsound`` for any other URL.
    """
    parsed = read_url(url)
    # Statements may carry what customers wrote: errors and logs name the statement, never its values.
    options = {"hide_parameters": True, "json_serializer": dumps, "pool_pre_ping": _is_postgresql(parsed)}
    try:
        engine = create_engine(parsed, **options)
    except ModuleNotFoundError as error:
        raise Unsound(
            f"PostgreSQL needs the Python package '{error.name}', which is not installed."
        ) from None
    if _is_postgresql(parsed):
        event.listen(engine, "begin", _begin_on_postgresql)
    else:
        _prepare_file(sqlite_file(url))
        event.listen(engine, "connect", _SqliteSettings(foreign_keys))
        event.listen(engine, "begin", _begin_on_sqlite)
    speak_firstline(engine)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine, whose units of work only read; the database itself refuses a write."""
    return engine.execution_options(**{_UNIT: "read"})


def writing(engine: Engine) -> Engine:
    """The same engine, whose units of work take their turn as the only writer from the first moment.

    So what a unit reads cannot change before it writes.
    SQLite: ``BEGIN IMMEDIATE``. PostgreSQL: an advisory lock.
    """
    return engine.execution_options(**{_UNIT: "write"})


def claiming(engine: Engine) -> Engine:
    """The same engine, whose units of work write only rows that they lock themselves (``FOR UPDATE``).

    SQLite locks no rows: as ``writing``. PostgreSQL: without the lock of all writers.
    """
    return engine.execution_options(**{_UNIT: "claim"})


def read_url(url: str) -> URL:
    """``url`` with the driver we use. Raises ``Unsound`` unless it is SQLite in a file or PostgreSQL."""
    try:
        parsed = make_url(url)
    except Exception:
        # The URL may hold a password: it is not repeated.
        raise Unsound("DATABASE_URL cannot be read; write sqlite:///path/to/file or postgresql://…") from None
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database and ":memory:" not in parsed.database:
        return parsed
    raise Unsound(
        "DATABASE_URL must name a SQLite file (sqlite:///path/to/file) or PostgreSQL (postgresql://…)."
    )


def sqlite_file(url: str) -> Path | None:
    """The file behind ``url``, or None when it is not SQLite."""
    parsed = read_url(url)
    return Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" else None


def _is_postgresql(url: URL) -> bool:
    return url.get_backend_name() == "postgresql"


def _prepare_file(path: Path | None) -> None:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # the -wal and -shm files take their mode from it


class _SqliteSettings:
    """What every new SQLite connection is told."""

    def __init__(self, foreign_keys: bool) -> None:
        self._foreign_keys = foreign_keys

    def __call__(self, dbapi_connection: Any, _record: Any) -> None:
        # The driver's own BEGIN comes late and is deferred: it lost updates. We begin ourselves.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        _switch_to_wal(cursor)
        # A reference is shown after commit, so a commit must outlive a power cut.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")  # a customer who deletes a chat is told that it is wiped
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if self._foreign_keys else 'OFF'}")
        cursor.close()


def _switch_to_wal(cursor: Any) -> None:
    """Once a file. While another process switches or migrates a new file SQLite says "locked" at once: it does not
    heed ``busy_timeout`` for this, so we wait as long ourselves."""
    patient = Retrying(
        retry=retry_if_exception_type(sqlite3.OperationalError),
        stop=stop_after_delay(_BUSY_MS / 1000),
        wait=wait_random(0.02, 0.1),
        reraise=True,
    )
    for attempt in patient:
        with attempt:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode = WAL")


def _begin_on_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_UNIT) in ("write", "claim")
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_on_postgresql(connection: Connection) -> None:
    unit = connection.get_execution_options().get(_UNIT)
    if unit == "write":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
    elif unit != "claim":
        # One moment for the whole unit, as on SQLite; by itself PostgreSQL looks anew at each statement.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


@contextmanager
def letting_go(connection: Connection, table: str) -> Iterator[None]:
    """Within it rows of ``table`` may be deleted although a trigger forbids it (``case_events`` is append-only). The
    triggers are as before when it is left, in the same transaction: nobody else ever sees the table without them."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    of_it = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    found = [(str(row.name), str(row.sql)) for row in connection.execute(of_it, {"table": table})]
    for name, _ in found:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, made in found:
        connection.exec_driver_sql(made)

"""What reaches the database, counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.adapters.db.store import SqlStore
from bot.services.context import Context


@contextmanager
def statements(context: Context) -> Iterator[list[str]]:
    """Every statement that reaches the database, in order, from whichever thread."""
    assert isinstance(context.store, SqlStore)
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(context.store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(context.store.engine, "before_cursor_execute", note)

"""What reaches the database, counted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.adapters.db.store import SqlStore
from bot.services.context import Context


@contextmanager
def statements(context: Context, *, only_mine: bool = False) -> Iterator[list[str]]:
    """Every statement that reaches the database, in order, from any thread. ``only_mine``: from this one, where an
    app that runs beside it looks at the same database now and then."""
    assert isinstance(context.store, SqlStore)
    seen: list[str] = []
    mine = threading.get_ident()

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if not only_mine or threading.get_ident() == mine:
            seen.append(statement)

    event.listen(context.store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(context.store.engine, "before_cursor_execute", note)

"""Run by Alembic, on the connection that ``bot.adapters.db.migrate`` gives it."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from bot.adapters.db import (  # noqa: F401 (their tables belong to the metadata)
    first_contact_tables,
    mail_tables,
    outbox_tables,
)
from bot.adapters.db.table_parts import metadata
from bot.decisions.errors import Unsound


def _without_our_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations stay as they were when our own column types change: they name SQLAlchemy's."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def _run(connection: Connection) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        render_as_batch=on_sqlite,
        render_item=_without_our_types,
    )
    with context.begin_transaction():
        context.run_migrations()
        if on_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
            raise Unsound(
                f"The migration would leave {len(broken)} row(s) naming a missing row; nothing was changed."
            )


_run(context.config.attributes["connection"])

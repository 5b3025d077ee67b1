"""Bringing the tables up to date, from Python: ``migrate(url)``, ``pending(url)``, ``current(url)``.

After a change of a table, ``python -m bot.adapters.db.migrate "what it does"`` writes the migration; read it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.adapters.db.connect import connect, reading, sqlite_file, writing
from bot.decisions.errors import Unsound

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Bring the database up to date, all or nothing. Several processes may try at once; one does it.

    Raises ``Unsound`` for a database that a newer Firstline has migrated.
    """
    with _writing_connection(url) as connection, _known_revisions():
        command.upgrade(_config(connection), "head")


def pending(url: str) -> list[str]:
    """Revisions not yet applied, oldest first, each with what it does. Makes no SQLite file.

    Raises ``Unsound`` for a database that a newer Firstline has migrated.
    """
    script = ScriptDirectory.from_config(_config())
    with _known_revisions():
        todo = list(script.iterate_revisions("head", current(url) or "base"))
    return [f"{revision.revision} {revision.doc}" for revision in reversed(todo)]


def current(url: str) -> str | None:
    """The revision that the database has, None before the first. Makes no SQLite file."""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return None
    engine = reading(connect(url))
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def new_revision(message: str) -> None:
    """Write what the models have and the migrations lack as a new file in ``migrations/versions``."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/new.db"
        migrate(url)
        with _writing_connection(url) as connection:
            number = len(list((_MIGRATIONS / "versions").glob("[0-9]*.py"))) + 1
            command.revision(_config(connection), message, autogenerate=True, rev_id=f"{number:04}")


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={} if connection is None else {"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


@contextmanager
def _known_revisions() -> Iterator[None]:
    try:
        yield
    except (CommandError, RevisionError) as error:
        raise Unsound(f"The database is newer than this Firstline; update it. ({error})") from error


@contextmanager
def _writing_connection(url: str) -> Iterator[Connection]:
    # SQLite changes a table by rebuilding it, which foreign keys would read as deleting every row.
    engine = writing(connect(url, foreign_keys=False))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


if __name__ == "__main__":
    new_revision(" ".join(sys.argv[1:]) or "change")

"""A store of its own for each test, on a real SQLite file made by the real migrations."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bot.adapters.db.migrate import migrate
from bot.adapters.db.store import SqlStore, open_store
from bot.services.ports import Store


def fresh_store(tmp_path: Path) -> Store:
    """An empty, migrated store in ``tmp_path/firstline.db``. Quick: the migrations run once a session."""
    return fresh_sql_store(tmp_path)


def fresh_sql_store(tmp_path: Path) -> SqlStore:
    """The same, for tests that look behind the store: ``.engine`` is SQLAlchemy's."""
    return open_store(fresh_url(tmp_path))


def fresh_url(tmp_path: Path) -> str:
    """The ``DATABASE_URL`` of a fresh file, for tests that start processes. Any older file there is replaced."""
    file = tmp_path / "firstline.db"
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(_migrated_file(), file)
    return f"sqlite:///{file}"


@cache
def _migrated_file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="firstline-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "template.db"
    migrate(f"sqlite:///{file}")
    return file

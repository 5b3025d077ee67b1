"""A store, and the rows that other rows hang from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore
from tests.support.store import fresh_sql_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    fresh = fresh_sql_store(tmp_path)
    yield fresh
    fresh.close()

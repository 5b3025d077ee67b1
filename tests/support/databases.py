"""Fixtures of a store on each kind of database: import ``url`` and ``store`` into a conftest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore, open_store
from tests.support.postgresql import fresh_postgresql
from tests.support.raw import Raw
from tests.support.store import fresh_url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The ``DATABASE_URL`` of an empty, migrated database."""
    if request.param == "sqlite":
        yield fresh_url(tmp_path)
        return
    with fresh_postgresql() as made:
        yield made


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    fresh = open_store(url)
    yield fresh
    fresh.close()


@pytest.fixture
def raw(url: str) -> Iterator[Raw]:
    """A plain connection to it, round the store."""
    connection = Raw(url)
    yield connection
    connection.close()

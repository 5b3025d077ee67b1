from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore
from tests.support.context import Clock
from tests.support.outbox import Machine
from tests.support.store import fresh_sql_store


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    return fresh_sql_store(tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def machine() -> Machine:
    return Machine()

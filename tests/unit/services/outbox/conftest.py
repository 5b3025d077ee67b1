from __future__ import annotations

import pytest

from tests.support.context import Clock
from tests.support.databases import store, url
from tests.support.outbox import Machine

__all__ = ["store", "url"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def machine() -> Machine:
    return Machine()

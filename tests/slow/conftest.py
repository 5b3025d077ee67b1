from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.context import Context
from tests.support.context import Clock, make_context


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)

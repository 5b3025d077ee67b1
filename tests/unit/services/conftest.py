from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.context import Context
from tests.support.context import Chat, Clock, make_context


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def chat(context: Context) -> Chat:
    """A customer of I.T Communications."""
    return Chat(context)

"""Conversations through the real web app, engine, actions, database and relay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.adapters.db.store import open_store
from bot.services.ports import Store
from tests.support.customer import Customer
from tests.support.stack import A_MONDAY, Stack


@pytest.fixture
def customer_of(stack: Stack) -> Callable[[str], Customer]:
    """A customer of a provider, on Monday 23 November 2026 at 10 in the morning."""
    stack.set_now(A_MONDAY)
    return lambda provider: Customer(stack.url, provider)


@pytest.fixture(scope="session")
def store(stack: Stack) -> Store:
    """The stack's own database, to look into."""
    return open_store(stack.db_url)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/conversations" in str(item.path):
            item.add_marker(pytest.mark.engine)

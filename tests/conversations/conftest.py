"""Conversations through the real web app, engine, actions, database and relay."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot.adapters.db.store import open_store
from bot.services.ports import Store
from tests.support.customer import Customer
from tests.support.stack import A_MONDAY, Stack

LAST_OF_ALL = "test_every_figure_has_a_source.py"
"""Looks at what was said in all the other conversations."""


@pytest.fixture
def customer_of(stack: Stack) -> Callable[[str], Customer]:
    """A customer of a provider, on Monday 23 November 2026 at 10 in the morning."""
    stack.set_now(A_MONDAY)
    return lambda provider: Customer(stack.url, provider)


@pytest.fixture
def at(stack: Stack) -> Iterator[Callable[[str], None]]:
    """Move the clock of every process ("2026-11-24T09:00:00+00:00"); it is set back at the end."""
    yield stack.set_now
    stack.set_now(A_MONDAY)


@pytest.fixture(scope="session")
def store(stack: Stack) -> Store:
    """The stack's own database, to look into."""
    return open_store(stack.db_url)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/conversations" in str(item.path):
            item.add_marker(pytest.mark.engine)
    items.sort(key=lambda item: item.path.name == LAST_OF_ALL)

"""One web app for all tests, each with conversations of its own; tests that stop or limit it run another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.ports import Store
from tests.support.store import fresh_store
from tests.support.waiting import until
from tests.web.house import Customer, FakeEngine, FakeTeam, House, deps_for, running

ENGINE, TEAM = FakeEngine(), FakeTeam()


@pytest.fixture(scope="session")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running(deps_for(fresh_store(tmp_path_factory.mktemp("web")), ENGINE, TEAM)) as made:
        yield made


@pytest.fixture
def engine() -> FakeEngine:
    """The engine of ``house``, as new."""
    ENGINE.reset()
    return ENGINE


@pytest.fixture
def team() -> FakeTeam:
    """The team of ``house``, as new."""
    TEAM.reset()
    return TEAM


@pytest.fixture
def house(shared_house: House, engine: FakeEngine, team: FakeTeam) -> Iterator[House]:
    yield shared_house
    engine.reset()
    team.reset()

    def pending() -> list[str]:
        with shared_house.store.read() as transaction:
            return transaction.messages.conversations_with_pending()

    until(lambda: not pending(), "nothing is left for the next test")


@pytest.fixture
def customer(house: House) -> Customer:
    return house.open()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of the test's own, for an app of its own."""
    return fresh_store(tmp_path)

"""Fixtures: a small project trained once, and an engine on it with a fake action server."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TOKEN = "test-token"

if importlib.util.find_spec("rasa") is None:  # not the engine's environment
    collect_ignore_glob = ["test_*.py"]
else:
    import pytest_asyncio
    from aiohttp.test_utils import TestClient, TestServer
    from engine import logs, train

    logs.configure()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixture project, trained."""
    folder = tmp_path_factory.mktemp("engine") / "project"
    shutil.copytree(HERE / "project", folder, ignore=shutil.ignore_patterns("models"))
    shutil.copy(ROOT / "endpoints.yml", folder)
    before = Path.cwd()
    os.chdir(folder)
    try:
        train.train()
    finally:
        os.chdir(before)
        logs.configure()  # training sets Rasa's own way of logging
    return folder


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """For child processes: this environment, with the engine importable from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass
class Children:
    """Programs of the engine, started at the beginning and looked at in the end.

    Each needs seconds to import TensorFlow; the other tests run meanwhile.
    """

    understand: "subprocess.Popen[bytes]"
    server: "subprocess.Popen[bytes]"
    port: int


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that wait for other processes come last."""
    items.sort(key=lambda item: "children" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session", autouse=True)
def _start_children_early(request: pytest.FixtureRequest) -> None:
    """Only if a test that wants them was chosen at all."""
    if any("children" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("children")


@pytest.fixture(scope="session")
def children(
    project: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Children]:
    """`engine.understand` on a few lines, and a server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {
        "ENGINE_TOKEN": TOKEN,
        "ENGINE_PORT": str(port),
        "ENGINE_TRACKERS": str(tmp_path_factory.mktemp("child") / "trackers.sqlite"),
        "ACTIONS_URL": "http://127.0.0.1:1",
        "ACTIONS_TOKEN": "a",
    }

    def start(*command: str, lines: bytes = b"") -> "subprocess.Popen[bytes]":
        child = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=project,
            env={**environment, **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        child.stdin.write(lines)
        child.stdin.close()
        child.stdin = None  # so that `communicate` does not flush it again
        return child

    understand = start("engine.understand", lines=(HERE / "understand.jsonl").read_bytes())
    server = start("engine.server", "--model", "models/firstline.tar.gz")
    yield Children(understand, server, port)
    for child in (understand, server):
        child.kill()
        child.wait()


@pytest.fixture(scope="session")
def loaded(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The engine as the server loads it; `engine` gives it a store and actions of the test's own."""
    from engine.model import load_engine

    variables = {
        "ACTIONS_URL": "http://127.0.0.1:1",
        "ACTIONS_TOKEN": "actions-token",
        "ENGINE_TRACKERS": str(tmp_path_factory.mktemp("trackers") / "unused.sqlite"),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        return load_engine(project / train.MODEL, project / "endpoints.yml", 10.0)


class Engine(SimpleNamespace):
    """What runs: `client` (HTTP), `processor`, `store`, `turns`, `actions` (the fake), `trackers` (file)."""

    async def turn(self, text: str | None = None, payload: str | None = None, **body: Any) -> dict[str, Any]:
        """Send a message of conversation "c1" (or another); the answer, which must have status 200."""
        said = {"text": text} if payload is None else {"payload": payload}
        full = {"conversation_id": "c1", "message_id": "m1", **said, **body}
        response = await self.client.post("/turn", json=full)
        assert response.status == 200, await response.text()
        return await response.json()

    async def state(self, conversation_id: str = "c1") -> dict[str, Any] | None:
        """The state, None if there is no such conversation."""
        response = await self.client.get(f"/conversations/{conversation_id}/state")
        return await response.json() if response.status == 200 else None

    def open_store(self) -> Any:
        """Another store on the same file, as a restarted process would open it."""
        from engine.tracker_store import WindowedTrackerStore

        return WindowedTrackerStore(self.processor.domain, path=str(self.trackers))


@pytest_asyncio.fixture
async def engine(loaded: Any, tmp_path: Path) -> AsyncIterator[Engine]:
    """A fresh engine: no conversations yet."""
    from engine.server import make_app
    from engine.tracker_store import WindowedTrackerStore
    from engine.turns import Turns

    from fake_actions import FakeActions

    actions = FakeActions()
    trackers = tmp_path / "trackers.sqlite"
    loaded.action_endpoint.url = await actions.start()
    loaded.action_endpoint.seconds = 10.0
    loaded.tracker_store = store = WindowedTrackerStore(loaded.domain, path=str(trackers))
    turns = Turns(loaded, store)
    client = TestClient(
        TestServer(make_app(loaded, turns, "firstline.tar.gz", TOKEN)),
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    await client.start_server()
    yield Engine(
        client=client, processor=loaded, store=store, turns=turns, actions=actions, trackers=trackers
    )
    await client.close()
    await actions.stop()
    loaded.tracker_store.close()

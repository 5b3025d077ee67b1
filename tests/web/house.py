"""A web app on a loopback port, over a real store, with an engine and a team that tests can command."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from bot.adapters.yaml_files import load_providers
from bot.decisions.errors import EngineUnavailable, TurnFailed
from bot.decisions.provider import Provider
from bot.services.ports import Store
from bot.web.app import create_app
from bot.web.deps import WebDeps
from bot.web.limits import Limits
from bot.web.serve import Server
from bot.wording import Button, Said, Words
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
PAYLOAD = '/deny{"choice":"log_it"}'
QUICK = Limits(
    retry_seconds=(0.05,), sweep_seconds=0.2, look_seconds=0.1, stop_seconds=0.5, messages_a_minute=1000,
    conversations_a_minute=1000, persons_a_minute=1000,
)  # fmt: skip


@cache
def providers() -> dict[str, Provider]:
    return load_providers()


@cache
def words() -> Words:
    return Words.from_domain(ROOT / "domain.yml")


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class FakeEngine:
    """Answers ``I heard: …`` with two buttons. ``down``, ``failing``, ``empty`` and ``gate`` change that."""

    down: bool = False
    failing: set[str] = field(default_factory=set)
    empty: bool = False
    heard: list[dict[str, Any]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    in_it: int = 0
    most_in_one_conversation: int = 0
    _at_once: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gate.set()

    def reset(self) -> None:
        self.down = self.empty = False
        self.failing.clear()
        self.heard.clear()
        self.most_in_one_conversation = 0
        self.gate.set()

    @property
    def texts(self) -> list[str]:
        return [each["text"] for each in self.heard]

    async def turn(
        self,
        conversation_id: str,
        message_id: str,
        *,
        text: str | None,
        payload: str | None,
        metadata: dict[str, Any],
    ) -> list[dict[str, Any]]:
        if self.down:
            raise EngineUnavailable("The engine cannot be reached.")
        if text in self.failing:
            raise TurnFailed("The turn failed.", "e-17")
        self.heard.append(
            {"conversation": conversation_id, "id": message_id, "text": text, "payload": payload, **metadata}
        )
        self._at_once[conversation_id] = self._at_once.get(conversation_id, 0) + 1
        self.most_in_one_conversation = max(self.most_in_one_conversation, self._at_once[conversation_id])
        self.in_it += 1
        try:
            while not self.gate.is_set():  # noqa: ASYNC110 (another thread opens it)
                await asyncio.sleep(0.01)
        finally:
            self.in_it -= 1
            self._at_once[conversation_id] -= 1
        if self.empty:
            return []
        buttons = [{"title": "Log it now", "payload": PAYLOAD}, {"title": "Sort it", "payload": "/affirm"}]
        return [{"text": f"I heard: {text if payload is None else payload}", "buttons": buttons}]


@dataclass
class FakeTeam:
    """Takes requests for a person, once for a key."""

    broken: bool = False
    keys: list[str] = field(default_factory=list)

    def reset(self) -> None:
        self.broken = False
        self.keys.clear()

    def request(self, conversation_id: str, key: str) -> list[Said]:
        if self.broken:
            raise RuntimeError("no team")
        if key not in self.keys:
            self.keys.append(key)
        return [Said("A person will write to you by Friday 27 November.")]


def opening(provider: Provider) -> list[Said]:
    return [Said(f"I'm a bot for {provider.name}.", [Button("Make a complaint", "/make_complaint")])]


def deps_for(store: Store, engine: Any, team: FakeTeam | None = None, **changes: Any) -> WebDeps:
    made = WebDeps(
        store=store,
        engine=engine,
        now=now,
        words=words(),
        providers=providers(),
        opening=opening,
        request_person=(team or FakeTeam()).request,
        limits=QUICK,
    )
    return replace(made, **changes)


@dataclass
class House:
    """The running app. ``client`` is an HTTP client without a token."""

    url: str
    store: Store
    client: httpx.Client
    stop: Callable[[], None]

    def open(self, provider: str = "netservers") -> Customer:
        answer = self.client.post("/api/conversations", json={"provider": provider})
        assert answer.status_code == 201, answer.text
        body = answer.json()
        return Customer(self.client, body["conversation_id"], body["token"])


@dataclass
class Customer:
    client: httpx.Client
    id: str
    token: str

    @property
    def path(self) -> str:
        return f"/api/conversations/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, body: Any, key: str | None = None, **headers: str) -> httpx.Response:
        all_headers = {**self.headers, "Idempotency-Key": key or str(uuid4()), **headers}
        return self.client.post(f"{self.path}/messages", json=body, headers=all_headers)

    def say(self, text: str, key: str | None = None) -> int:
        answer = self.post({"text": text}, key)
        assert answer.status_code == 202, answer.text
        id = answer.json()["id"]
        assert isinstance(id, int)
        return id

    def person(self, key: str | None = None) -> httpx.Response:
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        return self.client.post(f"{self.path}/person", headers=headers)

    def news(self, after: int = 0, wait: float = 0) -> dict[str, Any]:
        params = {"after": after, "wait": wait}
        answer = self.client.get(f"{self.path}/messages", params=params, headers=self.headers)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert isinstance(body, dict)
        return body

    def lines(self, sender: str | None = None) -> list[dict[str, Any]]:
        return [line for line in self.news()["messages"] if sender in (None, line["sender"])]

    def texts(self, sender: str | None = None) -> list[str]:
        return [line["text"] for line in self.lines(sender)]

    def wait_for(self, id: int, turn: str = "done") -> dict[str, Any]:
        """Until the turn of message ``id`` is ``turn``; the news then."""
        until(lambda: self.news()["turns"].get(str(id)) == turn, f"message {id} is {turn}")
        return self.news()

    def answers_to(self, id: int) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["in_reply_to"] == id]


@contextmanager
def running(deps: WebDeps) -> Iterator[House]:
    """The app of ``deps`` on a free port, until the block ends (or ``stop`` is called)."""
    app = create_app(deps)
    server = Server(app, "127.0.0.1", 0)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until(lambda: server.started or not thread.is_alive(), "the web app has started")
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"

    def stop() -> None:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the web app does not stop"

    with httpx.Client(base_url=url, timeout=40, trust_env=False) as client:
        try:
            yield House(url, deps.store, client, stop)
        finally:
            stop()

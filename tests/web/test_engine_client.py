"""The engine's client against a server that misbehaves in every way we know."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.adapters.engine_client import HttpEngine
from bot.adapters.engine_memory import HttpEngineMemory
from bot.decisions.errors import EngineUnavailable, TurnFailed

GOOD = {"messages": [{"text": "Hello", "buttons": [{"title": "Yes", "payload": "/affirm"}], "custom": None}],
        "ok": True, "error": None, "intent": {"name": "greet", "confidence": 0.9}}  # fmt: skip

Behaviour = Callable[[BaseHTTPRequestHandler], None]


def answers(status: int, body: Any) -> Behaviour:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Length", str(len(raw)))
        request.end_headers()
        request.wfile.write(raw)

    return behave


def closes_mid_body(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"messages": [')


def closes_at_once(request: BaseHTTPRequestHandler) -> None:
    request.connection.shutdown(socket.SHUT_RDWR)


def is_slow(request: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def drips(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(30):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.1)


@contextmanager
def engine_that(behave: Behaviour, seen: list[dict[str, Any]] | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if seen is not None:
                seen.append({"path": self.path, "token": self.headers["Authorization"], **json.loads(body)})
            with contextlib.suppress(OSError):
                behave(self)
            self.close_connection = True

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def turn(url: str, *, text: str | None = "Hi", payload: str | None = None) -> list[dict[str, Any]]:
    async def ask() -> list[dict[str, Any]]:
        engine = HttpEngine(url, "t0ken", connect_seconds=0.5, total_seconds=0.6)
        try:
            return await engine.turn(
                "c1", "7:c1", text=text, payload=payload, metadata={"provider": "netservers"}
            )
        finally:
            await engine.aclose()

    return asyncio.run(ask())


def test_a_turn_goes_out_as_agreed_and_its_messages_come_back() -> None:
    seen: list[dict[str, Any]] = []
    with engine_that(answers(200, GOOD), seen) as url:
        assert turn(url) == [{"text": "Hello", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    assert seen == [
        {
            "path": "/turn",
            "token": "Bearer t0ken",
            "conversation_id": "c1",
            "message_id": "7:c1",
            "metadata": {"provider": "netservers"},
            "text": "Hi",
        }
    ]


def test_a_button_goes_out_as_its_payload_alone() -> None:
    seen: list[dict[str, Any]] = []
    with engine_that(answers(200, GOOD), seen) as url:
        turn(url, text=None, payload="/affirm")
    assert seen[0]["payload"] == "/affirm"
    assert "text" not in seen[0]


@pytest.mark.parametrize(
    "behave",
    [
        closes_mid_body,
        closes_at_once,
        is_slow,
        drips,
        answers(200, b"<html>not the engine</html>"),
        answers(200, b"\xff\xfe"),
        answers(200, [1]),
        answers(401, {"ok": False, "error": {"code": "unauthorised"}}),
        answers(404, b""),
        answers(503, {"ok": False, "error": {"code": "store_failed"}}),
        answers(429, {"ok": False, "error": {"code": "busy"}}),
        answers(200, {"ok": False, "messages": [], "error": {"code": "actions_unavailable", "id": "e1"}}),
    ],
)
def test_an_engine_that_cannot_answer_now_is_unavailable(behave: Behaviour) -> None:
    began = time.monotonic()
    with engine_that(behave) as url, pytest.raises(EngineUnavailable):
        turn(url)
    assert time.monotonic() - began < 1.4


def test_an_engine_that_refuses_connections_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(EngineUnavailable):
        turn(f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(
    "behave, error_id",
    [
        (
            answers(200, {"ok": False, "messages": [], "error": {"code": "action_failed", "id": "e-42"}}),
            "e-42",
        ),
        (answers(500, {"ok": False, "error": {"code": "engine_failed", "id": "e-43"}}), "e-43"),
        (answers(500, b"Internal Server Error"), None),
        (answers(422, {"ok": False, "error": {"code": "payload"}}), None),
        (answers(200, {"ok": True, "messages": "Hello"}), None),
        (answers(200, {"ok": True, "messages": ["Hello"]}), None),
    ],
)
def test_a_turn_that_the_engine_calls_failed_has_failed(behave: Behaviour, error_id: str | None) -> None:
    with engine_that(behave) as url, pytest.raises(TurnFailed) as caught:
        turn(url)
    assert caught.value.error_id == error_id


@pytest.mark.parametrize(
    "status, body",
    [
        (200, {"ok": True, "messages": []}),
        (200, {"ok": True, "messages": [{"text": None, "buttons": [], "custom": {"a": 1}}, {"text": "  "}]}),
        (422, {"ok": False, "error": {"code": "empty"}}),
    ],
)
def test_a_turn_in_which_nothing_is_said_is_empty(status: int, body: Any) -> None:
    with engine_that(answers(status, body)) as url:
        assert turn(url) == []


def test_whether_the_engine_is_up_is_told_without_raising() -> None:
    async def ask(url: str) -> bool:
        engine = HttpEngine(url, "t")
        try:
            return await engine.is_up()
        finally:
            await engine.aclose()

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert asyncio.run(ask(f"http://127.0.0.1:{port}")) is False


# --- forgetting ---


def forget(url: str) -> None:
    HttpEngineMemory(url, "t0ken", total_seconds=0.6).forget("c/1")


def test_forgetting_names_one_conversation_with_the_token() -> None:
    seen: list[dict[str, Any]] = []
    with engine_that(answers(200, {"ok": True, "forgotten": False}), seen) as url:
        forget(url)
    assert seen == [{"path": "/conversations/c%2F1/forget", "token": "Bearer t0ken"}]


@pytest.mark.parametrize(
    "behave",
    [
        closes_mid_body,
        closes_at_once,
        is_slow,
        drips,
        answers(200, b"<html>not the engine</html>"),
        answers(200, {"ok": False}),
        answers(401, {"ok": False, "error": {"code": "unauthorised"}}),
        answers(404, {"ok": True}),
        answers(429, {"ok": False, "error": {"code": "busy"}}),
        answers(503, {"ok": False, "error": {"code": "store_failed"}}),
    ],
)
def test_forgetting_is_done_only_when_the_engine_says_so(behave: Behaviour) -> None:
    with engine_that(behave) as url, pytest.raises(EngineUnavailable):
        forget(url)


def test_forgetting_with_nobody_there_says_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EngineUnavailable):
        forget(f"http://127.0.0.1:{port}")

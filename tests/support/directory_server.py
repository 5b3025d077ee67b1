"""A provider's system for tests: a real HTTP server on loopback that behaves as told, and never against its contract.

What ``serves`` answers is held against ``docs/customer-directory.openapi.yaml``; what misbehaves on purpose is not.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from jsonschema import Draft202012Validator

CONTRACT = Path(__file__).resolve().parents[2] / "docs" / "customer-directory.openapi.yaml"
TOKEN = "t0ken"
SAM = {"account": "NS-004711", "name": "Sam Carter", "postcode": "CB1 2AB", "email": "sam@example.org"}

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@cache
def contract() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    return loaded


def record_schema() -> dict[str, Any]:
    """What a 200 holds, found by following the reference in the contract."""
    answer = contract()["paths"]["/customers/{account}"]["get"]["responses"]["200"]
    schema: Any = contract()
    for part in answer["content"]["application/json"]["schema"]["$ref"].removeprefix("#/").split("/"):
        schema = schema[part]
    assert isinstance(schema, dict)
    return schema


@dataclass
class DirectoryServer:
    """``seen``: what was asked, in order. ``times``: when, by the clock of ``time.monotonic``."""

    url: str
    seen: list[dict[str, Any]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


@contextmanager
def directory_that(*behaviours: Behaviour) -> Iterator[DirectoryServer]:
    """One behaviour for each request in turn; the last one for all that follow."""
    server: DirectoryServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            behave = behaviours[min(len(server.seen), len(behaviours) - 1)]
            server.times.append(time.monotonic())
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            server.seen.append({"path": self.path, "headers": dict(self.headers), "body": body})
            with contextlib.suppress(OSError):
                behave(self)
            self.close_connection = True

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = DirectoryServer(f"http://127.0.0.1:{listening.server_port}")
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()


def serves(*records: dict[str, Any]) -> Behaviour:
    """A system that keeps the contract: checks token and path, answers with one of ``records`` or 404."""
    for record in records:
        Draft202012Validator(record_schema()).validate(record)
    by_account = {"".join(one["account"].upper().replace("-", " ").split()): one for one in records}

    def behave(request: BaseHTTPRequestHandler) -> None:
        base, _, account = request.path.rpartition("/")
        if not base.endswith("/customers"):
            answers(400, {})(request)
        elif request.headers["Authorization"] != f"Bearer {TOKEN}":
            answers(401, {})(request)
        elif (found := by_account.get(unquote(account))) is None:
            answers(404, {})(request)
        else:
            answers(200, found)(request)

    return behave


def answers(status: int, body: Any, **headers: str) -> Behaviour:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(raw)

    return behave


def resets_mid_body(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"account": "NS-0')


def hangs_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.shutdown(socket.SHUT_RDWR)


def is_slow(request: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def drips_its_body(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(80):
        request.wfile.write(b" ")
        time.sleep(0.05)


def drips_its_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(80):
        request.wfile.write(b"z")
        time.sleep(0.05)


def talks_garbage(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"\x00\xff SMTP ready?\r\n\r\n")


def sends_broken_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n: no name\r\nbroken\r\nContent-Length: 2\r\n\r\n{}")


def sends_without_end(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(4_000):
        request.wfile.write(b" " * 1_000)


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}"

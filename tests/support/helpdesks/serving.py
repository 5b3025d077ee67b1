"""What the stand-ins share: a server on loopback, what was asked of it, and what it can be told to do wrong."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    """By names in small letters."""
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, status: int, document: Any, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, json.dumps(document).encode(), {"Content-Type": "application/json", **named})

    @classmethod
    def text(cls, status: int, words: str) -> Reply:
        return cls(status, words.encode(), {"Content-Type": "text/plain; charset=utf-8"})


Serve = Callable[[Asked], Reply]
Wrong = Callable[[BaseHTTPRequestHandler, Asked, Serve], None]
"""Something done in the place of an answer. ``Serve`` does what the system would have done."""


@dataclass
class StandIn:
    """``asked``: every request, in order. ``wrongs``: what is done wrong with the next requests, one each; those to a
    path that begins with ``spares`` are served as ever."""

    serve: Serve
    asked: list[Asked] = field(default_factory=list)
    wrongs: list[Wrong] = field(default_factory=list)
    only: tuple[str, ...] = ("POST", "PUT")
    url: str = ""

    def handle(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        self.asked.append(asked)
        if self.wrongs and asked.method in self.only:
            self.wrongs.pop(0)(handler, asked, self.serve)
        else:
            write(handler, self.serve(asked))


@contextmanager
def listening(stand_in: StandIn) -> Iterator[StandIn]:
    class Handler(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            path, _, query = self.path.partition("?")
            named = {name.lower(): value for name, value in self.headers.items()}
            with contextlib.suppress(OSError):
                stand_in.handle(self, Asked(self.command, path, query, named, body))
            self.close_connection = True

        do_GET = do_POST = do_PUT = _handle

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()


def write(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body)


def answers(status: int, words: str = "", **headers: str) -> Wrong:
    """It does nothing, and says so."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def wrong(handler: BaseHTTPRequestHandler, _asked: Asked, _serve: Serve) -> None:
        write(handler, Reply(status, words.encode(), named))

    return wrong


def is_slow(seconds: float) -> Wrong:
    """It does nothing for a long while."""

    def wrong(_handler: BaseHTTPRequestHandler, _asked: Asked, _serve: Serve) -> None:
        time.sleep(seconds)

    return wrong


def does_it_and_answers_late(seconds: float) -> Wrong:
    def wrong(handler: BaseHTTPRequestHandler, asked: Asked, serve: Serve) -> None:
        reply = serve(asked)
        time.sleep(seconds)
        write(handler, reply)

    return wrong


def does_it_and_talks_garbage(status: int) -> Wrong:
    def wrong(handler: BaseHTTPRequestHandler, asked: Asked, serve: Serve) -> None:
        serve(asked)
        write(handler, Reply(status, b"<html>Welcome, k3y-0f-the-helpdesk</html>"))

    return wrong


def does_it_and_resets_mid_body(handler: BaseHTTPRequestHandler, asked: Asked, serve: Serve) -> None:
    reply = serve(asked)
    handler.send_response(reply.status)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(reply.body[:3])


def hangs_up(handler: BaseHTTPRequestHandler, _asked: Asked, _serve: Serve) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def drips_its_headers(handler: BaseHTTPRequestHandler, _asked: Asked, _serve: Serve) -> None:
    handler.wfile.write(b"HTTP/1.1 201 Created\r\nX-Slow: ")
    for _ in range(100):
        handler.wfile.write(b"z")
        time.sleep(0.05)


def sends_without_end(handler: BaseHTTPRequestHandler, _asked: Asked, _serve: Serve) -> None:
    handler.send_response(201)
    handler.end_headers()
    for _ in range(4_000):
        handler.wfile.write(b" " * 1_000)


def talks_no_http(handler: BaseHTTPRequestHandler, _asked: Asked, _serve: Serve) -> None:
    handler.wfile.write(b"\x00\xff SMTP ready?\r\n\r\n")


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}"

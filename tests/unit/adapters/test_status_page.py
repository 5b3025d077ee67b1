"""A status page over HTTP: a real server on this machine that is well, slow, wrong, huge, refusing or gone."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.adapters.status_page import MOST_BYTES, HttpStatusPage
from bot.decisions.errors import StatusPageUnavailable
from bot.decisions.status_page import Fetched

SUMMARY: dict[str, Any] = {
    "page": {"id": "x", "name": "X Status", "url": "https://status.example"},
    "components": [{"name": "Calls", "status": "partial_outage"}],
    "incidents": [
        {
            "name": "Calls fail",
            "status": "identified",
            "impact": "major",
            "created_at": "2026-11-23T08:40:00.000Z",
            "incident_updates": [{"body": "Found.", "created_at": "2026-11-23T08:55:00.000Z"}],
        }
    ],
    "scheduled_maintenances": [],
    "status": {"indicator": "major", "description": "Partial Outage"},
}
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """``url``; ``asked``: path and headers of every request; ``answer`` is what the next ones get."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answer: Answer = json_of(SUMMARY)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                with suppress(BrokenPipeError, ConnectionResetError):  # they had enough of it
                    server.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def json_of(data: object, **headers: str) -> Answer:
    return lambda handler: send(handler, json.dumps(data).encode(), **headers)


def raw(body: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda handler: send(handler, body, status, **headers)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made = Server()
    yield made
    made.close()


def fetch(
    server: Server, etag: str | None = None, modified: str | None = None, seconds: float = 5
) -> Fetched:
    return HttpStatusPage(server.url, seconds)(etag, modified)


def fault(server: Server, seconds: float = 5) -> str:
    with pytest.raises(StatusPageUnavailable) as raised:
        fetch(server, seconds=seconds)
    return raised.value.kind


def test_the_summary_is_read_and_what_it_is_called_is_kept(server: Server) -> None:
    server.answer = json_of(SUMMARY, ETag='W/"7"', Last_Modified="Mon, 23 Nov 2026 08:55:00 GMT")
    fetched = fetch(server)
    assert fetched.summary is not None
    assert fetched.summary.incidents[0].name == "Calls fail"
    assert (fetched.etag, fetched.last_modified) == ('W/"7"', "Mon, 23 Nov 2026 08:55:00 GMT")
    [(path, headers)] = server.asked
    assert path == "/api/v2/summary.json"
    assert "If-None-Match" not in headers


def test_the_next_time_only_a_change_is_asked_for(server: Server) -> None:
    server.answer = raw(b"", 304)
    assert fetch(server, '"7"', "Mon") == Fetched(None, '"7"', "Mon")
    [(_, headers)] = server.asked
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"7"', "Mon")


def test_not_changed_without_a_question_about_a_change_is_a_fault(server: Server) -> None:
    server.answer = raw(b"", 304)
    assert fault(server) == "status 304"


def test_the_address_of_the_summary_itself_is_taken_as_it_is(server: Server) -> None:
    HttpStatusPage(f"{server.url}/other/summary.json")(None, None)
    assert server.asked[0][0] == "/other/summary.json"


def test_packed_answers_are_read(server: Server) -> None:
    server.answer = raw(gzip.compress(json.dumps(SUMMARY).encode()), Content_Encoding="gzip")
    assert fetch(server).summary is not None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 502, 503])
def test_refusing_and_broken_is_a_fault(server: Server, status: int) -> None:
    server.answer = raw(b"<p>no</p>", status)
    assert fault(server) == f"status {status}"


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.answer = raw(b"", 302, Location="http://169.254.169.254/latest")
    assert fault(server) == "status 302"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"<!doctype html><p>Hello", b"\xff\xfe\x00", b"[" * 50_000, b'{"page": ']
)
def test_garbage_is_a_fault(server: Server, body: bytes) -> None:
    server.answer = raw(body)
    assert fault(server) == "not JSON"


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        "up",
        None,
        7,
        {"page": {"name": "X"}},
        {**SUMMARY, "incidents": "none"},
        {**SUMMARY, "page": None},
    ],
)
def test_json_of_another_shape_is_a_fault(server: Server, data: object) -> None:
    server.answer = json_of(data)
    assert fault(server) == "not a summary"


def test_more_than_a_summary_can_be_is_not_read_to_the_end(server: Server) -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while len(sent) < 10_000:
            handler.wfile.write(b" " * 10_000)
            sent.append(1)

    server.answer = endless
    assert fault(server) == "too large"
    assert len(sent) * 10_000 < 20 * MOST_BYTES


def test_a_little_that_unpacks_into_much_is_not_unpacked_to_the_end(server: Server) -> None:
    server.answer = raw(gzip.compress(b" " * 100_000_000), Content_Encoding="gzip")
    assert fault(server) == "too large"


def test_drop_by_drop_is_given_up_after_the_whole_time(server: Server) -> None:
    stop = threading.Event()

    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    server.answer = drips
    began = time.monotonic()
    assert fault(server, seconds=0.5) == "slow"
    assert time.monotonic() - began < 2
    stop.set()


def test_silence_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.adapters.status_page.READ_SECONDS", 0.3)
    stop = threading.Event()
    server.answer = lambda _: stop.wait(5) and None
    assert fault(server) == "slow"
    stop.set()


def test_an_answer_that_breaks_off_is_a_fault(server: Server) -> None:
    def breaks_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"page"')

    server.answer = breaks_off
    assert fault(server) in ("no answer", "not JSON")


def test_nobody_there_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StatusPageUnavailable) as raised:
        HttpStatusPage(f"http://127.0.0.1:{port}")(None, None)
    assert raised.value.kind == "no answer"


def test_a_mark_that_is_too_long_to_send_back_is_not_kept(server: Server) -> None:
    server.answer = json_of(SUMMARY, ETag=f'"{"x" * 600}"')
    assert fetch(server).etag is None

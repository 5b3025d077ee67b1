"""Three helpdesks on loopback, as seen by a relay that is killed again and again, and the carriers that go there.

``keyed`` knows a repeat by its ``Idempotency-Key``; ``lookup`` does not, but can be asked for a case; ``plain`` does
neither. Each writes its ticket down first and answers later, so that a kill in between leaves a ticket of which the
relay knows nothing.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests

from bot.decisions.delivery import Delivered, Found, Impossible, Missing, Outcome, TryAgain, Unknown
from bot.decisions.records import OutboxItem

SLOWEST = 0.08
"""Seconds: before the ticket is written down, and again before the answer."""


@dataclass
class HelpdeskServer:
    """``opened``: every ticket that was written down, by helpdesk and case, with how often. ``asked``: requests."""

    chance: random.Random = field(default_factory=lambda: random.Random(7))
    opened: dict[str, Counter[str]] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                case = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["case"]
                time.sleep(server.chance.uniform(0, SLOWEST))
                number = server.open(self.path.strip("/"), case, self.headers.get("Idempotency-Key"))
                time.sleep(server.chance.uniform(0, SLOWEST))
                self.answer(201, {"number": number})

            def do_GET(self) -> None:
                desk, _, case = self.path.strip("/").partition("/")
                number = server.numbers.get((desk, case))
                self.answer(200, {"number": number}) if number else self.answer(404, {})

            def answer(self, status: int, body: dict[str, Any]) -> None:
                content = json.dumps(body).encode()
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:
                    pass  # whoever asked was killed

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def open(self, desk: str, case: str, key: str | None) -> str:
        with self._lock:
            self.asked[desk] += 1
            known = self.numbers.get((desk, case)) if key is not None else None
            if known is not None:
                return known
            counted = self.opened.setdefault(desk, Counter())
            counted[case] += 1
            number = f"{sum(counted.values()):06}"
            self.numbers[desk, case] = number
            return number

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass(frozen=True)
class HttpTickets:
    """A carrier that a provider's adapter could be."""

    url: str
    desk: str

    @property
    def repeatable(self) -> bool:
        return self.desk == "keyed"

    def deliver(self, item: OutboxItem) -> Outcome:
        headers = {"Idempotency-Key": item.key} if self.repeatable else {}
        body = {"case": item.payload["case"]}
        try:
            answer = requests.post(f"{self.url}/{self.desk}", json=body, headers=headers, timeout=(2, 5))
        except requests.ConnectTimeout:
            return TryAgain("no connection")
        except requests.ConnectionError as error:
            refused = "refused" in str(error)
            return TryAgain("no connection") if refused else Unknown("the connection broke")
        except requests.Timeout:
            return Unknown("no answer")
        return Delivered(answer.json()["number"]) if answer.status_code == 201 else Impossible("refused")

    def find(self, item: OutboxItem) -> Found:
        if self.desk == "plain":
            return None
        try:
            answer = requests.get(f"{self.url}/{self.desk}/{item.payload['case']}", timeout=(2, 5))
        except requests.RequestException:
            return TryAgain("cannot be asked now")
        return Delivered(answer.json()["number"]) if answer.status_code == 200 else Missing()

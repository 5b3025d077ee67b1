"""osTicket as its source has it: plain text, a number with zeros in front, status 500 for what its form refuses."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from typing import Any
from urllib.parse import unquote_to_bytes

from tests.support.helpdesk_rows import KEY
from tests.support.helpdesks.serving import Asked, Reply, StandIn, listening

_FORBIDDEN = (".exe", ".docm")


@dataclass
class Entry:
    subject: str
    text: str
    email: str
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class OsTicket:
    """``tickets`` by number, each with the entries of its thread. ``required``: fields that its form asks for besides.
    ``most_bytes``: what its server takes at once."""

    tickets: dict[str, list[Entry]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    most_bytes: int = 40_000_000
    denied: tuple[str, ...] = ()
    _mails: dict[str, str] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)
    server: StandIn = field(init=False)

    def __post_init__(self) -> None:
        self.server = StandIn(self.serve)

    def serve(self, asked: Asked) -> Reply:
        if len(asked.body) > self.most_bytes:
            return Reply.text(413, "<html>413 Request Entity Too Large</html>")
        if asked.headers.get("x-api-key") != KEY:
            return Reply.text(401, "API key not found/active or source IP not authorized")
        if asked.path == "/api/tickets.json":
            return self._json(asked)
        if asked.path == "/api/tickets.email":
            return self._email(asked)
        return Reply.text(404, "URL not supported")

    def _json(self, asked: Asked) -> Reply:
        try:
            data = json.loads(asked.body)
        except ValueError:
            return Reply.text(400, "Syntax error, malformed JSON")
        known = ("alert", "autorespond", "source", "topicId", "attachments", "message", "ip", "priorityId")
        self.unexpected += [key for key in data if key not in (*known, "name", "email", "subject", "phone")]
        missing = [
            key for key in ("name", "email", "subject", "message", *self.required) if not data.get(key)
        ]
        if missing:
            return Reply.text(500, f"Unable to create new ticket :{missing[0].title()}: is a required field")
        files = {}
        for each in data.get("attachments", ()):
            [(name, url)] = each.items()
            if not name.endswith(_FORBIDDEN):  # soft: the ticket is made without it
                files[name] = base64.b64decode(url.partition("base64,")[2], validate=True)
        return self._open(Entry(data["subject"], _data_url(data["message"]), data["email"], files))

    def _email(self, asked: Asked) -> Reply:
        mail = message_from_bytes(asked.body, policy=default)
        id = str(mail["Message-ID"] or "").strip()
        if not mail["From"] or not id:
            return Reply.text(400, "Unable to read email: invalid")
        if id in self._mails:  # seen before: nothing is added
            return Reply.text(201, self._mails[id])
        body = mail.get_body(("plain",))
        files = {str(each.get_filename()): each.get_content() for each in mail.iter_attachments()}
        raw = {
            name: value if isinstance(value, bytes) else str(value).encode() for name, value in files.items()
        }
        text = body.get_content() if body is not None else ""
        entry = Entry(str(mail["Subject"]), text, mail["From"].addresses[0].addr_spec, raw)
        thread = self._mails.get(str(mail["In-Reply-To"] or "").strip())
        if thread is not None:
            self.tickets[thread].append(entry)
            self._mails[id] = thread
            return Reply.text(201, thread)
        reply = self._open(entry)
        if reply.status == 201:
            self._mails[id] = reply.body.decode()
        return reply

    def _open(self, entry: Entry) -> Reply:
        if entry.email in self.denied:
            return Reply.text(403, f"Ticket Denied: {entry.email}")
        number = f"{len(self.tickets) + 42:06}"
        self.tickets[number] = [entry]
        return Reply.text(201, number)


def _data_url(message: str) -> str:
    if not message.startswith("data:"):
        return message
    head, _, rest = message.partition(",")
    assert "charset=utf-8" in head, "without a charset it is read as iso-8859-1"
    return unquote_to_bytes(rest).decode()


@contextmanager
def osticket(**how: Any) -> Iterator[OsTicket]:
    made = OsTicket(**how)
    with listening(made.server):
        yield made

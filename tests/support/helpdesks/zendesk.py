"""Zendesk as its pages have it: tickets, comments, uploads, keys that are known for two hours, status codes, errors."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, unquote

from tests.support.helpdesk_rows import KEY
from tests.support.helpdesks.serving import Asked, Reply, StandIn, listening

US = {"id": 900, "name": "Firstline", "role": "agent", "email": "firstline@help.example"}
PRIYA = {"id": 901, "name": "Priya Shah", "role": "agent", "email": "priya@help.example"}
SAM = {"id": 902, "name": "Sam Carter", "role": "end-user", "email": "sam@example.com"}


@dataclass
class Zendesk:
    """``now`` is its own clock. ``tickets`` by id; each has ``comments``."""

    now: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    tickets: dict[int, dict[str, Any]] = field(default_factory=dict)
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    keys: dict[str, tuple[datetime, bytes, Reply]] = field(default_factory=dict)
    refuses_uploads: bool = False
    _ids: int = 35_436
    server: StandIn = field(init=False)

    def __post_init__(self) -> None:
        self.server = StandIn(self.serve)

    def serve(self, asked: Asked) -> Reply:
        signed = base64.b64encode(f"firstline@help.example/token:{KEY}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {signed}":
            return Reply.json(401, {"error": "Couldn't authenticate you"})
        query = {key: values[0] for key, values in parse_qs(asked.query).items()}
        parts = [unquote(part) for part in asked.path.removesuffix(".json").strip("/").split("/")][2:]
        match (asked.method, *parts):
            case ("GET", "users", "me"):
                return Reply.json(200, {"user": US})
            case ("POST", "uploads"):
                return self._upload(query["filename"], asked.body)
            case ("POST", "tickets"):
                return self._create(asked)
            case ("GET", "tickets"):
                found = [t for t in self.tickets.values() if t["external_id"] == query.get("external_id")]
                return Reply.json(200, {"tickets": [_shown(each) for each in found], "count": len(found)})
            case ("GET", "tickets", "show_many"):
                ids = [int(id) for id in query["ids"].split(",")]
                return Reply.json(
                    200, {"tickets": [_shown(self.tickets[i]) for i in ids if i in self.tickets]}
                )
            case ("GET", "tickets", id, "comments") if int(id) in self.tickets:
                comments = self.tickets[int(id)]["comments"]
                ordered = comments[::-1] if query.get("sort_order") == "desc" else comments
                return Reply.json(200, {"comments": ordered[:100], "users": [US, PRIYA, SAM]})
            case ("PUT", "tickets", id) if int(id) in self.tickets:
                return self._change(self.tickets[int(id)], json.loads(asked.body)["ticket"])
        return Reply.json(404, {"error": "RecordNotFound", "description": "Not found"})

    def _create(self, asked: Asked) -> Reply:
        key = asked.headers.get("idempotency-key")
        known = self.keys.get(key or "")
        if known is not None and self.now - known[0] < timedelta(hours=2):
            if known[1] != asked.body:
                said = "Request body does not match the original request"
                return Reply.json(400, {"error": "IdempotentRequestError", "description": said})
            return Reply(known[2].status, known[2].body, {**known[2].headers, "x-idempotency-lookup": "hit"})
        ticket = json.loads(asked.body)["ticket"]
        if not ticket.get("comment", {}).get("body"):
            details = {"base": [{"description": "Description: cannot be blank", "error": "BlankValue"}]}
            return Reply.json(
                422, {"error": "RecordInvalid", "description": "Record validation errors", "details": details}
            )
        self._ids += 1
        at = self.now.isoformat()
        made = {
            "id": self._ids,
            "status": "new",
            "updated_at": at,
            "external_id": ticket.get("external_id"),
            **{key: ticket.get(key) for key in ("subject", "priority", "tags", "requester", "group_id")},
            "comments": [],
        }
        self.tickets[self._ids] = made
        self.says(self._ids, ticket["comment"]["body"], US, public=ticket["comment"].get("public", True))
        reply = Reply.json(201, {"ticket": _shown(made)}, x_idempotency_lookup="miss")
        if key:
            self.keys[key] = (self.now, asked.body, reply)
        return reply

    def _change(self, ticket: dict[str, Any], changed: dict[str, Any]) -> Reply:
        if ticket["status"] == "closed":
            details = {"status": [{"description": "closed prevents ticket update"}]}
            said = {"error": "RecordInvalid", "description": "Record validation errors", "details": details}
            return Reply.json(422, said)
        if comment := changed.get("comment"):
            tokens = comment.get("uploads", [])
            files = [{"file_name": self.uploads[token][0]} for token in tokens]
            self.says(ticket["id"], comment["body"], US, public=comment.get("public", True), files=files)
        ticket["status"] = changed.get("status", ticket["status"])
        return Reply.json(200, {"ticket": _shown(ticket), "audit": {}})

    def _upload(self, name: str, content: bytes) -> Reply:
        if self.refuses_uploads:
            return Reply.json(422, {"error": "RecordInvalid", "description": "Attachment is too big"})
        token = f"t{len(self.uploads)}"
        self.uploads[token] = (name, content)
        return Reply.json(201, {"upload": {"token": token}})

    # -- what people do there

    def says(
        self,
        id: int,
        words: str,
        who: dict[str, Any] = PRIYA,
        *,
        public: bool = True,
        files: list[dict[str, str]] | None = None,
    ) -> int:
        """A comment; its id."""
        ticket = self.tickets[id]
        comment = id * 100 + len(ticket["comments"])
        at = self.now.isoformat()
        ticket["comments"].append(
            {
                "id": comment,
                "body": words,
                "plain_body": words,
                "public": public,
                "author_id": who["id"],
                "created_at": at,
                "attachments": files or [],
            }
        )
        ticket["updated_at"] = at
        return comment

    def becomes(self, id: int, status: str) -> None:
        self.tickets[id] |= {"status": status, "updated_at": self.now.isoformat()}


def _shown(ticket: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in ticket.items() if key != "comments"}


@contextmanager
def zendesk(**how: Any) -> Iterator[Zendesk]:
    made = Zendesk(**how)
    with listening(made.server):
        yield made

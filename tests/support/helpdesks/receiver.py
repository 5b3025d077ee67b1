"""A provider's own program that takes our signed messages as ``docs/helpdesks.md`` tells it to."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.support.helpdesk_rows import KEY
from tests.support.helpdesks.serving import Asked, Reply, StandIn, listening


@dataclass
class Receiver:
    """``taken``: what came, by its name, each once."""

    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    server: StandIn = field(init=False)

    def __post_init__(self) -> None:
        self.server = StandIn(self.serve)

    def serve(self, asked: Asked) -> Reply:
        stamp = asked.headers.get("x-firstline-timestamp", "")
        signed = hmac.new(KEY.encode(), f"{stamp}.".encode() + asked.body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(asked.headers.get("x-firstline-signature", ""), f"sha256={signed}"):
            return Reply.json(401, {"error": "signature"})
        if abs(time.time() - int(stamp)) > 300:
            return Reply.json(401, {"error": "stale"})
        document = asked.json()
        if document["id"] != asked.headers.get("x-firstline-delivery"):
            return Reply.json(400, {"error": "id"})
        self.taken.setdefault(document["id"], document)
        return Reply.json(200, {"ticket": f"CRM-{list(self.taken).index(document['id']) + 1}"})


@contextmanager
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    with listening(made.server):
        yield made

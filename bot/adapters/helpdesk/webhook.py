"""A program of the provider's own, told by signed messages. It goes by their names, so one sent twice counts once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from bot.adapters.helpdesk.http import Answer, Http, NoAnswer, Patience, refusal
from bot.adapters.letters import TemplateLetters
from bot.decisions.connections import Webhook
from bot.decisions.delivery import Delivered, Found, Outcome
from bot.decisions.records import OutboxItem
from bot.decisions.signed import DELIVERY, sign

_LONGEST_NUMBER: Final = 80


class WebhookOut:
    """``Carrier`` of kinds ``ticket`` and ``ticket_note``. ``now``: the machine's clock, which the other side's is
    compared with."""

    repeatable = True

    def __init__(
        self,
        connected: Webhook,
        letters: TemplateLetters,
        now: Callable[[], datetime],
        patience: Patience | None = None,
    ) -> None:
        self._secret, self._letters, self._now = connected.secret.get_secret_value(), letters, now
        self._http = Http(connected.url, None, patience)

    def deliver(self, item: OutboxItem) -> Outcome:
        try:
            answer = self.post(item.key, self._document(item))
        except NoAnswer as error:
            return error.outcome()
        if 200 <= answer.status < 300:
            return Delivered(_number(answer))
        return refusal(answer)

    def find(self, item: OutboxItem) -> Found:
        return None

    def post(self, name: str, document: dict[str, Any]) -> Answer:
        """Send ``document`` under ``name``. Raises ``NoAnswer``."""
        body = json.dumps({**document, "id": name}, ensure_ascii=False, sort_keys=True).encode()
        signed = {**sign(self._secret, self._now(), body), DELIVERY: name}
        return self._http.send("POST", "", data=body, headers={"Content-Type": "application/json", **signed})

    def _document(self, item: OutboxItem) -> dict[str, Any]:
        payload = item.payload
        letter = self._letters.render(payload["template"], payload["facts"])
        ticket = item.kind == "ticket"
        document = {
            "event": "ticket" if ticket else "note",
            "at": item.created_at.isoformat(),
            "subject": letter.subject,
            "text": letter.body,
            "files": [
                {"name": each["name"], "media_type": each["media_type"], "size": each["size"]}
                for each in payload["files"]
            ],
        }
        more = ("priority", "due_on", "received_at") if ticket else ("number", "reopens")
        shared = ("provider", "reference", "link", "requester")
        return document | {name: payload[name] for name in (*shared, *more)}


def _number(answer: Answer) -> str | None:
    """What the other side calls it, if it says so: ``{"ticket": "4711"}``."""
    data = answer.data()
    number = data.get("ticket") if isinstance(data, dict) else None
    if isinstance(number, bool) or not isinstance(number, str | int):
        return None
    said = str(number).strip()
    return said if said and len(said) <= _LONGEST_NUMBER and said.isprintable() else None

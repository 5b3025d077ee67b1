"""Kind ``sms``: a short text, whose code is filled in at the last moment so that no row ever holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from bot.decisions.delivery import Impossible, Outcome
from bot.decisions.errors import Unsound
from bot.decisions.records import OutboxItem
from bot.services.confirm_contact import code_for
from bot.services.context import Context

KIND: Final = "sms"


class SendText(Protocol):
    def send(self, to: str, text: str, key: str) -> Outcome:
        """One attempt, with a timeout of its own; the same ``key`` is the same text. Nothing is raised for what the
        other side does. ``to``: a number with its country (``+44…``)."""
        ...


@dataclass(frozen=True)
class SmsCarrier:
    """Fulfils ``bot.services.ports.delivery.Carrier``. Whoever takes our texts promises to go by our key
    (docs/mail-sms-post.md)."""

    context: Context
    send: SendText
    repeatable: bool = True

    def deliver(self, item: OutboxItem) -> Outcome:
        """One attempt."""
        payload = item.payload
        facts = payload.get("facts")
        try:
            if not all(isinstance(payload.get(name), str) for name in ("to", "response")):
                raise Unsound("the payload has no number, or no words")
            if not isinstance(facts, dict):
                raise Unsound("the payload has no 'facts'")
            if "check_id" in facts:
                facts = {**facts, "code": code_for(self.context.secret, facts["check_id"])}
                facts.pop("check_id")
            text = self.context.words.text(payload["response"], **facts)
        except Unsound as error:
            return Impossible(str(error)[:300])
        return self.send.send(payload["to"], text, item.key)

    def find(self, item: OutboxItem) -> None:
        """Nobody can be asked whether a text arrived."""

"""A mailbox as a helpdesk: each ticket and note is a mail to it, by whatever carries the provider's mail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.decisions.delivery import Found, Outcome
from bot.decisions.records import OutboxItem
from bot.services.mail_addresses import TEAM
from bot.services.ports import Carrier


@dataclass(frozen=True)
class MailAsHelpdesk:
    """``Carrier`` of kinds ``ticket`` and ``ticket_note``. ``to``: the mailbox; ``mail``: the carrier of mails."""

    to: str
    mail: Carrier

    @property
    def repeatable(self) -> bool:
        return self.mail.repeatable

    def deliver(self, item: OutboxItem) -> Outcome:
        return self.mail.deliver(self._as_mail(item))

    def find(self, item: OutboxItem) -> Found:
        return self.mail.find(self._as_mail(item))

    def _as_mail(self, item: OutboxItem) -> OutboxItem:
        """``thread``: the key of the mail that it answers, so that mail programs show them as one. An answer to it is
        the customer's, where somebody reads answers."""
        payload = item.payload
        kept = {name: payload[name] for name in ("template", "provider", "facts")}
        attached = [
            {"name": each["name"], "media_type": each["media_type"], "file": each["id"]}
            for each in payload["files"]
        ]
        more = {"to": self.to, "case": payload["reference"], "reply_to": TEAM, "attachments": attached}
        return replace(item, kind="mail", payload={**kept, **more, "thread": payload.get("thread")})

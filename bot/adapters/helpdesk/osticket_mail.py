"""osTicket by its route for piped mail: the same mail twice is one ticket, and what comes later joins its thread."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from bot.adapters.helpdesk.files import TheirFiles
from bot.adapters.helpdesk.http import Answer, HeaderKey, Http, NoAnswer, Patience
from bot.adapters.helpdesk.osticket_json import read_number, user_address
from bot.adapters.letters import TemplateLetters
from bot.decisions.connections import OsTicketMail
from bot.decisions.delivery import Delivered, Found, Outcome
from bot.decisions.records import OutboxItem

PATH: Final = "/api/tickets.email"


class OsTicketByMail:
    """``Carrier`` of kinds ``ticket`` and ``ticket_note``. osTicket knows a mail again by its Message-ID, which is the
    same for the same item: however often it is sent, it is one entry there."""

    repeatable = True

    def __init__(
        self,
        connected: OsTicketMail,
        letters: TemplateLetters,
        files: TheirFiles,
        patience: Patience | None = None,
    ) -> None:
        self._connected, self._letters, self._files = connected, letters, files
        self._http = Http(connected.url, HeaderKey("X-API-Key", connected.key.get_secret_value()), patience)

    def deliver(self, item: OutboxItem) -> Outcome:
        try:
            answer = self._post(item, with_files=True)
            if answer.status == 413 and item.payload["files"]:
                answer = self._post(item, with_files=False)
        except NoAnswer as error:
            return error.outcome()
        outcome = read_number(answer)
        if isinstance(outcome, Delivered) and item.kind != "ticket":
            return Delivered()
        return outcome

    def find(self, item: OutboxItem) -> Found:
        return None

    def _post(self, item: OutboxItem, with_files: bool) -> Answer:
        data = self.message(item, with_files).as_bytes(policy=SMTP)
        return self._http.send("POST", PATH, data=data, headers={"Content-Type": "message/rfc822"})

    def message(self, item: OutboxItem, with_files: bool = True) -> EmailMessage:
        """The item as a mail, byte for byte the same each time."""
        payload = item.payload
        letter = self._letters.render(payload["template"], payload["facts"])
        name, domain = sender(item), f"{payload['provider']}.firstline.invalid"
        made = EmailMessage(policy=SMTP)
        made["From"] = name
        made["To"] = Address(addr_spec=self._connected.to)
        made["Subject"] = letter.subject
        made["Date"] = item.created_at
        made["Message-ID"] = f"<{_digest(item.key)}@{domain}>"
        if thread := payload.get("thread"):
            made["In-Reply-To"] = made["References"] = f"<{_digest(thread)}@{domain}>"
        made.set_content(letter.body, cte="quoted-printable")
        for file in self._files.of(payload) if with_files else []:
            kind, _, subtype = file.media_type.partition("/")
            made.add_attachment(file.content, kind, subtype or "octet-stream", filename=file.name)
        if made.is_multipart():
            made.set_boundary(f"=={_digest(item.key)}==")
        return made


def sender(item: OutboxItem) -> Address:
    """Whose ticket it is: the same for the ticket and for all that joins it."""
    payload = item.payload
    return Address(payload["requester"]["name"] or payload["reference"], addr_spec=user_address(payload))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]

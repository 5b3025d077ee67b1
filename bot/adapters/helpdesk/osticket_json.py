"""osTicket by its JSON API: it opens a ticket, and that is all it can.

It does not recognise a repeat, and cannot be asked what is there: what may have arrived is for a person to look at.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from bot.adapters.helpdesk.files import TheirFiles
from bot.adapters.helpdesk.http import Answer, HeaderKey, Http, NoAnswer, Patience, refusal
from bot.adapters.letters import TemplateLetters
from bot.decisions.connections import OsTicketJson
from bot.decisions.delivery import Delivered, Found, Impossible, Outcome, Unknown
from bot.decisions.records import OutboxItem

PATH: Final = "/api/tickets.json"
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
"""Six digits as it comes, with zeros in front; an administrator can give it another form."""


class OsTicketJsonTicket:
    """``Carrier`` of kind ``ticket``."""

    repeatable = False

    def __init__(
        self,
        connected: OsTicketJson,
        letters: TemplateLetters,
        files: TheirFiles,
        patience: Patience | None = None,
    ) -> None:
        self._connected, self._letters, self._files = connected, letters, files
        self._http = Http(connected.url, HeaderKey("X-API-Key", connected.key.get_secret_value()), patience)

    def deliver(self, item: OutboxItem) -> Outcome:
        document = self._document(item)
        try:
            answer = self._http.json("POST", PATH, document)
            if (
                answer.status == 413 and "attachments" in document
            ):  # too much for its server: the names are in it
                del document["attachments"]
                answer = self._http.json("POST", PATH, document)
        except NoAnswer as error:
            return error.outcome()
        return read_number(answer)

    def find(self, item: OutboxItem) -> Found:
        return None

    def _document(self, item: OutboxItem) -> dict[str, Any]:
        letter = self._letters.render(item.payload["template"], item.payload["facts"])
        requester = item.payload["requester"]
        document: dict[str, Any] = {
            "name": requester["name"] or item.payload["reference"],
            "email": user_address(item.payload),
            "subject": letter.subject,
            "message": f"data:text/plain;charset=utf-8,{quote(letter.body)}",
            "source": "API",
            "alert": True,
            "autorespond": False,  # the assistant has written to them already
        }
        if self._connected.topic_id is not None:
            document["topicId"] = self._connected.topic_id
        if requester["phone"]:
            document["phone"] = requester["phone"]
        if files := self._files.of(item.payload):
            # One that it does not take is left out without a word; the ticket has its name and the link.
            document["attachments"] = [
                {each.name: f"data:{each.media_type};base64,{base64.b64encode(each.content).decode()}"}
                for each in files
            ]
        return document


def user_address(payload: Mapping[str, Any]) -> str:
    """Whose ticket it is in osTicket, which writes there: our own address of the case, so that an answer comes back to
    us; else the customer's, if it is shown to be theirs; else one at which nobody is."""
    requester = payload["requester"]
    if payload["reply_to"]:
        return str(payload["reply_to"])
    if requester["email"] and requester["confirmed"]:
        return str(requester["email"])
    return f"{str(payload['reference']).lower()}@{payload['provider']}.firstline.invalid"


def read_number(answer: Answer) -> Outcome:
    """The number as plain text, or what else osTicket says: a missing field is status 500, and no repeat helps."""
    said = answer.text.strip().strip('"')
    if answer.status == 201:
        if _NUMBER.fullmatch(said):
            return Delivered(said)
        return Unknown("it says that it opened a ticket, and names no number")
    if answer.status == 500 and "unable to create" in said.lower() and "unknown error" not in said.lower():
        return Impossible("it does not take the ticket as it is: a field that its form asks for is missing")
    if answer.status == 403:
        return Impossible("a filter or a ban of osTicket's refuses the ticket (HTTP 403)")
    if answer.status == 401:
        return Impossible("it refuses our key, or this machine's address with it (HTTP 401)")
    if answer.status == 415:
        return Impossible("it does not know the form of what we send (HTTP 415)")
    return refusal(answer)

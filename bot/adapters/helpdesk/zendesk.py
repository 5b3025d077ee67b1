"""Zendesk: a ticket, known by our key for two hours and by the reference of the case after that; notes; files.

The first comment of a ticket is never public: Zendesk would mail the story to whoever is its requester. Files are added
to a ticket that is there: the request that opens it must be the same, byte for byte, however often it is sent.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from requests.auth import HTTPBasicAuth

from bot.adapters.helpdesk.files import FileBytes, TheirFiles
from bot.adapters.helpdesk.http import Answer, Http, NoAnswer, Patience, refusal
from bot.adapters.letters import TemplateLetters
from bot.decisions.connections import Zendesk
from bot.decisions.delivery import Delivered, Found, Impossible, Missing, Outcome, TryAgain, Unknown
from bot.decisions.records import OutboxItem

KEY_IS_KEPT: Final = timedelta(hours=2)
"""How long Zendesk knows a request again by its ``Idempotency-Key``."""
_SURELY_KEPT: Final = timedelta(minutes=100)
"""By our clock and theirs."""
_FILES_SECONDS: Final = 60.0
"""For all files of a ticket: the item is ours for three minutes only."""


class ZendeskApi:
    """What ticket, note and reader share."""

    def __init__(self, connected: Zendesk, patience: Patience | None = None) -> None:
        auth = HTTPBasicAuth(f"{connected.email}/token", connected.token.get_secret_value())
        self.http = Http(connected.url, auth, patience)

    def ticket_of(self, reference: str) -> Found:
        """The ticket whose ``external_id`` is ``reference``, the first of several. Never ``None``."""
        try:
            answer = self.http.send("GET", "/api/v2/tickets.json", params={"external_id": reference})
        except NoAnswer as error:
            return TryAgain(str(error))
        data = answer.data()
        if answer.status != 200 or not isinstance(data, dict) or not isinstance(data.get("tickets"), list):
            return TryAgain(f"it cannot be looked up: {_reason(refusal(answer))}", answer.retry_after)
        ids = [
            each["id"]
            for each in data["tickets"]
            if isinstance(each, dict) and each.get("external_id") == reference and _is_id(each.get("id"))
        ]
        return Delivered(str(min(ids))) if ids else Missing()

    def comments(self, ticket: str) -> list[dict[str, Any]] | TryAgain:
        """The newest hundred of a ticket, newest first, with ``author``: its user as Zendesk has it."""
        try:
            answer = self.http.send(
                "GET",
                f"/api/v2/tickets/{quote(ticket, safe='')}/comments.json",
                params={"sort_order": "desc", "include": "users"},
            )
        except NoAnswer as error:
            return TryAgain(str(error))
        data = answer.data()
        if answer.status != 200 or not isinstance(data, dict) or not isinstance(data.get("comments"), list):
            return TryAgain(f"its comments cannot be read: {_reason(refusal(answer))}", answer.retry_after)
        listed = data.get("users")
        people = {each.get("id"): each for each in listed or [] if isinstance(each, dict)}
        return [
            {**each, "author": people.get(each.get("author_id"), {})}
            for each in data["comments"]
            if isinstance(each, dict)
        ]

    def says(self, ticket: str, mark: str) -> bool | TryAgain:
        """Whether a comment of ours with ``mark`` is there."""
        comments = self.comments(ticket)
        if isinstance(comments, TryAgain):
            return comments
        return any(f"({mark})" in str(each.get("body", "")) for each in comments)

    def comment(self, ticket: str, words: str, files: list[FileBytes], *, reopen: bool = False) -> Answer:
        """Add a comment that only the provider's people see. Raises ``NoAnswer``."""
        comment: dict[str, Any] = {"body": words, "public": False}
        until = time.monotonic() + _FILES_SECONDS
        if tokens := [token for file in files if (token := self._upload(file, until))]:
            comment["uploads"] = tokens
        changed: dict[str, Any] = {"comment": comment, **({"status": "open"} if reopen else {})}
        return self.http.json("PUT", f"/api/v2/tickets/{quote(ticket, safe='')}.json", {"ticket": changed})

    def _upload(self, file: FileBytes, until: float) -> str | None:
        """Its token; one that Zendesk does not take stays with us, where the link leads."""
        if time.monotonic() > until:
            return None
        try:
            answer = self.http.send(
                "POST",
                "/api/v2/uploads.json",
                data=file.content,
                params={"filename": file.name},
                headers={"Content-Type": file.media_type},
            )
        except NoAnswer:
            return None
        data = answer.data()
        upload = data.get("upload") if isinstance(data, dict) else None
        token = upload.get("token") if isinstance(upload, dict) else None
        return token if answer.status == 201 and isinstance(token, str) else None


class ZendeskTicket:
    """``Carrier`` of kind ``ticket``."""

    repeatable = True

    def __init__(
        self,
        connected: Zendesk,
        letters: TemplateLetters,
        files: TheirFiles,
        now: Callable[[], datetime],
        patience: Patience | None = None,
    ) -> None:
        self._connected, self._letters, self._files, self._now = connected, letters, files, now
        self._api = ZendeskApi(connected, patience)

    def deliver(self, item: OutboxItem) -> Outcome:
        repeat = item.attempts > 0 or item.begun_at is not None
        if repeat or self._now() - item.created_at > _SURELY_KEPT:
            # Whether our key is still known there is not; so it is looked for first, and sent only if it is missing.
            found = self.find(item)
            if not isinstance(found, Missing):
                return self._there(item, found, again=True)
        try:
            answer = self._api.http.json(
                "POST", "/api/v2/tickets.json", self._document(item), {"Idempotency-Key": _key(item)}
            )
        except NoAnswer as error:
            return error.outcome()
        outcome = self._read(answer)
        if isinstance(outcome, Delivered):
            hit = answer.headers.get("x-idempotency-lookup", "").lower() == "hit"
            return self._there(item, outcome, again=hit)
        return outcome

    def find(self, item: OutboxItem) -> Found:
        return self._api.ticket_of(item.payload["reference"])

    def _there(self, item: OutboxItem, found: Delivered | TryAgain | None, *, again: bool) -> Outcome:
        if not isinstance(found, Delivered):
            return found if found is not None else Unknown("it cannot be looked up")
        self._add_files(item, found.remote_id, again)
        return found

    def _add_files(self, item: OutboxItem, ticket: str | None, again: bool) -> None:
        """As well as it goes: their names and the link are in the ticket already."""
        files = self._files.of(item.payload)
        mark = f"{item.payload['reference']}/files"
        if not files or ticket is None or (again and self._api.says(ticket, mark) is not False):
            return
        names = "\n".join(each.name for each in files)
        try:
            self._api.comment(ticket, f"{names}\n\n({mark})", files)
        except NoAnswer:
            return

    def _document(self, item: OutboxItem) -> dict[str, Any]:
        payload = item.payload
        letter = self._letters.render(payload["template"], payload["facts"])
        ticket: dict[str, Any] = {
            "subject": letter.subject,
            "comment": {"body": letter.body, "public": False},
            "priority": payload["priority"],
            "tags": list(self._connected.tags),
            "external_id": payload["reference"],
        }
        if self._connected.group_id is not None:
            ticket["group_id"] = self._connected.group_id
        requester = payload["requester"]
        if self._connected.requester == "customer" and requester["email"]:
            ticket["requester"] = {
                "name": requester["name"] or payload["reference"],
                "email": requester["email"],
            }
        return {"ticket": ticket}

    def _read(self, answer: Answer) -> Outcome:
        data = answer.data()
        if answer.status == 201:
            ticket = data.get("ticket") if isinstance(data, dict) else None
            id = ticket.get("id") if isinstance(ticket, dict) else None
            return Delivered(str(id)) if _is_id(id) else Unknown("it names no ticket that it opened")
        if answer.status == 409:
            return TryAgain("it is still busy with the same request", answer.retry_after)
        if answer.status == 400 and isinstance(data, dict) and data.get("error") == "IdempotentRequestError":
            return TryAgain("it has had another ticket under our key", KEY_IS_KEPT)
        return _named(answer)


class ZendeskNote:
    """``Carrier`` of kind ``ticket_note``: a comment. Zendesk does not know one again, but it can be looked for.

    ``number_of``: the ticket of a case as we know it; else it is looked for by the reference.
    """

    repeatable = False

    def __init__(
        self,
        connected: Zendesk,
        letters: TemplateLetters,
        files: TheirFiles,
        number_of: Callable[[str], str | None],
        patience: Patience | None = None,
    ) -> None:
        self._letters, self._files, self._number_of = letters, files, number_of
        self._api = ZendeskApi(connected, patience)

    def deliver(self, item: OutboxItem) -> Outcome:
        ticket = self._ticket(item)
        if not isinstance(ticket, str):
            return ticket
        payload = item.payload
        letter = self._letters.render(payload["template"], payload["facts"])
        try:
            answer = self._api.comment(
                ticket, letter.body, self._files.of(payload), reopen=bool(payload["reopens"])
            )
        except NoAnswer as error:
            return error.outcome()
        data = answer.data()
        if answer.status == 200:
            ok = isinstance(data, dict) and isinstance(data.get("ticket"), dict)
            return Delivered() if ok else Unknown("its answer cannot be read (HTTP 200)")
        if answer.status == 409:  # somebody changed the ticket in the same moment
            return TryAgain("the ticket was changed in the same moment", answer.retry_after)
        return _named(answer)

    def find(self, item: OutboxItem) -> Found:
        ticket = self._ticket(item)
        if isinstance(ticket, TryAgain):
            return ticket
        if isinstance(ticket, Impossible):
            return Missing()
        there = self._api.says(ticket, item.payload["mark"])
        if isinstance(there, TryAgain):
            return there
        return Delivered() if there else Missing()

    def _ticket(self, item: OutboxItem) -> str | TryAgain | Impossible:
        known = self._number_of(item.payload["case_id"])
        if known is not None and known.isdecimal():
            return known
        found = self._api.ticket_of(item.payload["reference"])
        if isinstance(found, TryAgain):
            return found
        if isinstance(found, Delivered) and found.remote_id is not None:
            return found.remote_id
        return Impossible("there is no ticket with this reference any more")


def _named(answer: Answer) -> Outcome:
    """A refusal, with the word that Zendesk has for it where it is one of its own."""
    outcome, data = refusal(answer), answer.data()
    word = data.get("error") if isinstance(data, dict) else None
    if isinstance(outcome, Impossible) and isinstance(word, str) and word.isalpha() and len(word) <= 40:
        return Impossible(f"{outcome.reason}: {word}")
    return outcome


def _reason(outcome: TryAgain | Impossible | Unknown) -> str:
    return outcome.reason


def _key(item: OutboxItem) -> str:
    return f"firstline-{item.key}"


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0

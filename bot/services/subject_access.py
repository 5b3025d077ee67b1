"""Everything that is kept about one person at one provider, to be given to them.

A person is known by what they gave: an e-mail address, a telephone number, an account number. Whether it is theirs is
for whoever gives it out to make sure first; each chat says what was confirmed in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot.decisions.case_export import CaseExport
from bot.decisions.records import Agent, Conversation, OutboxItem, Role, StoredFile
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.desk.person_wanted import chat_name
from bot.services.export_case import case_export, transcript
from bot.services.find_person import Person, chats_of
from bot.services.outbox.carry_sms import KIND as SMS
from bot.services.ports import Transaction

GIVEN: Final = "records.given"
"""In the audit trail of each chat whose records were given out."""
VERSION: Final = "1"
MAIL: Final = "mail"
_SECRET_FACTS: Final = frozenset({"check_id"})
"""Of a mail: from it the code could be made again."""


@dataclass(frozen=True)
class HeldFile:
    """``path``: what it is called in the package."""

    path: str
    file: StoredFile


@dataclass(frozen=True)
class Held:
    """``document`` is JSON-safe and has everything; ``cases`` are the same complaints, each as a document to print.
    ``also``: other addresses and numbers that they gave in these chats: there may be more under those."""

    document: dict[str, Any]
    cases: tuple[CaseExport, ...] = ()
    files: tuple[HeldFile, ...] = ()
    also: tuple[str, ...] = field(default=())

    @property
    def chats(self) -> int:
        return len(self.document["chats"])


def all_held(context: Context, provider: str, person: Person, by: Agent | None) -> Held:
    """Stands in the audit trail of each chat. ``by``: a supervisor of the provider, or nobody (at the command line).
    Raises ``NotYours``, ``UnknownProvider``."""
    name = context.provider(provider).name
    if by is not None:
        must(by, provider, Role.SUPERVISOR)
    chats: list[dict[str, Any]] = []
    cases: list[CaseExport] = []
    files: list[HeldFile] = []
    also: set[str] = set()
    with context.store.write() as tx:
        for conversation in chats_of(tx, provider, person):
            exports = [
                case_export(context, tx, case, internal=True)
                for case in tx.cases.of_conversation(conversation.id)
            ]
            held = [
                HeldFile(f"files/{len(files) + at:03}-{_safe(file.name)}", file)
                for at, file in enumerate(tx.files.of_conversation(conversation.id), 1)
            ]
            chats.append(_chat(tx, conversation, exports, held))
            also |= {each.value for each in tx.contacts.of(conversation.id)} - {person.value}
            cases, files = [*cases, *exports], [*files, *held]
            subject = f"conversation:{conversation.id}"
            tx.audit.add(context.now(), GIVEN, subject, by.id if by else None, provider)
        tx.commit()
    document = {
        "version": VERSION,
        "provider": provider,
        "provider_name": name,
        "asked_for": {"by": person.by.value, "value": person.value},
        "made_at": context.now().isoformat(),
        "also_gave": sorted(also),
        "chats": chats,
    }
    return Held(document, tuple(cases), tuple(files), tuple(sorted(also)))


def _chat(
    tx: Transaction, conversation: Conversation, exports: Iterable[CaseExport], held: Iterable[HeldFile]
) -> dict[str, Any]:
    """Nothing but what is of this chat: a chat has one customer."""
    id = conversation.id
    return {
        "name": chat_name(id),
        "began_at": conversation.created_at.isoformat(),
        "state": conversation.state.value,
        "deleted_at": _iso(conversation.deleted_at),
        "agreed": conversation.agreed,
        "contacts": [
            {"kind": each.kind.value, "value": each.value, "confirmed_at": _iso(each.confirmed_at)}
            for each in tx.contacts.of(id)
        ],
        "told": [
            {"began_at": each.began_at.isoformat(), "status": each.status.value, "answers": each.answers}
            for each in tx.records.intakes(id)
        ],
        "lines": [
            {
                "at": line.sent_at.isoformat(),
                "sender": line.sender.value,
                "name": line.spoken_by,
                "text": line.text,
            }
            for line in transcript(tx, id)
        ],
        "wished_for_a_person": [
            {
                "reason": each.reason,
                "at": each.requested_at.isoformat(),
                "ended_at": _iso(each.closed_at),
                "note": each.supervisor_note,
            }
            for each in tx.handoffs.of_conversation(id)
        ],
        "promises": [
            {"kind": each.kind, "due_on": each.due_on.isoformat(), "kept_at": _iso(each.kept_at)}
            for each in tx.promises.of_conversation(id)
        ],
        "notes_of_the_team": [
            {"at": note.at.isoformat(), "text": note.text} for note in tx.notes.of_conversation(id)
        ],
        "letters": [
            {
                "kind": each.kind.value,
                "number": each.number,
                "issued_at": _iso(each.issued_at),
                "subject": each.subject,
                "text": each.text or each.body,
            }
            for case in tx.cases.of_conversation(id)
            for each in tx.letters.of_case(case.id)
        ],
        "letters_by_post": [
            {
                "to": each.address,
                "subject": each.letter.subject,
                "text": each.letter.body,
                "queued_at": each.queued_at.isoformat(),
                "posted_on": each.posted_on.isoformat() if each.posted_on else None,
            }
            for each in tx.posts.of_conversation(id)
        ],
        "mails": [_sent(item) for item in tx.records.sent(id, MAIL)],
        "texts": [_sent(item) for item in tx.records.sent(id, SMS)],
        "in_their_helpdesk": [
            {
                "system": ticket.system,
                "number": ticket.number,
                "opened_at": _iso(ticket.opened_at),
                "status": ticket.remote_status,
            }
            for case in tx.cases.of_conversation(id)
            if (ticket := tx.tickets.of_case(case.id)) is not None
        ],
        "files": [
            {"path": each.path, "name": each.file.name, "size": each.file.size, "sha256": each.file.sha256}
            for each in held
        ],
        "complaints": [each.model_dump(mode="json") for each in exports],
    }


def _sent(item: OutboxItem) -> dict[str, Any]:
    facts = item.payload.get("facts", {})
    return {
        "letter": item.payload.get("template") or item.payload.get("response"),
        "to": item.payload.get("to"),
        "facts": {name: value for name, value in facts.items() if name not in _SECRET_FACTS},
        "queued_at": item.created_at.isoformat(),
        "sent_at": _iso(item.sent_at),
    }


def _safe(name: str) -> str:
    """A name that leads nowhere in a package, on any system."""
    return re.sub(r"[^\w. ()-]", "_", name).lstrip(".") or "file"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None

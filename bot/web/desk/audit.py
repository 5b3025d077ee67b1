"""What was done at the desk, for supervisors."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request
from fastapi.responses import Response

from bot.decisions.calendar import in_london
from bot.decisions.records import AuditEntry, Role
from bot.services.context import Context
from bot.services.desk.person_wanted import chat_name
from bot.services.read_audit import AuditRead, read_audit
from bot.services.who_did import Doer, who_did
from bot.web.desk.auth import Me, desk_of, desk_router, require, require_somewhere
from bot.web.desk.pages import page, provider_name

router = desk_router()

_ID = re.compile(r"[0-9a-f]{32}")
_SHORT = 8


@dataclass(frozen=True)
class Piece:
    """Something that was named: in ``words``, perhaps with the page that it leads to, and the whole id that a short
    name stands for."""

    words: str
    href: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Shown:
    """An entry as the table has it: ``at`` in London time, ``providers`` at which it counts, ``doer`` who did it,
    ``what`` it was done to, and ``details`` by name."""

    entry: AuditEntry
    at: datetime
    providers: tuple[str, ...]
    doer: Doer
    what: Piece
    details: tuple[tuple[str, Piece], ...]


@router.get("/desk/audit")
async def show_audit(request: Request, me: Me, provider: str = "") -> Response:
    context = desk_of(request).context
    mine = require_somewhere(me, Role.SUPERVISOR)
    if provider:
        require(me, provider, Role.SUPERVISOR)
    read = await asyncio.to_thread(read_audit, context, me, provider or None)
    facts = {
        "rows": [
            Shown(
                entry,
                in_london(entry.at),
                tuple(provider_name(context, slug) for slug in read.providers[entry.id]),
                who_did(entry),
                subject(context, read, entry.subject),
                tuple(_details(read, entry)),
            )
            for entry in read.entries
        ],
        "names": read.names,
        "providers": {slug: provider_name(context, slug) for slug in mine},
        "chosen": provider,
    }
    return page(request, "audit.html", facts)


def subject(context: Context, read: AuditRead, named: str) -> Piece:
    """A complaint by its reference, a chat by its short name, a person and a provider by theirs."""
    kind, _, id = named.partition(":")
    if named in read.references:
        return Piece(read.references[named], f"/desk/cases/{read.references[named]}")
    if kind == "conversation":
        return _chat(id)
    if kind == "provider":
        return Piece(provider_name(context, id))
    if kind == "customers":
        return Piece(f"customers of {provider_name(context, id)}")
    return _piece(read.names, id)


def _chat(id: str) -> Piece:
    return Piece(chat_name(id), f"/desk/conversations/{id}", id)


def _details(read: AuditRead, entry: AuditEntry) -> Iterator[tuple[str, Piece]]:
    for key, value in entry.data.items():
        known = read.references.get(entry.subject)
        if key == "reference" and value == known:
            continue  # it stands beside it
        if key == "by" and value == "customer":
            continue  # so does who did it
        if key == "earlier":
            yield "earlier chat", _chat(str(value))
            continue
        yield key.replace("_", " "), _piece(read.names, "nobody" if value is None else str(value))


def _piece(names: Mapping[str, str], value: str) -> Piece:
    if value in names:
        return Piece(names[value])
    return Piece(value[:_SHORT], whole=value) if _ID.fullmatch(value) else Piece(value)

"""A whole case as one document: what is given out to its customer, or to an agent of its provider.

The shape is versioned. Its JSON schema is ``docs/case-export.schema.json``, made from these models; a test holds the
two together. Instants are aware UTC, dates are Europe/London dates. New fields may come within a version; a field that
goes or changes its meaning makes a new one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal

from pydantic import Field

from bot.decisions.sourced import Strict

VERSION: Final = "1"


class ExportedSource(Strict):
    title: str
    href: str | None = None


class ExportedGround(Strict):
    """One thing that a date rests on, as a sentence, with how sure it is and who says so."""

    says: str
    standing: str
    standing_words: str
    sources: list[ExportedSource]


class ExportedDate(Strict):
    """``sum``: how it was worked out. ``done``: what was to happen by then has happened."""

    key: str
    on: date
    title: str
    what: str
    sum: str | None
    notes: list[str]
    done: bool
    grounds: list[ExportedGround]


class ExportedDetail(Strict):
    """One answer: ``key`` names the question for ever, ``label`` and ``value`` are words."""

    key: str
    label: str
    value: str


class ExportedEvent(Strict):
    """One thing that happened. ``says``: in words, where the customer is told of it. ``data``: as it is on record; only
    in an agent's export."""

    at: datetime
    code: str
    says: str | None
    data: dict[str, Any] | None = None


class ExportedLine(Strict):
    """One line of the chat. ``sender``: ``customer``, ``bot``, ``agent`` or ``system``; ``name``: of the person."""

    at: datetime
    sender: str
    name: str | None
    text: str


class ExportedPromise(Strict):
    kind: str
    says: str
    due_on: date
    made_at: datetime
    kept_at: datetime | None


class ExportedFile(Strict):
    """``sent_by``: ``customer`` or ``provider``. The file itself is not in the export."""

    name: str
    media_type: str
    size: int
    sha256: str
    sent_by: Literal["customer", "provider"]
    stored_at: datetime
    scanned: str | None


class ExportedContact(Strict):
    kind: str
    value: str
    confirmed_at: datetime | None


class ExportedNote(Strict):
    """Written by agents for each other: internal."""

    at: datetime
    by: str
    text: str


class ExportedInternal(Strict):
    """What a customer's own export leaves out."""

    marked: Literal["internal: not for the customer"] = "internal: not for the customer"
    notes: list[ExportedNote]


class CaseExport(Strict):
    """``internal``: ``None`` in a customer's export. ``told``: the first and last day on which they can have told the
    provider first, where they said so."""

    version: Literal["1"] = VERSION
    made_at: datetime
    made_for: Literal["customer", "agent"]
    reference: str
    provider: str
    provider_name: str
    scheme: str
    status: str
    status_words: str
    opened_at: datetime
    received_at: datetime
    stage: str
    target_kind: str
    due_on: date
    nation: str
    told: list[date] = Field(max_length=2)
    description: str
    details: list[ExportedDetail]
    contacts: list[ExportedContact]
    dates: list[ExportedDate]
    dates_unsure: str | None
    membership: str
    events: list[ExportedEvent]
    promises: list[ExportedPromise]
    transcript: list[ExportedLine]
    files: list[ExportedFile]
    internal: ExportedInternal | None = None

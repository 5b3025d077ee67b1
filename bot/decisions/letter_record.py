"""A letter of a provider to its customer: what is kept of it, from the draft to the issued letter that stays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final


class LetterKind(StrEnum):
    """Why a provider writes. ``cannot_resolve`` never goes alone: the letter about the scheme goes with it."""

    ACKNOWLEDGEMENT = "acknowledgement"
    HOLDING = "holding"
    OUTCOME = "outcome"
    CANNOT_RESOLVE = "cannot_resolve"
    ADR_DEADLOCK = "adr_deadlock"
    ADR_END_OF_WAIT = "adr_end_of_wait"
    FIRST_CONTACT_SUMMARY = "first_contact_summary"


ABOUT_THE_SCHEME: Final = (LetterKind.ADR_DEADLOCK, LetterKind.ADR_END_OF_WAIT)
"""Letters that open the way to the ADR scheme."""
WITHOUT_THE_STORY: Final = (LetterKind.FIRST_CONTACT_SUMMARY,)
"""Letters that hold nothing that a person wrote: they may go to an address that nobody has confirmed."""


class Way(StrEnum):
    """How an issued letter goes. ``notice``: by mail, to an address that is not confirmed, goes only that there is a
    letter and, for a letter about the scheme, how to reach it. ``by_hand``: nothing goes by itself."""

    MAIL = "mail"
    NOTICE = "notice"
    POST = "post"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class LetterRecord:
    """One letter. ``body`` is its words with marks (``letter_marks``); ``fields`` what an agent filled in.

    ``drafted_by``, ``edited_by``, ``issued_by``: the id of an agent, ``None`` for the assistant. Once issued it has
    ``year``, ``serial`` and ``number`` (per provider and London year, without gaps), ``page`` (the whole HTML as it was
    issued), ``text`` (the same as plain text), ``sha256`` of the two, and ``goes``. ``goes_with``: the id of the letter
    that is issued together with this one. ``supersedes``: the id of the issued letter in whose place it is written.
    """

    id: str
    case_id: str
    conversation_id: str
    provider: str
    kind: LetterKind
    subject: str
    body: str
    drafted_at: datetime
    drafted_by: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    edited_at: datetime | None = None
    edited_by: str | None = None
    goes_with: str | None = None
    supersedes: str | None = None
    issued_at: datetime | None = None
    issued_on: date | None = None
    issued_by: str | None = None
    year: int | None = None
    serial: int | None = None
    number: str | None = None
    page: str | None = None
    text: str | None = None
    sha256: str | None = None
    goes: tuple[Way, ...] = ()

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None


def number_of(prefix: str, year: int, serial: int) -> str:
    """Such as "IT-2026-0042"."""
    return f"{prefix}-{year}-{serial:04}"


def digest_of(page: str, text: str) -> str:
    """The SHA-256 (hex) of an issued letter: its HTML, a NUL, and its plain text, as UTF-8."""
    return hashlib.sha256(f"{page}\0{text}".encode()).hexdigest()


def is_whole(letter: LetterRecord) -> bool:
    """Whether an issued letter is still what was issued."""
    if letter.page is None or letter.text is None:
        return False
    return digest_of(letter.page, letter.text) == letter.sha256

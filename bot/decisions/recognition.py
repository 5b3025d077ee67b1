"""What is remembered of who is asking: codes on their way, and who showed who they are. As in ``records``, plain frozen
values; every instant is aware UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Identity(StrEnum):
    NONE = "none"
    CONTACT = "contact"
    ACCOUNT_HOLDER = "account_holder"


@dataclass(frozen=True)
class IdentityCheck:
    """A one-time code on its way. Only its salted hash is kept. ``tries`` counts wrong answers."""

    id: str
    conversation_id: str
    contact_id: str
    code_hash: str
    created_at: datetime
    expires_at: datetime
    tries: int = 0
    confirmed_at: datetime | None = None


class RecognitionStatus(StrEnum):
    """``for_person``: the facts fit, but they act for somebody, and an agent has to look at their authority."""

    ASKING = "asking"
    CONFIRMED = "confirmed"
    FOR_PERSON = "for_person"
    STOPPED = "stopped"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Recognition:
    """One time that somebody showed, or tried to show, who they are, to hear of a complaint of another chat.

    ``answers``: what they gave, by question (``bot.decisions.identity``); emptied when it ends. ``code_hash``: of the
    code that was asked for, also where there was nothing to send it for. ``contact_kind`` and ``contact_value``: the
    contact on file that the code went to, kept when it was found. ``how``: ``code`` or ``account``; ``account`` is the
    account whose facts fitted, ``name`` the holder's. ``acting_for``: who acts for the holder, in their own words.
    ``confirmed_at`` and ``lapses_at``: between them the chat may tell of the complaints. ``handled_message`` and
    ``outcome`` as for an ``Intake``.
    """

    id: str
    conversation_id: str
    provider: str
    status: RecognitionStatus
    began_at: datetime
    answers: dict[str, Any] = field(default_factory=dict)
    code_hash: str | None = None
    code_expires_at: datetime | None = None
    code_tries: int = 0
    contact_kind: str | None = None
    contact_value: str | None = None
    identity: Identity = Identity.NONE
    how: str | None = None
    account: str | None = None
    name: str | None = None
    acting_for: str | None = None
    confirmed_at: datetime | None = None
    lapses_at: datetime | None = None
    handled_message: str | None = None
    outcome: dict[str, Any] | None = None

"""What Firstline remembers. Plain frozen values; every instant is aware UTC, every date is a Europe/London date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class ConversationState(StrEnum):
    """Who speaks next. In ``human`` the bot never speaks."""

    BOT = "bot"
    WAITING = "waiting"
    HUMAN = "human"
    CLOSED = "closed"


@dataclass(frozen=True)
class Conversation:
    """One chat. ``id`` has 128 random bits; ``token_hash`` is the SHA-256 of the bearer token (hex). ``address_key``:
    a keyed hash of the network address that opened it, to count tries by; never the address.

    ``agreed`` is what an agent agreed with the customer when the chat went back to the assistant. ``deleted_at``: the
    customer deleted the chat; what belongs to a case stays with the case. ``erased_at``: all that told of a person
    went, on request or because it was kept long enough.
    """

    id: str
    provider: str
    token_hash: str
    state: ConversationState
    created_at: datetime
    agreed: str | None = None
    deleted_at: datetime | None = None
    address_key: str | None = None
    erased_at: datetime | None = None


class Sender(StrEnum):
    CUSTOMER = "customer"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class Turn(StrEnum):
    """What became of a customer's message: not yet answered, answered, or given up after retries."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Message:
    """One line of the transcript, as typed. ``id`` rises by one within its conversation.

    Only a customer's message has ``turn``, ``key`` (its idempotency key), ``body_hash`` and ``attempts``;
    ``payload`` is what a pressed button sends to the engine. ``in_reply_to`` names the customer's message
    that a bot or system line answers. ``buttons`` are ``{id, title, payload}``. ``spoken_by`` is the name of the
    person who wrote an agent's line, or who has the chat from a notice on.
    """

    conversation_id: str
    id: int
    sender: Sender
    text: str
    sent_at: datetime
    buttons: list[dict[str, str]] = field(default_factory=list)
    in_reply_to: int | None = None
    turn: Turn | None = None
    key: str | None = None
    body_hash: str | None = None
    payload: str | None = None
    attempts: int = 0
    spoken_by: str | None = None


class IntakeStatus(StrEnum):
    """``complete``: nothing more to ask, case open. ``resolved``: the customer said that it is sorted."""

    OPEN = "open"
    COMPLETE = "complete"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Intake:
    """A complaint being told. The row is the truth; Rasa's slots are a working copy.

    ``began_at`` is the instant of the customer's first complaining words: the clock starts there.
    ``answers`` and ``outcome`` are JSON-safe. ``handled_message`` is the id of the last message taken and
    ``outcome`` what came of it, so that the same message twice does one thing.
    """

    id: str
    conversation_id: str
    provider: str
    status: IntakeStatus
    began_at: datetime
    answers: dict[str, Any] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    handled_message: str | None = None
    outcome: dict[str, Any] | None = None


class ContactKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"


@dataclass(frozen=True)
class Contact:
    """One way to reach the customer. ``confirmed_at`` is set once a code sent there came back."""

    id: str
    conversation_id: str
    kind: ContactKind
    value: str
    created_at: datetime
    confirmed_at: datetime | None = None


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


@dataclass(frozen=True)
class Handoff:
    """A request for a person; it keeps its place in the queue by ``requested_at``. ``promised_by`` is a London date.

    ``claimed_by`` is the id of the agent who has it; ``supervisor_note`` is what the one who passed it on wrote.
    ``alerted_at``: when a supervisor was told that nobody had taken it.
    """

    id: str
    conversation_id: str
    provider: str
    reason: str
    priority: bool
    requested_at: datetime
    promised_by: date
    message_key: str
    closed_at: datetime | None = None
    claimed_by: str | None = None
    supervisor_note: str | None = None
    claimed_at: datetime | None = None
    alerted_at: datetime | None = None


class CaseStatus(StrEnum):
    OPEN = "open"
    WAITING_FOR_CUSTOMER = "waiting_for_customer"
    OUTCOME_OFFERED = "outcome_offered"
    RESOLVED = "resolved"
    CLOSED_NO_REPLY = "closed_no_reply"
    WITHDRAWN = "withdrawn"
    AT_ADR = "at_adr"


@dataclass(frozen=True)
class Case:
    """A complaint with a reference and a running clock.

    ``received_at`` is the instant of the first complaining words in this chat, ``first_complained_on`` the
    London date on which the customer first told the provider (may be long before; ``None`` if unknown).
    ``due_on`` is the target date of ``stage``, whose ``target_kind`` says what is promised by then.

    ``status_since``: the instant of the last change of status; ``None`` for one that was opened so, or changed before
    this was kept. ``reminded_at``: when the customer was asked or warned, once, about the status it has now ("is it
    still sorted?"). ``case_moves.moved`` changes all three together.
    """

    id: str
    reference: str
    intake_id: str
    conversation_id: str
    provider: str
    status: CaseStatus
    description: str
    contact_id: str
    opened_at: datetime
    received_at: datetime
    stage: str
    target_kind: str
    due_on: date
    nation: str
    details: dict[str, Any] = field(default_factory=dict)
    first_complained_on: date | None = None
    status_since: datetime | None = None
    reminded_at: datetime | None = None


@dataclass(frozen=True)
class CaseEvent:
    """One line of a case's history; never deleted, and emptied only when its chat is erased. ``code`` is stable:
    ``case.opened``, …"""

    id: int
    case_id: str
    code: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Promise:
    """Something dated that a customer was told. ``kind`` is stable: ``target.respond``, ``handoff.reply``, …

    ``late_told_at``: when they were told, unasked, that the day was missed. ``moved_to``: the id of the promise with
    the new day that a person gave them in its place, with the reason.
    """

    id: str
    conversation_id: str
    provider: str
    kind: str
    due_on: date
    made_at: datetime
    made_by: str
    case_id: str | None = None
    kept_at: datetime | None = None
    late_told_at: datetime | None = None
    moved_to: str | None = None


@dataclass(frozen=True)
class OutboxItem:
    """Something to be sent after commit. ``key`` is unique: the same thing is queued once.

    ``kind``: ``mail`` (``payload``, JSON-safe: template, to, provider, facts), or ``forget_chat``. ``conversation_id``:
    the chat that it is about, so that it goes with it; ``None`` where it is about none, or was queued before this was
    kept.
    """

    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    sent_at: datetime | None = None
    dead_at: datetime | None = None
    last_error: str | None = None
    conversation_id: str | None = None


class Role(StrEnum):
    """What an agent may do at one provider; each may do all that those before it may."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Agent:
    """Somebody who answers customers. ``roles`` by provider slug: no entry, no sight of that provider."""

    id: str
    name: str
    email: str
    password_hash: str
    created_at: datetime
    disabled_at: datetime | None = None
    roles: dict[str, Role] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenComplaint:
    """A case that has not ended, and ``answers``: all that its customer told, also since it was opened."""

    case: Case
    answers: dict[str, Any]


@dataclass(frozen=True)
class PromiseKept:
    """A dated promise of a case, for counting; ``status`` is the case's now."""

    kind: str
    case_id: str
    due_on: date
    kept_at: datetime | None
    status: CaseStatus
    moved_to: str | None = None


@dataclass(frozen=True)
class AgentSession:
    """A signed-in browser. Only the SHA-256 of its token is kept; ``csrf`` goes into every form.

    ``seen_at``: the person last did something. ``present_at``: their open page last asked for news by itself, which
    shows that somebody is at the desk but keeps no session alive.
    """

    id: str
    agent_id: str
    token_hash: str
    csrf: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    present_at: datetime | None = None


@dataclass(frozen=True)
class Note:
    """What agents write for each other; a customer never sees it. ``by_agent`` is an agent's id."""

    id: str
    conversation_id: str
    by_agent: str
    text: str
    at: datetime
    case_id: str | None = None


@dataclass(frozen=True)
class AuditEntry:
    """One thing that somebody did at the desk. ``subject`` names what it was done to, such as ``case:<id>``."""

    id: int
    at: datetime
    action: str
    subject: str
    agent_id: str | None = None
    provider: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SpokenCode:
    """Six characters that a caller reads out; an agent of the provider opens the card with them, until they expire."""

    id: str
    conversation_id: str
    provider: str
    code: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True)
class StoredFile:
    """A file that a customer or an agent sent. Its bytes lie under ``id`` outside the web root.

    ``media_type`` is what the content is, whatever the name says. ``sent_by``: ``customer`` or an agent's id.
    ``scanned``: what a virus scanner said; ``None`` where there is none.
    """

    id: str
    conversation_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    sent_by: str
    stored_at: datetime
    case_id: str | None = None
    scanned: str | None = None

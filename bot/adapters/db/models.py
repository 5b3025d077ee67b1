"""The tables. What must never be in the database is refused here, by the database itself.

Tables whose ``id`` is random have ``seq`` beside it, the order of insertion: two rows can share an instant.
Migrations repeat these tables; a test holds the two together.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.adapters.db.columns import Json, Prose, UtcInstant
from bot.decisions import reference
from bot.decisions.provider import TargetKind
from bot.decisions.records import (
    CaseStatus,
    ContactKind,
    ConversationState,
    Identity,
    IntakeStatus,
    RecognitionStatus,
    Role,
    Sender,
    Turn,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_BLANKS = [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200E)]
_BLANKS += [0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF]
BLANKS = "".join(map(chr, _BLANKS))
"""What shows nothing: a plain SQL ``trim`` takes away spaces only, and a line feed is not a description."""


def _filled(*columns: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"trim({name}) <> ''", name=f"{name}_filled") for name in columns]


def _worded(column: str) -> CheckConstraint:
    """For what people type. ``length`` stops at a NUL on SQLite, so words behind one do not count."""
    return CheckConstraint(f"length(trim({column}, '{BLANKS}')) > 0", name=f"{column}_worded")


def _one_of(column: str, values: type[StrEnum] | list[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def _required(name: str, type_: Any, *more: Any, **options: Any) -> Column[Any]:
    return Column(name, type_, *more, nullable=False, **options)


def _keys() -> list[Column[Any]]:
    return [Column("seq", Integer, primary_key=True), _required("id", Text, unique=True)]


def _of(table: str, **options: Any) -> Column[Any]:
    return _required(f"{table}_id", Text, ForeignKey(f"{table}s.id"), **options)


_REFERENCE = (
    f"length(reference) = {reference.LENGTH}"
    f" AND substr(reference, 1, 3) = '{reference.PREFIX}-'"
    " AND substr(reference, 7, 1) = '-' AND substr(reference, 11, 1) = '-'"
    " AND trim(substr(reference, 4, 3) || substr(reference, 8, 3) || substr(reference, 12, 4),"
    f" '{reference.ALPHABET}') = ''"
)

conversations = Table(
    "conversations",
    metadata,
    *_keys(),
    _required("provider", Text),
    _required("token_hash", Text),
    _required("state", Text),
    _required("created_at", UtcInstant),
    Column("agreed", Prose),
    Column("deleted_at", UtcInstant),
    Column("address_key", Text),
    Column("erased_at", UtcInstant),
    *_filled("id", "provider", "token_hash"),
    _one_of("state", ConversationState),
)

messages = Table(
    "messages",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    _required("sender", Text),
    _required("text", Prose),
    _required("sent_at", UtcInstant),
    _required("buttons", Json),
    Column("in_reply_to", Integer),
    Column("turn", Text),
    Column("key", Text),
    Column("body_hash", Text),
    Column("payload", Prose),
    _required("attempts", Integer),
    Column("spoken_by", Text),
    ForeignKeyConstraint(["conversation_id", "in_reply_to"], ["messages.conversation_id", "messages.id"]),
    UniqueConstraint("conversation_id", "key"),
    CheckConstraint("id >= 1", name="id_from_one"),
    CheckConstraint("in_reply_to < id", name="answers_an_earlier_one"),
    CheckConstraint("attempts >= 0", name="attempts_counted"),
    _one_of("sender", Sender),
    _one_of("turn", Turn),
    CheckConstraint(
        "sender = 'customer' OR (turn IS NULL AND key IS NULL AND body_hash IS NULL AND attempts = 0)",
        name="only_customers_wait",
    ),
)
Index(
    "ix_messages_pending",
    messages.c.conversation_id,
    sqlite_where=messages.c.turn == text("'pending'"),
    postgresql_where=messages.c.turn == text("'pending'"),
)

intakes = Table(
    "intakes",
    metadata,
    *_keys(),
    _of("conversation", index=True),
    _required("provider", Text),
    _required("status", Text),
    _required("began_at", UtcInstant),
    _required("answers", Json),
    _required("skipped", Json),
    Column("handled_message", Text),
    Column("outcome", Json),
    *_filled("id", "provider"),
    _one_of("status", IntakeStatus),
)

Index("ix_intakes_provider_began_at", intakes.c.provider, intakes.c.began_at)

contacts = Table(
    "contacts",
    metadata,
    *_keys(),
    _of("conversation"),
    _required("kind", Text),
    _required("value", Prose),
    _required("created_at", UtcInstant),
    Column("confirmed_at", UtcInstant),
    Column("unreachable_at", UtcInstant),
    UniqueConstraint("conversation_id", "kind", "value"),
    *_filled("id"),
    _worded("value"),
    _one_of("kind", ContactKind),
)

identity_checks = Table(
    "identity_checks",
    metadata,
    *_keys(),
    _of("conversation", index=True),
    _of("contact", index=True),
    _required("code_hash", Text),
    _required("created_at", UtcInstant),
    _required("expires_at", UtcInstant),
    _required("tries", Integer),
    Column("confirmed_at", UtcInstant),
    *_filled("id", "code_hash"),
    CheckConstraint("tries >= 0", name="tries_counted"),
    CheckConstraint("expires_at > created_at", name="expires_later"),
)

recognitions = Table(
    "recognitions",
    metadata,
    *_keys(),
    _of("conversation", index=True),
    _required("provider", Text),
    _required("status", Text, index=True),
    _required("began_at", UtcInstant),
    _required("answers", Json),
    Column("code_hash", Text),
    Column("code_expires_at", UtcInstant),
    _required("code_tries", Integer),
    Column("contact_kind", Text),
    Column("contact_value", Text),
    _required("identity", Text),
    Column("how", Text),
    Column("account", Text),
    Column("name", Text),
    Column("acting_for", Prose),
    Column("confirmed_at", UtcInstant),
    Column("lapses_at", UtcInstant),
    Column("handled_message", Text),
    Column("outcome", Json),
    *_filled("id", "provider"),
    _one_of("status", RecognitionStatus),
    _one_of("identity", Identity),
    CheckConstraint("code_tries >= 0", name="tries_counted"),
    CheckConstraint("lapses_at > confirmed_at", name="lapses_later"),
    CheckConstraint("status <> 'confirmed' OR identity <> 'none'", name="confirmed_as_somebody"),
)

identity_tries = Table(
    "identity_tries",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("at", UtcInstant),
    _of("conversation", index=True),
    _required("kind", Text),
    _required("subject_key", Text),
    Column("address_key", Text),
    *_filled("kind", "subject_key"),
    Index("ix_identity_tries_kind_at", "kind", "at"),
)

handoffs = Table(
    "handoffs",
    metadata,
    *_keys(),
    _of("conversation"),
    _required("provider", Text),
    _required("reason", Text),
    _required("priority", Boolean),
    _required("requested_at", UtcInstant),
    _required("promised_by", Date),
    _required("message_key", Text, unique=True),
    Column("closed_at", UtcInstant),
    Column("claimed_by", Text),
    Column("supervisor_note", Prose),
    Column("claimed_at", UtcInstant),
    Column("alerted_at", UtcInstant),
    *_filled("id", "provider", "reason", "message_key"),
)
Index(
    "uq_handoffs_open",
    handoffs.c.conversation_id,
    unique=True,
    sqlite_where=handoffs.c.closed_at.is_(None),
    postgresql_where=handoffs.c.closed_at.is_(None),
)

cases = Table(
    "cases",
    metadata,
    *_keys(),
    _required("reference", Text, unique=True),
    _of("intake", unique=True),
    _of("conversation", index=True),
    _required("provider", Text),
    _required("status", Text, index=True),
    _required("description", Prose),
    _of("contact", index=True),
    _required("opened_at", UtcInstant),
    _required("received_at", UtcInstant),
    _required("stage", Text),
    _required("target_kind", Text),
    _required("due_on", Date),
    _required("nation", Text),
    _required("details", Json),
    Column("first_complained_on", Date),
    Column("status_since", UtcInstant),
    Column("reminded_at", UtcInstant),
    *_filled("id", "provider", "stage"),
    _worded("description"),
    CheckConstraint(_REFERENCE, name="reference_readable"),
    _one_of("status", CaseStatus),
    _one_of("target_kind", TargetKind),
    _one_of("nation", ["ENG", "WLS", "SCT", "NIR"]),
)

case_events = Table(
    "case_events",
    metadata,
    Column("id", Integer, primary_key=True),
    _of("case", index=True),
    _required("code", Text),
    _required("at", UtcInstant),
    _required("data", Json),
    *_filled("code"),
)

promises = Table(
    "promises",
    metadata,
    *_keys(),
    _of("conversation", index=True),
    Column("case_id", Text, ForeignKey("cases.id"), index=True),
    _required("provider", Text),
    _required("kind", Text),
    _required("due_on", Date, index=True),
    _required("made_at", UtcInstant),
    _required("made_by", Text),
    Column("kept_at", UtcInstant),
    Column("late_told_at", UtcInstant),
    Column("moved_to", Text),
    *_filled("id", "provider", "kind", "made_by"),
)

agents = Table(
    "agents",
    metadata,
    *_keys(),
    _required("name", Text),
    _required("email", Text, unique=True),
    _required("password_hash", Text),
    _required("created_at", UtcInstant),
    Column("disabled_at", UtcInstant),
    *_filled("id", "email", "password_hash"),
    _worded("name"),
)

agent_roles = Table(
    "agent_roles",
    metadata,
    Column("agent_id", Text, ForeignKey("agents.id"), primary_key=True),
    Column("provider", Text, primary_key=True),
    _required("role", Text),
    *_filled("provider"),
    _one_of("role", Role),
)

agent_sessions = Table(
    "agent_sessions",
    metadata,
    *_keys(),
    _of("agent", index=True),
    _required("token_hash", Text, unique=True),
    _required("csrf", Text),
    _required("created_at", UtcInstant),
    _required("seen_at", UtcInstant),
    _required("expires_at", UtcInstant),
    Column("ended_at", UtcInstant),
    Column("present_at", UtcInstant),
    *_filled("id", "token_hash", "csrf"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("email", Text, index=True),
    _required("address", Text),
    _required("at", UtcInstant),
    _required("ok", Boolean),
    *_filled("email"),
)

notes = Table(
    "notes",
    metadata,
    *_keys(),
    _of("conversation", index=True),
    Column("case_id", Text),
    _required("by_agent", Text),
    _required("text", Prose),
    _required("at", UtcInstant),
    *_filled("id", "by_agent"),
    _worded("text"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("at", UtcInstant),
    Column("agent_id", Text, index=True),
    Column("provider", Text),
    _required("action", Text),
    _required("subject", Text, index=True),
    _required("data", Json),
    *_filled("action"),
)

spoken_codes = Table(
    "spoken_codes",
    metadata,
    *_keys(),
    _of("conversation"),
    _required("provider", Text),
    _required("code", Text, index=True),
    _required("created_at", UtcInstant),
    _required("expires_at", UtcInstant),
    Column("used_at", UtcInstant),
    *_filled("id", "provider", "code"),
)

files = Table(
    "files",
    metadata,
    *_keys(),
    _of("conversation", index=True),
    Column("case_id", Text),
    _required("name", Prose),
    _required("media_type", Text),
    _required("size", Integer),
    _required("sha256", Text),
    _required("sent_by", Text),
    _required("stored_at", UtcInstant),
    Column("scanned", Text),
    *_filled("id", "name", "media_type", "sha256", "sent_by"),
    CheckConstraint("size >= 1", name="not_empty"),
)

customers = Table(
    "customers",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _required("account", Text),
    _required("name", Text),
    _required("postcode", Text),
    Column("email", Text),
    Column("phone", Text),
    *_filled("provider", "key", "account"),
    _worded("name"),
    _worded("postcode"),
)

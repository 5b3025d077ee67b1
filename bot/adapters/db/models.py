"""The tables. What must never be in the database is refused here, by the database itself.

Tables whose ``id`` is random have ``seq`` beside it, the order of insertion: two rows can share an instant.
Migrations repeat these tables; a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.adapters.db.columns import Json, Prose, UtcInstant
from bot.adapters.db.table_parts import filled, keys, metadata, of, one_of, required, worded
from bot.decisions import reference
from bot.decisions.provider import TargetKind
from bot.decisions.records import (
    CaseStatus,
    ContactKind,
    ConversationState,
    IntakeStatus,
    Role,
    Sender,
    Turn,
)

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
    *keys(),
    required("provider", Text),
    required("token_hash", Text),
    required("state", Text),
    required("created_at", UtcInstant),
    Column("agreed", Prose),
    Column("deleted_at", UtcInstant),
    Column("address_key", Text),
    Column("erased_at", UtcInstant),
    *filled("id", "provider", "token_hash"),
    one_of("state", ConversationState),
)

messages = Table(
    "messages",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    required("sender", Text),
    required("text", Prose),
    required("sent_at", UtcInstant),
    required("buttons", Json),
    Column("in_reply_to", Integer),
    Column("turn", Text),
    Column("key", Text),
    Column("body_hash", Text),
    Column("payload", Prose),
    required("attempts", Integer),
    Column("spoken_by", Text),
    ForeignKeyConstraint(["conversation_id", "in_reply_to"], ["messages.conversation_id", "messages.id"]),
    UniqueConstraint("conversation_id", "key"),
    CheckConstraint("id >= 1", name="id_from_one"),
    CheckConstraint("in_reply_to < id", name="answers_an_earlier_one"),
    CheckConstraint("attempts >= 0", name="attempts_counted"),
    one_of("sender", Sender),
    one_of("turn", Turn),
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
    *keys(),
    of("conversation", index=True),
    required("provider", Text),
    required("status", Text),
    required("began_at", UtcInstant),
    required("answers", Json),
    required("skipped", Json),
    Column("handled_message", Text),
    Column("outcome", Json),
    *filled("id", "provider"),
    one_of("status", IntakeStatus),
)

Index("ix_intakes_provider_began_at", intakes.c.provider, intakes.c.began_at)

contacts = Table(
    "contacts",
    metadata,
    *keys(),
    of("conversation"),
    required("kind", Text),
    required("value", Prose),
    required("created_at", UtcInstant),
    Column("confirmed_at", UtcInstant),
    Column("unreachable_at", UtcInstant),
    UniqueConstraint("conversation_id", "kind", "value"),
    *filled("id"),
    worded("value"),
    one_of("kind", ContactKind),
)

handoffs = Table(
    "handoffs",
    metadata,
    *keys(),
    of("conversation"),
    required("provider", Text),
    required("reason", Text),
    required("priority", Boolean),
    required("requested_at", UtcInstant),
    required("promised_by", Date),
    required("message_key", Text, unique=True),
    Column("closed_at", UtcInstant),
    Column("claimed_by", Text),
    Column("supervisor_note", Prose),
    Column("claimed_at", UtcInstant),
    Column("alerted_at", UtcInstant),
    *filled("id", "provider", "reason", "message_key"),
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
    *keys(),
    required("reference", Text, unique=True),
    of("intake", unique=True),
    of("conversation", index=True),
    required("provider", Text),
    required("status", Text, index=True),
    required("description", Prose),
    of("contact", index=True),
    required("opened_at", UtcInstant),
    required("received_at", UtcInstant),
    required("stage", Text),
    required("target_kind", Text),
    required("due_on", Date),
    required("nation", Text),
    required("details", Json),
    Column("first_complained_on", Date),
    Column("status_since", UtcInstant),
    Column("reminded_at", UtcInstant),
    *filled("id", "provider", "stage"),
    worded("description"),
    CheckConstraint(_REFERENCE, name="reference_readable"),
    one_of("status", CaseStatus),
    one_of("target_kind", TargetKind),
    one_of("nation", ["ENG", "WLS", "SCT", "NIR"]),
)

case_events = Table(
    "case_events",
    metadata,
    Column("id", Integer, primary_key=True),
    of("case", index=True),
    required("code", Text),
    required("at", UtcInstant),
    required("data", Json),
    *filled("code"),
)

promises = Table(
    "promises",
    metadata,
    *keys(),
    of("conversation", index=True),
    Column("case_id", Text, ForeignKey("cases.id"), index=True),
    required("provider", Text),
    required("kind", Text),
    required("due_on", Date, index=True),
    required("made_at", UtcInstant),
    required("made_by", Text),
    Column("kept_at", UtcInstant),
    Column("late_told_at", UtcInstant),
    Column("moved_to", Text),
    *filled("id", "provider", "kind", "made_by"),
)

agents = Table(
    "agents",
    metadata,
    *keys(),
    required("name", Text),
    required("email", Text, unique=True),
    required("password_hash", Text),
    required("created_at", UtcInstant),
    Column("disabled_at", UtcInstant),
    *filled("id", "email", "password_hash"),
    worded("name"),
)

agent_roles = Table(
    "agent_roles",
    metadata,
    Column("agent_id", Text, ForeignKey("agents.id"), primary_key=True),
    Column("provider", Text, primary_key=True),
    required("role", Text),
    *filled("provider"),
    one_of("role", Role),
)

agent_sessions = Table(
    "agent_sessions",
    metadata,
    *keys(),
    of("agent", index=True),
    required("token_hash", Text, unique=True),
    required("csrf", Text),
    required("created_at", UtcInstant),
    required("seen_at", UtcInstant),
    required("expires_at", UtcInstant),
    Column("ended_at", UtcInstant),
    Column("present_at", UtcInstant),
    *filled("id", "token_hash", "csrf"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", Integer, primary_key=True),
    required("email", Text, index=True),
    required("address", Text),
    required("at", UtcInstant),
    required("ok", Boolean),
    *filled("email"),
)

notes = Table(
    "notes",
    metadata,
    *keys(),
    of("conversation", index=True),
    Column("case_id", Text),
    required("by_agent", Text),
    required("text", Prose),
    required("at", UtcInstant),
    *filled("id", "by_agent"),
    worded("text"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    required("at", UtcInstant),
    Column("agent_id", Text, index=True),
    Column("provider", Text),
    required("action", Text),
    required("subject", Text, index=True),
    required("data", Json),
    *filled("action"),
)

spoken_codes = Table(
    "spoken_codes",
    metadata,
    *keys(),
    of("conversation"),
    required("provider", Text),
    required("code", Text, index=True),
    required("created_at", UtcInstant),
    required("expires_at", UtcInstant),
    Column("used_at", UtcInstant),
    *filled("id", "provider", "code"),
)

files = Table(
    "files",
    metadata,
    *keys(),
    of("conversation", index=True),
    Column("case_id", Text),
    required("name", Prose),
    required("media_type", Text),
    required("size", Integer),
    required("sha256", Text),
    required("sent_by", Text),
    required("stored_at", UtcInstant),
    Column("scanned", Text),
    *filled("id", "name", "media_type", "sha256", "sent_by"),
    CheckConstraint("size >= 1", name="not_empty"),
)

customers = Table(
    "customers",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    required("account", Text),
    required("name", Text),
    required("postcode", Text),
    Column("email", Text),
    Column("phone", Text),
    *filled("provider", "key", "account"),
    worded("name"),
    worded("postcode"),
)

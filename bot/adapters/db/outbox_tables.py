"""The tables of what is to be sent, and of how often that went well. Part of ``models.metadata``."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, text

from bot.adapters.db.columns import Json, Prose, UtcInstant
from bot.adapters.db.table_parts import metadata

_OPEN = text("sent_at IS NULL AND dead_at IS NULL AND parked_at IS NULL")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("payload", Json, nullable=False),
    Column("created_at", UtcInstant, nullable=False),
    Column("due_at", UtcInstant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", UtcInstant),
    Column("dead_at", UtcInstant),
    Column("last_error", Prose),
    Column("conversation_id", Text, index=True),
    Column("provider", Text),
    Column("lane", Text, index=True),
    Column("claimed_by", Text),
    Column("claimed_until", UtcInstant),
    Column("begun_at", UtcInstant),
    Column("failing_since", UtcInstant),
    Column("rests_until", UtcInstant),
    Column("parked_at", UtcInstant),
    Column("remote_id", Text),
    CheckConstraint("trim(kind) <> ''", name="kind_filled"),
    CheckConstraint("trim(key) <> ''", name="key_filled"),
    CheckConstraint("attempts >= 0", name="attempts_counted"),
    CheckConstraint(
        "(sent_at IS NULL OR dead_at IS NULL) AND (sent_at IS NULL OR parked_at IS NULL)"
        " AND (dead_at IS NULL OR parked_at IS NULL)",
        name="one_end",
    ),
    CheckConstraint("(claimed_by IS NULL) = (claimed_until IS NULL)", name="claimed_for_a_time"),
)
Index("ix_outbox_open", outbox.c.due_at, sqlite_where=_OPEN, postgresql_where=_OPEN)
"""What is sent stays there and is by far the most: the relay looks twice a second at the rest."""

delivery_counts = Table(
    "delivery_counts",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    CheckConstraint("count >= 1", name="counted"),
)

"""Tables of mail that comes in, and of letters that go by post."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.adapters.db.columns import Prose, UtcInstant
from bot.adapters.db.table_parts import metadata

mailboxes = Table(
    "mailboxes",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("validity", Integer, nullable=False),
    Column("last_uid", Integer, nullable=False),
    Column("looked_at", UtcInstant, nullable=False),
    CheckConstraint("last_uid >= 0", name="last_uid_counted"),
)

received_mails = Table(
    "received_mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("provider", Text, nullable=False),
    Column("validity", Integer, nullable=False),
    Column("uid", Integer, nullable=False),
    Column("message_key", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("became", Text, nullable=False),
    Column("case_id", Text, ForeignKey("cases.id"), index=True),
    UniqueConstraint("provider", "validity", "uid"),
    CheckConstraint("trim(became) <> ''", name="became_filled"),
    Index("ix_received_mails_provider_message_key", "provider", "message_key"),
)

posts = Table(
    "posts",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("key", Text, nullable=False, unique=True),
    Column("provider", Text, nullable=False),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("case_id", Text, ForeignKey("cases.id"), index=True),
    Column("template", Text, nullable=False),
    Column("address", Prose, nullable=False),
    Column("name", Prose),
    Column("subject", Prose, nullable=False),
    Column("body", Prose, nullable=False),
    Column("queued_at", UtcInstant, nullable=False),
    Column("letter_id", Text),
    Column("posted_on", Date),
    Column("done_by", Text),
    Column("dropped_at", UtcInstant),
    CheckConstraint("trim(address) <> ''", name="address_filled"),
    CheckConstraint("posted_on IS NULL OR dropped_at IS NULL", name="one_end"),
    CheckConstraint(
        "(posted_on IS NULL AND dropped_at IS NULL) = (done_by IS NULL)", name="done_by_somebody"
    ),
)
Index(
    "ix_posts_waiting",
    posts.c.provider,
    sqlite_where=text("posted_on IS NULL AND dropped_at IS NULL"),
    postgresql_where=text("posted_on IS NULL AND dropped_at IS NULL"),
)

"""The tables of cases as helpdesks have them, and of what other systems sent. Part of ``models.metadata``."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from bot.adapters.db.columns import UtcInstant
from bot.adapters.db.table_parts import metadata

tickets = Table(
    "tickets",
    metadata,
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    Column("provider", Text, nullable=False),
    Column("system", Text, nullable=False),
    Column("queued_at", UtcInstant, nullable=False),
    Column("remote_id", Text),
    Column("number", Text),
    Column("opened_at", UtcInstant),
    Column("remote_status", Text),
    Column("status_at", UtcInstant),
    Column("looked_at", UtcInstant),
    Column("ask_since", UtcInstant),
    Column("notes", Integer, nullable=False),
    CheckConstraint("trim(provider) <> ''", name="provider_filled"),
    CheckConstraint("trim(system) <> ''", name="system_filled"),
    CheckConstraint("notes >= 0", name="notes_counted"),
    CheckConstraint("remote_id IS NULL OR opened_at IS NOT NULL", name="numbered_once_opened"),
    Index("ix_tickets_provider_remote_id", "provider", "remote_id"),
)

received = Table(
    "received",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("at", UtcInstant, nullable=False, index=True),
    CheckConstraint("trim(provider) <> ''", name="provider_filled"),
    CheckConstraint("trim(key) <> ''", name="key_filled"),
)

"""The table of what was learnt of how a customer must be treated: one row a chat. Part of ``table_parts.metadata``."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.adapters.db.columns import Json, UtcInstant
from bot.adapters.db.table_parts import metadata

care = Table(
    "care",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("kept", Json, nullable=False),
    Column("updated_at", UtcInstant, nullable=False),
)

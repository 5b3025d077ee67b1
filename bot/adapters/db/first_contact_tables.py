"""The tables of first contact: what status pages said, and notes for all who tell the same on one day.

They hang on the tables of ``models``, in the same metadata; migrations repeat them, and a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.adapters.db.columns import Json, Prose, UtcInstant
from bot.adapters.db.table_parts import BLANKS, metadata
from bot.decisions.problem import Problem

_PROBLEMS = ", ".join(f"'{problem}'" for problem in Problem)

status_pages = Table(
    "status_pages",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("checked_at", UtcInstant, nullable=False),
    Column("fetched_at", UtcInstant),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("summary", Json),
    Column("fault", Text),
    CheckConstraint("trim(provider) <> ''", name="provider_filled"),
    CheckConstraint("(fetched_at IS NULL) = (summary IS NULL)", name="fetched_with_its_summary"),
)

same_day_notes = Table(
    "same_day_notes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("provider", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("text", Prose, nullable=False),
    Column("by_agent", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("ended_at", UtcInstant),
    Column("ended_by", Text),
    CheckConstraint("trim(id) <> ''", name="id_filled"),
    CheckConstraint("trim(provider) <> ''", name="provider_filled"),
    CheckConstraint("trim(by_agent) <> ''", name="by_agent_filled"),
    CheckConstraint(f"length(trim(text, '{BLANKS}')) > 0", name="text_worded"),
    CheckConstraint(f"problem IN ({_PROBLEMS})", name="problem_known"),
)
Index(
    "uq_same_day_notes_open",
    same_day_notes.c.provider,
    same_day_notes.c.problem,
    same_day_notes.c.day,
    unique=True,
    sqlite_where=same_day_notes.c.ended_at.is_(None),
    postgresql_where=same_day_notes.c.ended_at.is_(None),
)

same_day_deliveries = Table(
    "same_day_deliveries",
    metadata,
    Column("note_id", Text, ForeignKey("same_day_notes.id"), primary_key=True),
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("at", UtcInstant, nullable=False),
)
Index("ix_same_day_deliveries_conversation_id", same_day_deliveries.c.conversation_id)

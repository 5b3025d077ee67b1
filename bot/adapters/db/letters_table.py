"""The table of letters of providers to their customers. Part of ``models.metadata``.

Migration 0016 adds triggers: an issued letter is neither changed nor taken away. Only when its chat is erased are its
words taken out; that it was issued, when and under which number stays.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from bot.adapters.db.columns import Json, Prose, UtcInstant
from bot.adapters.db.models import metadata
from bot.decisions.letter_record import LetterKind

_KINDS = ", ".join(f"'{kind.value}'" for kind in LetterKind)
ISSUED_WHOLE = (
    "issued_at IS NULL AND issued_on IS NULL AND year IS NULL AND serial IS NULL AND number IS NULL"
    " AND page IS NULL AND text IS NULL AND sha256 IS NULL"
    " OR issued_at IS NOT NULL AND issued_on IS NOT NULL AND year IS NOT NULL AND serial > 0"
    " AND number IS NOT NULL AND page IS NOT NULL AND text IS NOT NULL AND length(sha256) = 64"
)

letters = Table(
    "letters",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False, index=True),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("provider", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Prose, nullable=False),
    Column("body", Prose, nullable=False),
    Column("fields", Json, nullable=False),
    Column("drafted_at", UtcInstant, nullable=False),
    Column("drafted_by", Text),
    Column("edited_at", UtcInstant),
    Column("edited_by", Text),
    Column("goes_with", Text),
    Column("supersedes", Text),
    Column("issued_at", UtcInstant),
    Column("issued_on", Date),
    Column("issued_by", Text),
    Column("year", Integer),
    Column("serial", Integer),
    Column("number", Text),
    Column("page", Text),
    Column("text", Text),
    Column("sha256", Text),
    Column("goes", Json, nullable=False),
    UniqueConstraint("provider", "year", "serial"),
    UniqueConstraint("provider", "number"),
    CheckConstraint(f"kind IN ({_KINDS})", name="kind_known"),
    CheckConstraint(ISSUED_WHOLE, name="issued_whole"),
)
"""``page`` and ``text`` are made of words that were cleaned on their way into ``body``, and are not touched again: they
have to be what was issued, to the letter."""

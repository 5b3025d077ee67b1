"""Tables of the desk beside those in ``models``: the second step of signing in, and the words that find a case."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.adapters.db.columns import UtcInstant
from bot.adapters.db.table_parts import metadata

second_steps = Table(
    "second_steps",
    metadata,
    Column("agent_id", Text, ForeignKey("agents.id"), primary_key=True),
    Column("sealed_secret", Text, nullable=False),
    Column("made_at", UtcInstant, nullable=False),
    Column("confirmed_at", UtcInstant),
    Column("last_step", Integer),
    CheckConstraint("trim(sealed_secret) <> ''", name="sealed_secret_filled"),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("agent_id", Text, ForeignKey("agents.id"), nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("made_at", UtcInstant, nullable=False),
    Column("used_at", UtcInstant),
    UniqueConstraint("agent_id", "code_hash"),
    CheckConstraint("trim(code_hash) <> ''", name="code_hash_filled"),
)

half_sign_ins = Table(
    "half_sign_ins",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("agent_id", Text, ForeignKey("agents.id"), nullable=False, index=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),
    Column("made_at", UtcInstant, nullable=False),
    Column("expires_at", UtcInstant, nullable=False),
    Column("ended_at", UtcInstant),
)

second_step_required = Table(
    "second_step_required",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("required", Boolean, nullable=False),
    Column("changed_at", UtcInstant, nullable=False),
    Column("changed_by", Text, nullable=False),
    CheckConstraint("trim(provider) <> ''", name="provider_filled"),
)

# A word is looked for as a range ("from dea to deb"), which holds by the order of characters only; SQLite has no other.
_WORD = Text().with_variant(Text(collation="C"), "postgresql")

case_words = Table(
    "case_words",
    metadata,
    Column("case_id", Text, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("word", _WORD, primary_key=True),
    Column("provider", Text, nullable=False),
    Column("weight", Integer, nullable=False),
    CheckConstraint("word <> ''", name="word_filled"),
)
Index("ix_case_words_word", case_words.c.word, case_words.c.provider)

"""The tables of who is asking: codes on their way, who showed who they are, and the tries that are counted.

They hang on the tables of ``models``, in the same metadata; migrations repeat them, and a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text

from bot.adapters.db.columns import Json, Prose, UtcInstant
from bot.adapters.db.table_parts import filled, keys, metadata, of, one_of, required
from bot.decisions.recognition import Identity, RecognitionStatus

identity_checks = Table(
    "identity_checks",
    metadata,
    *keys(),
    of("conversation", index=True),
    of("contact", index=True),
    required("code_hash", Text),
    required("created_at", UtcInstant),
    required("expires_at", UtcInstant),
    required("tries", Integer),
    Column("confirmed_at", UtcInstant),
    *filled("id", "code_hash"),
    CheckConstraint("tries >= 0", name="tries_counted"),
    CheckConstraint("expires_at > created_at", name="expires_later"),
)

recognitions = Table(
    "recognitions",
    metadata,
    *keys(),
    of("conversation", index=True),
    required("provider", Text),
    required("status", Text, index=True),
    required("began_at", UtcInstant),
    required("answers", Json),
    Column("code_hash", Text),
    Column("code_expires_at", UtcInstant),
    required("code_tries", Integer),
    Column("contact_kind", Text),
    Column("contact_value", Text),
    required("identity", Text),
    Column("how", Text),
    Column("account", Text),
    Column("name", Text),
    Column("acting_for", Prose),
    Column("confirmed_at", UtcInstant),
    Column("lapses_at", UtcInstant),
    Column("handled_message", Text),
    Column("outcome", Json),
    *filled("id", "provider"),
    one_of("status", RecognitionStatus),
    one_of("identity", Identity),
    CheckConstraint("code_tries >= 0", name="tries_counted"),
    CheckConstraint("lapses_at > confirmed_at", name="lapses_later"),
    CheckConstraint("status <> 'confirmed' OR identity <> 'none'", name="confirmed_as_somebody"),
)

identity_tries = Table(
    "identity_tries",
    metadata,
    Column("id", Integer, primary_key=True),
    required("at", UtcInstant),
    of("conversation", index=True),
    required("kind", Text),
    required("subject_key", Text),
    Column("address_key", Text),
    *filled("kind", "subject_key"),
    Index("ix_identity_tries_kind_at", "kind", "at"),
)

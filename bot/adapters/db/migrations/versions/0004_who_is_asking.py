"""Who is asking: recognitions, the tries that are counted, and a keyed hash of where a chat was opened from.

Follows: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
_JSON = sa.JSON(none_as_null=True)
_STATUSES = "'asking', 'confirmed', 'for_person', 'stopped', 'lapsed'"


def upgrade() -> None:
    op.add_column("conversations", sa.Column("address_key", sa.Text()))
    op.create_table(
        "recognitions",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("answers", _JSON, nullable=False),
        sa.Column("code_hash", sa.Text()),
        sa.Column("code_expires_at", INSTANT),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("contact_kind", sa.Text()),
        sa.Column("contact_value", sa.Text()),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("how", sa.Text()),
        sa.Column("account", sa.Text()),
        sa.Column("name", sa.Text()),
        sa.Column("acting_for", sa.Text()),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("lapses_at", INSTANT),
        sa.Column("handled_message", sa.Text()),
        sa.Column("outcome", _JSON),
        sa.UniqueConstraint("id", name="uq_recognitions_id"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_recognitions_conversation_id_conversations"
        ),
        sa.CheckConstraint("trim(id) <> ''", name="id_filled"),
        sa.CheckConstraint("trim(provider) <> ''", name="provider_filled"),
        sa.CheckConstraint(f"status IN ({_STATUSES})", name="status_known"),
        sa.CheckConstraint("identity IN ('none', 'contact', 'account_holder')", name="identity_known"),
        sa.CheckConstraint("code_tries >= 0", name="tries_counted"),
        sa.CheckConstraint("lapses_at > confirmed_at", name="lapses_later"),
        sa.CheckConstraint("status <> 'confirmed' OR identity <> 'none'", name="confirmed_as_somebody"),
    )
    op.create_index("ix_recognitions_conversation_id", "recognitions", ["conversation_id"])
    op.create_index("ix_recognitions_status", "recognitions", ["status"])
    op.create_table(
        "identity_tries",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("address_key", sa.Text()),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_identity_tries_conversation_id_conversations"
        ),
        sa.CheckConstraint("trim(kind) <> ''", name="kind_filled"),
        sa.CheckConstraint("trim(subject_key) <> ''", name="subject_key_filled"),
    )
    op.create_index("ix_identity_tries_conversation_id", "identity_tries", ["conversation_id"])
    op.create_index("ix_identity_tries_kind_at", "identity_tries", ["kind", "at"])


def downgrade() -> None:
    op.drop_table("identity_tries")
    op.drop_table("recognitions")
    op.drop_column("conversations", "address_key")

"""Mailboxes that are read, what came of each mail, letters to print and post, and contacts that cannot be reached.

Follows: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_WAITING = sa.text("posted_on IS NULL AND dropped_at IS NULL")


def upgrade() -> None:
    op.add_column("contacts", sa.Column("unreachable_at", sa.DateTime(timezone=True)))
    op.create_table(
        "mailboxes",
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("validity", sa.Integer(), nullable=False),
        sa.Column("last_uid", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_uid >= 0", name="last_uid_counted"),
        sa.PrimaryKeyConstraint("provider", name="pk_mailboxes"),
    )
    op.create_table(
        "received_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("validity", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Integer(), nullable=False),
        sa.Column("message_key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("became", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text()),
        sa.CheckConstraint("trim(became) <> ''", name="became_filled"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_received_mails_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_received_mails"),
        sa.UniqueConstraint("provider", "validity", "uid", name="uq_received_mails_provider_validity_uid"),
    )
    op.create_index("ix_received_mails_case_id", "received_mails", ["case_id"])
    op.create_index("ix_received_mails_provider_message_key", "received_mails", ["provider", "message_key"])
    op.create_table(
        "posts",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text()),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.Text()),
        sa.Column("posted_on", sa.Date()),
        sa.Column("done_by", sa.Text()),
        sa.Column("dropped_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("trim(address) <> ''", name="address_filled"),
        sa.CheckConstraint("posted_on IS NULL OR dropped_at IS NULL", name="one_end"),
        sa.CheckConstraint(
            "(posted_on IS NULL AND dropped_at IS NULL) = (done_by IS NULL)", name="done_by_somebody"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_posts_conversation_id_conversations"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_posts_case_id_cases"),
        sa.PrimaryKeyConstraint("seq", name="pk_posts"),
        sa.UniqueConstraint("id", name="uq_posts_id"),
        sa.UniqueConstraint("key", name="uq_posts_key"),
    )
    op.create_index("ix_posts_conversation_id", "posts", ["conversation_id"])
    op.create_index("ix_posts_case_id", "posts", ["case_id"])
    op.create_index(
        "ix_posts_waiting", "posts", ["provider"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )


def downgrade() -> None:
    op.drop_table("posts")
    op.drop_table("received_mails")
    op.drop_table("mailboxes")
    op.drop_column("contacts", "unreachable_at")

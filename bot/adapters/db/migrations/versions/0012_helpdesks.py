"""Cases as the helpdesks of providers have them, and what other systems sent, so that each does one thing.

Follows: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("queued_at", _INSTANT, nullable=False),
        sa.Column("remote_id", sa.Text()),
        sa.Column("number", sa.Text()),
        sa.Column("opened_at", _INSTANT),
        sa.Column("remote_status", sa.Text()),
        sa.Column("status_at", _INSTANT),
        sa.Column("looked_at", _INSTANT),
        sa.Column("ask_since", _INSTANT),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(provider) <> ''", name=op.f("ck_tickets_provider_filled")),
        sa.CheckConstraint("trim(system) <> ''", name=op.f("ck_tickets_system_filled")),
        sa.CheckConstraint("notes >= 0", name=op.f("ck_tickets_notes_counted")),
        sa.CheckConstraint(
            "remote_id IS NULL OR opened_at IS NOT NULL", name=op.f("ck_tickets_numbered_once_opened")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tickets_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_tickets")),
    )
    op.create_index("ix_tickets_provider_remote_id", "tickets", ["provider", "remote_id"])
    op.create_table(
        "received",
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint("trim(provider) <> ''", name=op.f("ck_received_provider_filled")),
        sa.CheckConstraint("trim(key) <> ''", name=op.f("ck_received_key_filled")),
        sa.PrimaryKeyConstraint("provider", "key", name=op.f("pk_received")),
    )
    op.create_index(op.f("ix_received_at"), "received", ["at"])


def downgrade() -> None:
    op.drop_table("received")
    op.drop_table("tickets")

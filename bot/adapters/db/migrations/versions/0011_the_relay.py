"""Who has an item of the outbox in hand, which ones wait for a person, in what order they go, and how it went.

On PostgreSQL, words of cases are ordered by their characters, as on SQLite, whatever the order of the database is.

Follows: 0010
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ADDED = (
    ("provider", sa.Text()),
    ("lane", sa.Text()),
    ("claimed_by", sa.Text()),
    ("claimed_until", INSTANT),
    ("begun_at", INSTANT),
    ("failing_since", INSTANT),
    ("rests_until", INSTANT),
    ("parked_at", INSTANT),
    ("remote_id", sa.Text()),
)
ONE_END_BEFORE = "sent_at IS NULL OR dead_at IS NULL"
ONE_END = (
    "(sent_at IS NULL OR dead_at IS NULL) AND (sent_at IS NULL OR parked_at IS NULL)"
    " AND (dead_at IS NULL OR parked_at IS NULL)"
)
OPEN = sa.text("sent_at IS NULL AND dead_at IS NULL AND parked_at IS NULL")
TOGETHER = "(claimed_by IS NULL) = (claimed_until IS NULL)"
PROVIDER = {
    "sqlite": "UPDATE outbox SET provider = json_extract(payload, '$.provider')",
    "postgresql": "UPDATE outbox SET provider = payload ->> 'provider'",
}


def upgrade() -> None:
    op.drop_index("ix_outbox_due_at", "outbox")
    op.drop_index("ix_outbox_conversation_id", "outbox")
    # What CHECKs say can only be changed on SQLite by building the table anew, and they cannot be read from it.
    with op.batch_alter_table("outbox", copy_from=_before()) as table:
        for name, kind in ADDED:
            table.add_column(sa.Column(name, kind))
        table.drop_constraint(op.f("ck_outbox_one_end"), type_="check")
        table.create_check_constraint(op.f("ck_outbox_one_end"), ONE_END)
        table.create_check_constraint(op.f("ck_outbox_claimed_for_a_time"), TOGETHER)
    op.create_index("ix_outbox_conversation_id", "outbox", ["conversation_id"])
    op.create_index("ix_outbox_lane", "outbox", ["lane"])
    op.create_index("ix_outbox_open", "outbox", ["due_at"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.execute(PROVIDER[op.get_context().dialect.name])
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("case_words", "word", type_=sa.Text(collation="C"))
    op.create_table(
        "delivery_counts",
        sa.Column("provider", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("outcome", sa.Text(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 1", name="counted"),
    )


def downgrade() -> None:
    op.drop_table("delivery_counts")
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("case_words", "word", type_=sa.Text())
    op.drop_index("ix_outbox_open", "outbox")
    op.drop_index("ix_outbox_lane", "outbox")
    # What waits for a person would be sent by an older relay: there it is dead.
    op.execute("UPDATE outbox SET dead_at = parked_at, parked_at = NULL WHERE parked_at IS NOT NULL")
    op.drop_index("ix_outbox_conversation_id", "outbox")
    with op.batch_alter_table("outbox", copy_from=_after()) as table:
        table.drop_constraint(op.f("ck_outbox_claimed_for_a_time"), type_="check")
        table.drop_constraint(op.f("ck_outbox_one_end"), type_="check")
        table.create_check_constraint(op.f("ck_outbox_one_end"), ONE_END_BEFORE)
        for name, _ in reversed(ADDED):
            table.drop_column(name)
    op.create_index("ix_outbox_conversation_id", "outbox", ["conversation_id"])
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])


def _before() -> sa.Table:
    return _outbox((), {"one_end": ONE_END_BEFORE})


def _after() -> sa.Table:
    return _outbox(ADDED, {"one_end": ONE_END, "claimed_for_a_time": TOGETHER})


def _outbox(added: tuple[tuple[str, Any], ...], checks: dict[str, str]) -> sa.Table:
    more = {
        "kind_filled": "trim(kind) <> ''",
        "key_filled": "trim(key) <> ''",
        "attempts_counted": "attempts >= 0",
    }
    return sa.Table(
        "outbox",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.Column("dead_at", INSTANT),
        sa.Column("last_error", sa.Text()),
        sa.Column("conversation_id", sa.Text()),
        *(sa.Column(name, kind) for name, kind in added),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        *(sa.CheckConstraint(says, name=op.f(f"ck_outbox_{name}")) for name, says in (more | checks).items()),
    )

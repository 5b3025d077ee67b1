"""What status pages said, and one note for all who tell the same on one day.

Follows: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
PROBLEMS = (
    "'no_service', 'slow', 'voip_quality', 'bill_wrong', 'missed_appointment', 'order_delayed', 'porting', "
    "'charge_after_leaving', 'rude_or_no_reply', 'privacy'"
)


def upgrade() -> None:
    op.create_index("ix_intakes_provider_began_at", "intakes", ["provider", "began_at"])
    op.create_table(
        "status_pages",
        sa.Column("provider", sa.Text(), primary_key=True),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.Column("fetched_at", INSTANT),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("summary", sa.JSON()),
        sa.Column("fault", sa.Text()),
        _filled("provider"),
        sa.CheckConstraint(
            "(fetched_at IS NULL) = (summary IS NULL)",
            name="fetched_with_its_summary",
        ),
    )
    op.create_table(
        "same_day_notes",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_agent", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("ended_by", sa.Text()),
        *(_filled(name) for name in ("id", "provider", "by_agent")),
        sa.CheckConstraint(f"length(trim(text, '{BLANKS}')) > 0", name="text_worded"),
        sa.CheckConstraint(f"problem IN ({PROBLEMS})", name="problem_known"),
    )
    op.create_index(
        "uq_same_day_notes_open",
        "same_day_notes",
        ["provider", "problem", "day"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "same_day_deliveries",
        sa.Column("note_id", sa.Text(), sa.ForeignKey("same_day_notes.id"), primary_key=True),
        sa.Column("conversation_id", sa.Text(), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index("ix_same_day_deliveries_conversation_id", "same_day_deliveries", ["conversation_id"])


def downgrade() -> None:
    for table in ("same_day_deliveries", "same_day_notes", "status_pages"):
        op.drop_table(table)
    op.drop_index("ix_intakes_provider_began_at", "intakes")


def _filled(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"trim({column}) <> ''", name=f"{column}_filled")

"""When a case came to its status and was asked about; which missed promise was told, and which was moved.

Follows: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("status_since", sa.DateTime(timezone=True)))
    op.add_column("cases", sa.Column("reminded_at", sa.DateTime(timezone=True)))
    op.add_column("promises", sa.Column("late_told_at", sa.DateTime(timezone=True)))
    op.add_column("promises", sa.Column("moved_to", sa.Text()))
    op.create_index("ix_cases_status", "cases", ["status"])
    op.create_index("ix_promises_due_on", "promises", ["due_on"])


def downgrade() -> None:
    op.drop_index("ix_promises_due_on", "promises")
    op.drop_index("ix_cases_status", "cases")
    op.drop_column("promises", "moved_to")
    op.drop_column("promises", "late_told_at")
    op.drop_column("cases", "reminded_at")
    op.drop_column("cases", "status_since")

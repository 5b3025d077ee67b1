"""Which chat something in the outbox is about, so that it goes with the chat; what an agent did is found quickly.

Follows: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("conversation_id", sa.Text()))
    op.create_index("ix_outbox_conversation_id", "outbox", ["conversation_id"])
    op.create_index("ix_audit_agent_id", "audit", ["agent_id"])


def downgrade() -> None:
    op.drop_index("ix_audit_agent_id", "audit")
    op.drop_index("ix_outbox_conversation_id", "outbox")
    op.drop_column("outbox", "conversation_id")

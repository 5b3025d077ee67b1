"""The second step of signing in at the desk, and the words by which a case is found.

Follows: 0007
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

# The one thing of ours that a migration uses: which words a case is found by is decided there and nowhere else, and
# every save of a case writes them anew, so that an older version of it does no harm for long.
from bot.decisions.case_words import words_of_case

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "second_steps",
        sa.Column("agent_id", sa.Text(), sa.ForeignKey("agents.id"), primary_key=True),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("last_step", sa.Integer()),
        sa.CheckConstraint("trim(sealed_secret) <> ''", name="sealed_secret_filled"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("agent_id", sa.Text(), sa.ForeignKey("agents.id"), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.UniqueConstraint("agent_id", "code_hash"),
        sa.CheckConstraint("trim(code_hash) <> ''", name="code_hash_filled"),
    )
    op.create_table(
        "half_sign_ins",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("agent_id", sa.Text(), sa.ForeignKey("agents.id"), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
    )
    op.create_index("ix_half_sign_ins_agent_id", "half_sign_ins", ["agent_id"])
    op.create_table(
        "second_step_required",
        sa.Column("provider", sa.Text(), primary_key=True),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("trim(provider) <> ''", name="provider_filled"),
    )
    words = op.create_table(
        "case_words",
        sa.Column("case_id", sa.Text(), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("word", sa.Text(), primary_key=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint("word <> ''", name="word_filled"),
    )
    op.create_index("ix_case_words_word", "case_words", ["word", "provider"])
    if not op.get_context().as_sql:
        _index_what_is_there(words)


def _index_what_is_there(words: sa.Table) -> None:
    connection = op.get_bind()
    reach: dict[str, list[str]] = {}
    for row in connection.execute(sa.text("SELECT conversation_id, value FROM contacts")).mappings():
        reach.setdefault(row["conversation_id"], []).append(row["value"])
    there = sa.text("SELECT id, reference, conversation_id, provider, description, details FROM cases")
    for row in connection.execute(there).mappings().all():
        details = json.loads(row["details"]) if isinstance(row["details"], str) else row["details"] or {}
        theirs = reach.get(row["conversation_id"], [])
        found = words_of_case(row["reference"], details, row["description"], theirs)
        rows = [
            {"case_id": row["id"], "word": word, "provider": row["provider"], "weight": weight}
            for word, weight in found.items()
        ]
        if rows:
            connection.execute(sa.insert(words), rows)


def downgrade() -> None:
    op.drop_table("case_words")
    op.drop_table("second_step_required")
    op.drop_table("half_sign_ins")
    op.drop_table("recovery_codes")
    op.drop_table("second_steps")

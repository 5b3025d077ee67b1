"""Letters of providers to their customers. An issued one is neither changed nor taken away; only when its chat is
erased do its words go.

Follows: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = (
    "'acknowledgement', 'holding', 'outcome', 'cannot_resolve', 'adr_deadlock', 'adr_end_of_wait',"
    " 'first_contact_summary'"
)
_ISSUED_WHOLE = (
    "issued_at IS NULL AND issued_on IS NULL AND year IS NULL AND serial IS NULL AND number IS NULL"
    " AND page IS NULL AND text IS NULL AND sha256 IS NULL"
    " OR issued_at IS NOT NULL AND issued_on IS NOT NULL AND year IS NOT NULL AND serial > 0"
    " AND number IS NOT NULL AND page IS NOT NULL AND text IS NOT NULL AND length(sha256) = 64"
)
_STAYS = (
    "id", "case_id", "conversation_id", "provider", "kind", "drafted_at", "issued_at", "issued_on", "year", "serial",
    "number", "sha256",
)  # fmt: skip
_SAME = " AND ".join(f"NEW.{name} = OLD.{name}" for name in _STAYS)
_ERASED = (
    "EXISTS (SELECT 1 FROM conversations WHERE conversations.id = OLD.conversation_id"
    " AND conversations.erased_at IS NOT NULL)"
)
_REFUSED = "an issued letter stays as it is"


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("case_id", sa.Text(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("conversation_id", sa.Text(), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drafted_by", sa.Text()),
        sa.Column("edited_at", sa.DateTime(timezone=True)),
        sa.Column("edited_by", sa.Text()),
        sa.Column("goes_with", sa.Text()),
        sa.Column("supersedes", sa.Text()),
        sa.Column("issued_at", sa.DateTime(timezone=True)),
        sa.Column("issued_on", sa.Date()),
        sa.Column("issued_by", sa.Text()),
        sa.Column("year", sa.Integer()),
        sa.Column("serial", sa.Integer()),
        sa.Column("number", sa.Text()),
        sa.Column("page", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("goes", sa.JSON(), nullable=False),
        sa.UniqueConstraint("provider", "year", "serial"),
        sa.UniqueConstraint("provider", "number"),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name="kind_known"),
        sa.CheckConstraint(_ISSUED_WHOLE, name="issued_whole"),
    )
    op.create_index("ix_letters_case_id", "letters", ["case_id"])
    op.create_index("ix_letters_conversation_id", "letters", ["conversation_id"])
    if op.get_context().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _on_sqlite() -> None:
    op.execute(
        "CREATE TRIGGER letters_issued_stay BEFORE UPDATE ON letters"
        f" WHEN OLD.issued_at IS NOT NULL AND NOT ({_SAME} AND {_ERASED})"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    )
    op.execute(
        "CREATE TRIGGER letters_issued_kept BEFORE DELETE ON letters WHEN OLD.issued_at IS NOT NULL"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    )
    # INSERT OR REPLACE deletes without asking the trigger on DELETE.
    op.execute(
        "CREATE TRIGGER letters_issued_not_replaced BEFORE INSERT ON letters"
        " WHEN EXISTS (SELECT 1 FROM letters WHERE issued_at IS NOT NULL AND (seq = NEW.seq OR id = NEW.id))"
        " BEGIN SELECT RAISE(ABORT, 'an issued letter stays as it is'); END"
    )


def _on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION letters_issued_stay() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN IF OLD.issued_at IS NULL THEN RETURN COALESCE(NEW, OLD); END IF;"
        f" IF TG_OP = 'UPDATE' AND {_SAME} AND {_ERASED} THEN RETURN NEW; END IF;"
        f" RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER letters_issued_stay BEFORE UPDATE OR DELETE ON letters"
        " FOR EACH ROW EXECUTE FUNCTION letters_issued_stay()"
    )
    op.execute(
        "CREATE FUNCTION letters_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER letters_no_truncate BEFORE TRUNCATE ON letters"
        " FOR EACH STATEMENT EXECUTE FUNCTION letters_no_truncate()"
    )


def downgrade() -> None:
    raise NotImplementedError("The way back is the backup: issued letters are not thrown away.")

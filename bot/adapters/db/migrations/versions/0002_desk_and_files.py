"""The desk (people, sign-ins, notes, the audit trail, spoken codes) and the files that customers send.

Follows: 0001
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)


def upgrade() -> None:
    for name in ("claimed_by", "supervisor_note"):
        op.add_column("handoffs", sa.Column(name, sa.Text()))
    for name in ("claimed_at", "alerted_at"):
        op.add_column("handoffs", sa.Column(name, INSTANT))
    op.add_column("messages", sa.Column("spoken_by", sa.Text()))
    op.add_column("conversations", sa.Column("agreed", sa.Text()))
    op.add_column("conversations", sa.Column("deleted_at", INSTANT))
    op.create_table(
        "agents",
        *_keys(),
        _must("name"),
        _must("email", unique=True),
        _must("password_hash"),
        _must("created_at", INSTANT),
        _may("disabled_at", INSTANT),
        *_filled("id", "email", "password_hash"),
        _worded("name"),
    )
    op.create_table(
        "agent_roles",
        sa.Column("agent_id", sa.Text(), sa.ForeignKey("agents.id"), primary_key=True),
        sa.Column("provider", sa.Text(), primary_key=True),
        _must("role"),
        *_filled("provider"),
        _one_of("role", "agent", "supervisor", "administrator"),
    )
    op.create_table(
        "agent_sessions",
        *_keys(),
        _of("agent"),
        _must("token_hash", unique=True),
        _must("csrf"),
        _must("created_at", INSTANT),
        _must("seen_at", INSTANT),
        _must("expires_at", INSTANT),
        _may("ended_at", INSTANT),
        _may("present_at", INSTANT),
        *_filled("id", "token_hash", "csrf"),
    )
    op.create_index("ix_agent_sessions_agent_id", "agent_sessions", ["agent_id"])
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), primary_key=True),
        _must("email"),
        _must("address"),
        _must("at", INSTANT),
        _must("ok", sa.Boolean()),
        *_filled("email"),
    )
    op.create_index("ix_sign_ins_email", "sign_ins", ["email"])
    op.create_table(
        "notes",
        *_keys(),
        _of("conversation"),
        _may("case_id"),
        _must("by_agent"),
        _must("text"),
        _must("at", INSTANT),
        *_filled("id", "by_agent"),
        _worded("text"),
    )
    op.create_index("ix_notes_conversation_id", "notes", ["conversation_id"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True),
        _must("at", INSTANT),
        _may("agent_id"),
        _may("provider"),
        _must("action"),
        _must("subject"),
        _must("data", sa.JSON()),
        *_filled("action"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.create_table(
        "spoken_codes",
        *_keys(),
        _of("conversation"),
        _must("provider"),
        _must("code"),
        _must("created_at", INSTANT),
        _must("expires_at", INSTANT),
        _may("used_at", INSTANT),
        *_filled("id", "provider", "code"),
    )
    op.create_index("ix_spoken_codes_code", "spoken_codes", ["code"])
    op.create_table(
        "files",
        *_keys(),
        _of("conversation"),
        _may("case_id"),
        _must("name"),
        _must("media_type"),
        _must("size", sa.Integer()),
        _must("sha256"),
        _must("sent_by"),
        _must("stored_at", INSTANT),
        _may("scanned"),
        *_filled("id", "name", "media_type", "sha256", "sent_by"),
        sa.CheckConstraint("size >= 1", name="not_empty"),
    )
    op.create_index("ix_files_conversation_id", "files", ["conversation_id"])


def downgrade() -> None:
    for table in (
        "files",
        "spoken_codes",
        "audit",
        "notes",
        "sign_ins",
        "agent_sessions",
        "agent_roles",
        "agents",
    ):
        op.drop_table(table)
    for table, names in (
        ("conversations", ("deleted_at", "agreed")),
        ("messages", ("spoken_by",)),
        ("handoffs", ("alerted_at", "claimed_at", "supervisor_note", "claimed_by")),
    ):
        for name in names:
            op.drop_column(table, name)


def _keys() -> list[sa.Column[Any]]:
    return [sa.Column("seq", sa.Integer(), primary_key=True), _must("id", unique=True)]


def _must(name: str, type_: Any = None, *more: Any, unique: bool | None = None) -> sa.Column[Any]:
    return sa.Column(name, type_ or sa.Text(), *more, nullable=False, unique=unique)


def _may(name: str, type_: Any = None) -> sa.Column[Any]:
    return sa.Column(name, type_ or sa.Text())


def _of(table: str) -> sa.Column[Any]:
    return _must(f"{table}_id", sa.Text(), sa.ForeignKey(f"{table}s.id"))


def _filled(*columns: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"trim({name}) <> ''", name=f"{name}_filled") for name in columns]


def _worded(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length(trim({column}, '{BLANKS}')) > 0", name=f"{column}_worded")


def _one_of(column: str, *values: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN {values!r}", name=f"{column}_known")

"""The first tables: conversations, intakes, cases and what belongs to them.

Follows: nothing
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)


def upgrade() -> None:
    op.create_table(
        "conversations",
        *_keys(),
        _must("provider"),
        _must("token_hash"),
        _must("state"),
        _must("created_at", INSTANT),
        *_filled("id", "provider", "token_hash"),
        _one_of("state", "bot", "waiting", "human", "closed"),
    )
    op.create_table(
        "messages",
        sa.Column("conversation_id", sa.Text(), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        _must("sender"),
        _must("text"),
        _must("sent_at", INSTANT),
        _must("buttons", sa.JSON()),
        _may("in_reply_to", sa.Integer()),
        _may("turn"),
        _may("key"),
        _may("body_hash"),
        _may("payload"),
        _must("attempts", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["conversation_id", "in_reply_to"], ["messages.conversation_id", "messages.id"]
        ),
        sa.UniqueConstraint("conversation_id", "key"),
        sa.CheckConstraint("id >= 1", name="id_from_one"),
        sa.CheckConstraint("in_reply_to < id", name="answers_an_earlier_one"),
        sa.CheckConstraint("attempts >= 0", name="attempts_counted"),
        _one_of("sender", "customer", "bot", "agent", "system"),
        _one_of("turn", "pending", "done", "failed"),
        sa.CheckConstraint(
            "sender = 'customer' OR (turn IS NULL AND key IS NULL AND body_hash IS NULL AND attempts = 0)",
            name="only_customers_wait",
        ),
    )
    _partial_index("ix_messages_pending", "messages", "turn = 'pending'", unique=False)
    op.create_table(
        "intakes",
        *_keys(),
        _of("conversation"),
        _must("provider"),
        _must("status"),
        _must("began_at", INSTANT),
        _must("answers", sa.JSON()),
        _must("skipped", sa.JSON()),
        _may("handled_message"),
        _may("outcome", sa.JSON()),
        *_filled("id", "provider"),
        _one_of("status", "open", "complete", "resolved", "cancelled", "expired"),
    )
    op.create_index("ix_intakes_conversation_id", "intakes", ["conversation_id"])
    op.create_table(
        "contacts",
        *_keys(),
        _of("conversation"),
        _must("kind"),
        _must("value"),
        _must("created_at", INSTANT),
        _may("confirmed_at", INSTANT),
        sa.UniqueConstraint("conversation_id", "kind", "value"),
        *_filled("id"),
        _worded("value"),
        _one_of("kind", "email", "phone", "letter"),
    )
    op.create_table(
        "identity_checks",
        *_keys(),
        _of("conversation"),
        _of("contact"),
        _must("code_hash"),
        _must("created_at", INSTANT),
        _must("expires_at", INSTANT),
        _must("tries", sa.Integer()),
        _may("confirmed_at", INSTANT),
        *_filled("id", "code_hash"),
        sa.CheckConstraint("tries >= 0", name="tries_counted"),
        sa.CheckConstraint("expires_at > created_at", name="expires_later"),
    )
    op.create_index("ix_identity_checks_conversation_id", "identity_checks", ["conversation_id"])
    op.create_index("ix_identity_checks_contact_id", "identity_checks", ["contact_id"])
    op.create_table(
        "handoffs",
        *_keys(),
        _of("conversation"),
        _must("provider"),
        _must("reason"),
        _must("priority", sa.Boolean()),
        _must("requested_at", INSTANT),
        _must("promised_by", sa.Date()),
        _must("message_key", unique=True),
        _may("closed_at", INSTANT),
        *_filled("id", "provider", "reason", "message_key"),
    )
    _partial_index("uq_handoffs_open", "handoffs", "closed_at IS NULL", unique=True)
    op.create_table(
        "cases",
        *_keys(),
        _must("reference", unique=True),
        _of("intake", unique=True),
        _of("conversation"),
        _must("provider"),
        _must("status"),
        _must("description"),
        _of("contact"),
        _must("opened_at", INSTANT),
        _must("received_at", INSTANT),
        _must("stage"),
        _must("target_kind"),
        _must("due_on", sa.Date()),
        _must("nation"),
        _must("details", sa.JSON()),
        _may("first_complained_on", sa.Date()),
        *_filled("id", "provider", "stage"),
        _worded("description"),
        sa.CheckConstraint(
            "length(reference) = 15 AND substr(reference, 1, 3) = 'FL-'"
            " AND substr(reference, 7, 1) = '-' AND substr(reference, 11, 1) = '-'"
            " AND trim(substr(reference, 4, 3) || substr(reference, 8, 3) || substr(reference, 12, 4),"
            " '23456789CDFHJKLMNPRTVWX') = ''",
            name="reference_readable",
        ),
        _one_of(
            "status",
            "open",
            "waiting_for_customer",
            "outcome_offered",
            "resolved",
            "closed_no_reply",
            "withdrawn",
            "at_adr",
        ),
        _one_of("target_kind", "acknowledge", "respond", "resolve"),
        _one_of("nation", "ENG", "WLS", "SCT", "NIR"),
    )
    op.create_index("ix_cases_conversation_id", "cases", ["conversation_id"])
    op.create_index("ix_cases_contact_id", "cases", ["contact_id"])
    op.create_table(
        "case_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("case"),
        _must("code"),
        _must("at", INSTANT),
        _must("data", sa.JSON()),
        *_filled("code"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])
    _make_case_events_append_only()
    op.create_table(
        "promises",
        *_keys(),
        _of("conversation"),
        sa.Column("case_id", sa.Text(), sa.ForeignKey("cases.id")),
        _must("provider"),
        _must("kind"),
        _must("due_on", sa.Date()),
        _must("made_at", INSTANT),
        _must("made_by"),
        _may("kept_at", INSTANT),
        *_filled("id", "provider", "kind", "made_by"),
    )
    op.create_index("ix_promises_conversation_id", "promises", ["conversation_id"])
    op.create_index("ix_promises_case_id", "promises", ["case_id"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        _must("kind"),
        _must("key", unique=True),
        _must("payload", sa.JSON()),
        _must("created_at", INSTANT),
        _must("due_at", INSTANT),
        _must("attempts", sa.Integer()),
        _may("sent_at", INSTANT),
        _may("dead_at", INSTANT),
        _may("last_error"),
        *_filled("kind", "key"),
        sa.CheckConstraint("attempts >= 0", name="attempts_counted"),
        sa.CheckConstraint("sent_at IS NULL OR dead_at IS NULL", name="one_end"),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])


def downgrade() -> None:
    raise NotImplementedError("The way back is the backup: dropping these tables would drop every complaint.")


def _make_case_events_append_only() -> None:
    if op.get_context().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER case_events_no_{change.lower()} BEFORE {change} ON case_events"
                " BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END"
            )
        # INSERT OR REPLACE deletes without asking the trigger on DELETE.
        op.execute(
            "CREATE TRIGGER case_events_no_replace BEFORE INSERT ON case_events"
            " WHEN EXISTS (SELECT 1 FROM case_events WHERE id = NEW.id)"
            " BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION case_events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'case_events is append-only' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events"
        " FOR EACH STATEMENT EXECUTE FUNCTION case_events_append_only()"
    )


def _keys() -> list[sa.Column[Any]]:
    return [sa.Column("seq", sa.Integer(), primary_key=True), _must("id", unique=True)]


def _must(name: str, type_: Any = None, *more: Any, unique: bool | None = None) -> sa.Column[Any]:
    return sa.Column(name, type_ or sa.Text(), *more, nullable=False, unique=unique)


def _may(name: str, type_: Any = None) -> sa.Column[Any]:
    return sa.Column(name, type_ or sa.Text())


def _of(table: str, unique: bool | None = None) -> sa.Column[Any]:
    return _must(f"{table}_id", sa.Text(), sa.ForeignKey(f"{table}s.id"), unique=unique)


def _filled(*columns: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"trim({name}) <> ''", name=f"{name}_filled") for name in columns]


def _worded(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length(trim({column}, '{BLANKS}')) > 0", name=f"{column}_worded")


def _one_of(column: str, *values: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN {values!r}", name=f"{column}_known")


def _partial_index(name: str, table: str, where: str, *, unique: bool) -> None:
    condition = sa.text(where)
    op.create_index(
        name,
        table,
        ["conversation_id"],
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )

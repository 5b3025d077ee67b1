"""When all that told of a person went from a chat. Only then may the facts of a case's events be emptied; what
happened, and when, stays as it was written.

Follows: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ERASED = (
    "EXISTS (SELECT 1 FROM cases JOIN conversations ON conversations.id = cases.conversation_id"
    " WHERE cases.id = OLD.case_id AND conversations.erased_at IS NOT NULL)"
)
_SAME = "NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.code = OLD.code AND NEW.at = OLD.at"
_REFUSED = "case_events is append-only"


def upgrade() -> None:
    op.add_column("conversations", sa.Column("erased_at", sa.DateTime(timezone=True)))
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TRIGGER case_events_no_update")
        op.execute(
            "CREATE TRIGGER case_events_no_update BEFORE UPDATE ON case_events"
            f" WHEN NOT ({_SAME} AND {_ERASED}) BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )
        return
    op.execute("DROP TRIGGER case_events_append_only ON case_events")
    op.execute(
        "CREATE TRIGGER case_events_append_only BEFORE DELETE OR TRUNCATE ON case_events"
        " FOR EACH STATEMENT EXECUTE FUNCTION case_events_append_only()"
    )
    op.execute(
        "CREATE TRIGGER case_events_no_update BEFORE UPDATE ON case_events FOR EACH ROW"
        f" WHEN (NOT ({_SAME})) EXECUTE FUNCTION case_events_append_only()"
    )
    op.execute(
        "CREATE FUNCTION case_events_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF NOT {_ERASED} THEN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'restrict_violation';"
        " END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER case_events_only_erased BEFORE UPDATE ON case_events FOR EACH ROW"
        " EXECUTE FUNCTION case_events_only_erased()"
    )


def downgrade() -> None:
    raise NotImplementedError("The way back is the backup: what was erased is gone.")

"""One-time codes on their way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.adapters.db.identity_tables import identity_checks
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.errors import Refused
from bot.decisions.recognition import IdentityCheck


class SqlIdentityChecks(Repository):
    def add(self, check: IdentityCheck) -> None:
        self._insert(identity_checks, check)

    def latest(self, conversation_id: str) -> IdentityCheck | None:
        """The one added last."""
        asked = select(identity_checks).where(identity_checks.c.conversation_id == conversation_id)
        row = self._one(asked.order_by(identity_checks.c.seq.desc()).limit(1))
        return None if row is None else IdentityCheck(**without_seq(row))

    def count(self, conversation_id: str) -> int:
        asked = select(func.count()).where(identity_checks.c.conversation_id == conversation_id)
        return self._connection.execute(asked).scalar_one()

    def count_try(self, id: str) -> int:
        """Add one wrong answer; the new count comes back. Raises ``Refused`` for an unknown check."""
        counted = (
            update(identity_checks)
            .where(identity_checks.c.id == id)
            .values(tries=identity_checks.c.tries + 1)
        )
        tries = self._connection.execute(counted.returning(identity_checks.c.tries)).scalar()
        if tries is None:
            raise _unknown()
        return int(tries)

    def confirm(self, id: str, at: datetime) -> None:
        """The first confirmation stays. Raises ``Refused`` for an unknown check."""
        confirmed = {"confirmed_at": func.coalesce(identity_checks.c.confirmed_at, at)}
        self._change(identity_checks, id, confirmed, missing=_unknown())

    def wipe(self, conversation_id: str) -> None:
        mine = identity_checks.c.conversation_id == conversation_id
        self._connection.execute(delete(identity_checks).where(mine))


def _unknown() -> Refused:
    return Refused("There is no such identity check.")

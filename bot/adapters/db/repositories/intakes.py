"""Complaints being told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import RowMapping, select, update

from bot.adapters.db.models import intakes
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.errors import Refused
from bot.decisions.records import Intake, IntakeStatus


class SqlIntakes(Repository):
    def add(self, intake: Intake) -> None:
        self._insert(intakes, intake)

    def get(self, id: str) -> Intake | None:
        row = self._one(select(intakes).where(intakes.c.id == id))
        return None if row is None else as_intake(row)

    def latest(self, conversation_id: str) -> Intake | None:
        """The one added last: complaining words are no measure, two intakes may share them."""
        if (ahead := self._ahead.get(("latest", conversation_id))) is not None:
            return ahead[-1] if ahead else None
        newest = (
            select(intakes).where(intakes.c.conversation_id == conversation_id).order_by(intakes.c.seq.desc())
        )
        row = self._one(newest.limit(1))
        return None if row is None else as_intake(row)

    def read_ahead_latest(self, conversation_ids: Iterable[str]) -> None:
        begun = select(intakes).order_by(intakes.c.seq)
        self._read_ahead("latest", conversation_ids, begun, intakes.c.conversation_id, as_intake)

    def begun_since(self, provider: str, since: datetime) -> list[Intake]:
        """Oldest first."""
        mine = select(intakes).where(intakes.c.provider == provider, intakes.c.began_at >= since)
        return [as_intake(row) for row in self._all(mine.order_by(intakes.c.began_at, intakes.c.seq))]

    def save(self, intake: Intake) -> None:
        """Raises ``Refused`` if it was never added."""
        self._change(intakes, intake.id, as_row(intake), missing=Refused("There is no such intake to save."))

    def wipe(self, conversation_id: str) -> None:
        """Empty what was answered; what was still open is cancelled."""
        mine = update(intakes).where(intakes.c.conversation_id == conversation_id)
        self._connection.execute(mine.values(answers={}, skipped=[], outcome=None))
        cancelled = mine.where(intakes.c.status == IntakeStatus.OPEN.value).values(
            status=IntakeStatus.CANCELLED.value
        )
        self._connection.execute(cancelled)


def as_intake(row: RowMapping) -> Intake:
    values = {"status": IntakeStatus(row["status"]), "skipped": tuple(row["skipped"])}
    return Intake(**{**without_seq(row), **values})

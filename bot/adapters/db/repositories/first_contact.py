"""What status pages said, and notes for all who tell the same on one day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import RowMapping, delete, insert, select

from bot.adapters.db.first_contact_tables import same_day_deliveries, same_day_notes, status_pages
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.errors import Refused
from bot.decisions.problem import Problem
from bot.decisions.same_day import SameDayNote
from bot.decisions.status_page import StatusPage


class SqlStatusPages(Repository):
    def get(self, provider: str) -> StatusPage | None:
        row = self._one(select(status_pages).where(status_pages.c.provider == provider))
        return None if row is None else StatusPage(**row)

    def save(self, page: StatusPage) -> None:
        """The one of its provider; the one before it is gone."""
        self._connection.execute(delete(status_pages).where(status_pages.c.provider == page.provider))
        self._insert(status_pages, page)


class SqlSameDayNotes(Repository):
    def add(self, note: SameDayNote) -> None:
        self._insert(same_day_notes, note)

    def get(self, id: str) -> SameDayNote | None:
        row = self._one(select(same_day_notes).where(same_day_notes.c.id == id))
        return None if row is None else _note(row)

    def open_of(self, provider: str, problem: Problem, day: date) -> SameDayNote | None:
        mine = (
            same_day_notes.c.provider == provider,
            same_day_notes.c.problem == problem.value,
            same_day_notes.c.day == day,
            same_day_notes.c.ended_at.is_(None),
        )
        row = self._one(select(same_day_notes).where(*mine))
        return None if row is None else _note(row)

    def of_day(self, provider: str, day: date) -> list[SameDayNote]:
        mine = select(same_day_notes).where(
            same_day_notes.c.provider == provider, same_day_notes.c.day == day
        )
        return [_note(row) for row in self._all(mine.order_by(same_day_notes.c.seq))]

    def end(self, id: str, agent_id: str, at: datetime) -> None:
        """Raises ``Refused`` for one that is not there."""
        missing = Refused("There is no such note.")
        self._change(same_day_notes, id, {"ended_at": at, "ended_by": agent_id}, missing)

    def delivered(self, note_id: str, conversation_id: str, at: datetime) -> None:
        values = {"note_id": note_id, "conversation_id": conversation_id, "at": at}
        self._connection.execute(insert(same_day_deliveries).values(values))

    def delivered_to(self, note_id: str) -> list[str]:
        mine = select(same_day_deliveries.c.conversation_id).where(same_day_deliveries.c.note_id == note_id)
        return [row["conversation_id"] for row in self._all(mine)]

    def had_by(self, conversation_id: str) -> list[SameDayNote]:
        mine = (
            select(same_day_notes)
            .join(same_day_deliveries, same_day_deliveries.c.note_id == same_day_notes.c.id)
            .where(same_day_deliveries.c.conversation_id == conversation_id)
        )
        return [_note(row) for row in self._all(mine.order_by(same_day_notes.c.seq))]


def _note(row: RowMapping) -> SameDayNote:
    return SameDayNote(**{**without_seq(row), "problem": Problem(row["problem"])})

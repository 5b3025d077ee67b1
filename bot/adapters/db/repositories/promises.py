"""What customers were told, with a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, or_, select, update

from bot.adapters.db.models import cases, promises
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.case_moves import STILL_OPEN
from bot.decisions.errors import UnknownCase
from bot.decisions.late import A_REPLY
from bot.decisions.records import Promise


class SqlPromises(Repository):
    def add(self, promise: Promise) -> None:
        self._insert(promises, promise)

    def of_conversation(self, conversation_id: str) -> list[Promise]:
        """In the order in which they were made."""
        ahead = self._ahead.get(("of_conversation", conversation_id))
        return self._made(promises.c.conversation_id == conversation_id) if ahead is None else list(ahead)

    def of_case(self, case_id: str) -> list[Promise]:
        """In the order in which they were made."""
        ahead = self._ahead.get(("of_case", case_id))
        return self._made(promises.c.case_id == case_id) if ahead is None else list(ahead)

    def read_ahead_of_conversations(self, ids: Iterable[str]) -> None:
        made = select(promises).order_by(promises.c.seq)
        self._read_ahead("of_conversation", ids, made, promises.c.conversation_id, _promise)

    def read_ahead_of_cases(self, ids: Iterable[str]) -> None:
        made = select(promises).order_by(promises.c.seq)
        self._read_ahead("of_case", ids, made, promises.c.case_id, _promise)

    def keep(self, conversation_id: str, kind: str, at: datetime) -> None:
        """Mark the open ones of that kind in the conversation as kept."""
        mine = (
            promises.c.conversation_id == conversation_id,
            promises.c.kind == kind,
            promises.c.kept_at.is_(None),
        )
        self._connection.execute(update(promises).where(*mine).values(kept_at=at))

    def settle(self, case_id: str, at: datetime, but: Sequence[str] = ()) -> None:
        unsettled = (
            promises.c.case_id == case_id,
            promises.c.kept_at.is_(None),
            promises.c.kind.not_in(but),
        )
        self._connection.execute(update(promises).where(*unsettled).values(kept_at=at))

    def unsettle(self, case_id: str, kinds: Sequence[str], since: datetime | None = None) -> None:
        """Those of the case of these kinds are open again; ``since``: only those settled at or after that instant."""
        these = [promises.c.case_id == case_id, promises.c.kind.in_(kinds)]
        if since is not None:
            these.append(promises.c.kept_at >= since)
        self._connection.execute(update(promises).where(*these).values(kept_at=None))

    def get(self, id: str) -> Promise | None:
        return next(iter(self._made(promises.c.id == id)), None)

    def save(self, promise: Promise) -> None:
        """Raises ``UnknownCase`` if it was never added."""
        missing = UnknownCase("There is no such promise to save.")
        self._change(promises, promise.id, as_row(promise), missing=missing)

    def missed(self, today: date) -> list[Promise]:
        """Whose day was before ``today``, and that nobody kept, moved, or told the customer of; the oldest day
        first. Of a case that has ended only that a person gets back to them."""
        standing = (
            promises.c.due_on < today,
            promises.c.kept_at.is_(None),
            promises.c.late_told_at.is_(None),
            promises.c.moved_to.is_(None),
        )
        open_ones = cases.c.status.in_([each.value for each in STILL_OPEN])
        alive = or_(promises.c.case_id.is_(None), promises.c.kind == A_REPLY, open_ones)
        found = select(promises).outerjoin(cases, cases.c.id == promises.c.case_id).where(*standing, alive)
        ordered = found.order_by(promises.c.due_on, promises.c.seq)
        return [_promise(row) for row in self._all(ordered)]

    def _made(self, wanted: ColumnElement[bool]) -> list[Promise]:
        made = select(promises).where(wanted).order_by(promises.c.seq)
        return [_promise(row) for row in self._all(made)]


def _promise(row: RowMapping) -> Promise:
    return Promise(**without_seq(row))

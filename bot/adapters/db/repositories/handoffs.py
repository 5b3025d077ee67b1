"""The queue for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import RowMapping, select, update

from bot.adapters.db.models import handoffs
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.errors import Refused
from bot.decisions.records import Handoff


class SqlHandoffs(Repository):
    def add(self, handoff: Handoff) -> None:
        """Raises ``Conflict`` if one is open in the conversation, or the same message asked already."""
        self._insert(handoffs, handoff)

    def open_of(self, conversation_id: str) -> Handoff | None:
        ahead = self._ahead.get(("of_conversation", conversation_id))
        if ahead is not None:
            return next((each for each in ahead if each.closed_at is None), None)
        waiting = (handoffs.c.conversation_id == conversation_id, handoffs.c.closed_at.is_(None))
        row = self._one(select(handoffs).where(*waiting))
        return None if row is None else _handoff(row)

    def of_conversation(self, conversation_id: str) -> list[Handoff]:
        """Open and closed, in the order in which they were asked for."""
        if (ahead := self._ahead.get(("of_conversation", conversation_id))) is not None:
            return list(ahead)
        asked = select(handoffs).where(handoffs.c.conversation_id == conversation_id).order_by(handoffs.c.seq)
        return [_handoff(row) for row in self._all(asked)]

    def read_ahead_of_conversations(self, ids: Iterable[str]) -> None:
        asked = select(handoffs).order_by(handoffs.c.seq)
        self._read_ahead("of_conversation", ids, asked, handoffs.c.conversation_id, _handoff)

    def save(self, handoff: Handoff) -> None:
        """Raises ``Refused`` if it was never added."""
        missing = Refused("There is no such handoff to save.")
        self._change(handoffs, handoff.id, as_row(handoff), missing=missing)

    def get(self, id: str) -> Handoff | None:
        row = self._one(select(handoffs).where(handoffs.c.id == id))
        return None if row is None else _handoff(row)

    def claim(self, id: str, agent_id: str, at: datetime) -> bool:
        """One conditional update: true for exactly one of all who try while nobody has it."""
        free = (handoffs.c.id == id, handoffs.c.claimed_by.is_(None), handoffs.c.closed_at.is_(None))
        taken = update(handoffs).where(*free).values(claimed_by=agent_id, claimed_at=at)
        return bool(self._connection.execute(taken).rowcount)

    def pass_on(self, id: str, holder: str, to: str | None, note: str, at: datetime) -> bool:
        """From ``holder`` to another agent, or back into the queue; false if ``holder`` does not have it."""
        mine = (handoffs.c.id == id, handoffs.c.claimed_by == holder, handoffs.c.closed_at.is_(None))
        values = {"claimed_by": to, "claimed_at": at if to else None, "supervisor_note": note or None}
        return bool(self._connection.execute(update(handoffs).where(*mine).values(values)).rowcount)

    def asked_since(self, provider: str, since: datetime) -> list[Handoff]:
        """Open and closed, in the order in which they were asked for."""
        theirs = (handoffs.c.provider == provider, handoffs.c.requested_at >= since)
        asked = select(handoffs).where(*theirs).order_by(handoffs.c.requested_at, handoffs.c.seq)
        return [_handoff(row) for row in self._all(asked)]

    def open(self) -> list[Handoff]:
        waiting = select(handoffs).where(handoffs.c.closed_at.is_(None))
        queue = waiting.order_by(handoffs.c.priority.desc(), handoffs.c.requested_at, handoffs.c.seq)
        return [_handoff(row) for row in self._all(queue)]


def _handoff(row: RowMapping) -> Handoff:
    return Handoff(**without_seq(row))

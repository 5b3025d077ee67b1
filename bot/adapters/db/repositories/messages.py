"""The transcript."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, func, select, update

from bot.adapters.db.models import messages
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.errors import Refused
from bot.decisions.records import Message, Sender, Turn

FIRST: Final = 30
LAST: Final = 60
"""Lines of a chat that are read ahead from either end. Whoever asks for more gets them by a query of their own."""


class SqlMessages(Repository):
    def add(self, message: Message) -> Message:
        """The stored message, with its id. Raises ``Conflict`` if its key is already there."""
        last = select(func.coalesce(func.max(messages.c.id), 0)).where(_in(message.conversation_id))
        # Safe to read and then write: a writing unit of work is the only writer from its first moment.
        stored = replace(message, id=self._connection.execute(last).scalar_one() + 1)
        self._insert(messages, stored)
        return stored

    def after(self, conversation_id: str, after: int, limit: int = 200) -> list[Message]:
        """Oldest first."""
        ahead = self._ahead.get(("ends", conversation_id))
        if ahead is not None and after == 0 and limit <= FIRST:
            return [each for each in ahead if each.id <= limit]
        later = select(messages).where(_in(conversation_id), messages.c.id > after)
        return [_message(row) for row in self._all(later.order_by(messages.c.id).limit(limit))]

    def newest(self, conversation_id: str, limit: int) -> list[Message]:
        """The last ``limit`` messages, oldest first: what a long chat costs does not grow with it."""
        ahead = self._ahead.get(("ends", conversation_id))
        if ahead is not None and limit <= LAST:
            return [each for each in ahead if each.id > ahead[-1].id - limit]
        last = select(messages).where(_in(conversation_id)).order_by(messages.c.id.desc()).limit(limit)
        return [_message(row) for row in reversed(list(self._all(last)))]

    def read_ahead_ends(self, conversation_ids: Iterable[str]) -> None:
        """The first and the last lines of each: ids rise by one, so that they say which those are."""
        chats = list(conversation_ids)
        last = (
            select(messages.c.conversation_id.label("chat"), func.max(messages.c.id).label("id"))
            .where(messages.c.conversation_id.in_(chats))
            .group_by(messages.c.conversation_id)
            .subquery()
        )
        ends = (
            select(messages)
            .join(last, last.c.chat == messages.c.conversation_id)
            .where((messages.c.id <= FIRST) | (messages.c.id > last.c.id - LAST))
            .order_by(messages.c.conversation_id, messages.c.id)
        )
        self._read_ahead("ends", chats, ends, messages.c.conversation_id, _message)

    def get(self, conversation_id: str, id: int) -> Message | None:
        row = self._one(select(messages).where(_is(conversation_id, id)))
        return None if row is None else _message(row)

    def by_key(self, conversation_id: str, key: str) -> Message | None:
        row = self._one(select(messages).where(_in(conversation_id), messages.c.key == key))
        return None if row is None else _message(row)

    def pending(self, conversation_id: str) -> list[Message]:
        waiting = select(messages).where(_in(conversation_id), _pending()).order_by(messages.c.id)
        return [_message(row) for row in self._all(waiting)]

    def conversations_with_pending(self) -> list[str]:
        """The one that has waited longest comes first."""
        waiting = select(messages.c.conversation_id).where(_pending()).group_by(messages.c.conversation_id)
        ordered = waiting.order_by(func.min(messages.c.sent_at), messages.c.conversation_id)
        return list(self._connection.execute(ordered).scalars())

    def set_turn(self, conversation_id: str, id: int, turn: Turn) -> None:
        """Raises ``Refused`` if there is no such message."""
        changed = update(messages).where(_is(conversation_id, id)).values(turn=turn.value)
        if not self._connection.execute(changed).rowcount:
            raise _unknown(id)

    def count_attempt(self, conversation_id: str, id: int) -> int:
        """Raises ``Refused`` if there is no such message."""
        counted = update(messages).where(_is(conversation_id, id)).values(attempts=messages.c.attempts + 1)
        attempts = self._connection.execute(counted.returning(messages.c.attempts)).scalar()
        if attempts is None:
            raise _unknown(id)
        return int(attempts)

    def count_since(self, conversation_id: str, since: datetime) -> int:
        """``since`` itself counts."""
        sent = (messages.c.sender == Sender.CUSTOMER.value, messages.c.sent_at >= since)
        return self._connection.execute(select(func.count()).where(_in(conversation_id), *sent)).scalar_one()

    def wipe(self, conversation_id: str) -> None:
        """Sender, time and key stay: a message sent again after all is still known as the same."""
        emptied: dict[str, Any] = {"text": "", "buttons": [], "payload": None, "body_hash": None}
        settled = update(messages).where(_in(conversation_id), _pending()).values(turn=Turn.DONE.value)
        self._connection.execute(settled)
        self._connection.execute(update(messages).where(_in(conversation_id)).values(emptied))


def _in(conversation_id: str) -> ColumnElement[bool]:
    return messages.c.conversation_id == conversation_id


def _is(conversation_id: str, id: int) -> ColumnElement[bool]:
    return _in(conversation_id) & (messages.c.id == id)


def _pending() -> ColumnElement[bool]:
    return messages.c.turn == Turn.PENDING.value


def _unknown(id: int) -> Refused:
    return Refused(f"There is no message {id} in this conversation.")


def _message(row: RowMapping) -> Message:
    turn = row["turn"]
    return Message(**{**row, "sender": Sender(row["sender"]), "turn": None if turn is None else Turn(turn)})

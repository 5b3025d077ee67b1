"""A person who was asked for and has not come yet: for pages that show nothing of the chat in which it was said."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.context import Context
from bot.services.desk.reply_promise import reply_promise


@dataclass(frozen=True)
class PersonComing:
    """``day``: by the end of which a person aims to get back to them, in words; empty where no day was promised."""

    day: str


def person_coming(context: Context, conversation_id: str) -> PersonComing | None:
    """``None`` where nobody was asked for, or somebody has the chat already."""
    with context.store.read() as tx:
        waiting = tx.handoffs.open_of(conversation_id)
        if waiting is None or waiting.claimed_by is not None:
            return None
        promise = reply_promise(context, tx, waiting)
    return PersonComing(context.day(promise.day) if promise.day else "")

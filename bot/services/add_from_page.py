"""Words that somebody adds on the page of their complaint, and the button there that opens it again. Whoever holds the
link can add, and sees nothing of what was written before."""

from __future__ import annotations

from typing import Final

from bot.decisions.case_moves import CAN_COME_BACK
from bot.decisions.errors import Refused
from bot.decisions.records import Case, CaseStatus
from bot.services.add_words import EVENT, put_in_trail
from bot.services.case_link import read_case_link
from bot.services.context import Context
from bot.services.move_case import Word, reopen
from bot.services.ports import Transaction
from bot.services.reopened_by_words import reopen_closed
from bot.services.take_message import MAX_CHARACTERS
from bot.services.tell_in_chat import tell_in_chat

LONGEST: Final = MAX_CHARACTERS


def add_from_page(context: Context, token: str, text: str, key: str) -> Case | None:
    """Keep ``text`` with the case of the link, once under ``key``; what was closed for silence is open again by it.
    ``None`` for a link that is no good. Raises ``Refused`` for no words, or too many."""
    words = text.strip()
    if not words:
        raise Refused("Write what you would like to add.")
    if len(words) > LONGEST:
        raise Refused(f"That is too long. {LONGEST:,} characters fit in one go.")
    with context.store.write() as tx:
        case = _case_of(context, tx, token)
        if case is None:
            return None
        named = f"page:{key}"
        if all(each.data.get("message") != named for each in tx.cases.events(case.id)):
            data = {"by": "customer", "text": words, "at": context.now().isoformat(), "where": "page"}
            tx.cases.add_event(case.id, EVENT, context.now(), {**data, "message": named})
            put_in_trail(context, tx, case)
            if case.status is CaseStatus.CLOSED_NO_REPLY:
                reopen_closed(context, tx, case.conversation_id, Word(words, "page", named))
            tx.commit()
        return tx.cases.get(case.id)


def case_by_link(context: Context, token: str) -> Case | None:
    """The case that a link to its page leads to; ``None`` for one that is no good."""
    with context.store.read() as tx:
        return _case_of(context, tx, token)


def reopen_from_page(context: Context, token: str) -> Case | None:
    """Open it again, as they ask; one that is open stays so. ``None`` for a link that is no good."""
    with context.store.write() as tx:
        case = _case_of(context, tx, token)
        if case is None or case.status not in CAN_COME_BACK:
            return case
        opened = reopen(context, tx, case, Word(context.words.text("utter_pressed_a_button"), "page"))
        provider = context.provider(case.provider).name
        line = context.words.say("utter_reopened", reference=case.reference, provider=provider)
        tell_in_chat(context, tx, case.conversation_id, [line])
        tx.commit()
    return opened


def _case_of(context: Context, tx: Transaction, token: str) -> Case | None:
    case_id = read_case_link(context, token)
    return tx.cases.get(case_id) if case_id is not None else None

"""The cases that a chat may be told of: its own, those of the chats that it goes on from, and those of whoever showed
in it who they are.

Whoever opened this chat has shown the token of each earlier chat (``earlier_chat.follow``): it opens their history, and
so what is told of their complaints, and what their customer may do about them.
"""

from __future__ import annotations

from typing import Final

from bot.decisions.records import Case, CaseStatus
from bot.services.earlier_chat import earlier_chat
from bot.services.identity.shown import cases_shown
from bot.services.ports import Transaction

STILL_OPEN: Final = (CaseStatus.OPEN, CaseStatus.WAITING_FOR_CUSTOMER, CaseStatus.OUTCOME_OFFERED)
_MOST_CHATS: Final = 10
"""Chats one after the other; more are not looked at."""


def cases_known(tx: Transaction, conversation_id: str) -> list[Case]:
    """Those of the earliest chat first; of one chat in the order in which they were opened."""
    before = cases_before(tx, conversation_id)
    known = {case.id for case in before}
    shown = [case for case in cases_shown(tx, conversation_id) if case.id not in known]
    return [*before, *shown, *tx.cases.of_conversation(conversation_id)]


def cases_before(tx: Transaction, conversation_id: str) -> list[Case]:
    """Those of the earlier chats alone. A deleted chat ends the row: what lies before it is not told either."""
    found: list[Case] = []
    chat = conversation_id
    for _ in range(_MOST_CHATS):
        earlier = earlier_chat(tx, chat)
        if earlier is None:
            break
        found = [*tx.cases.of_conversation(earlier.id), *found]
        chat = earlier.id
    return found


def open_before(tx: Transaction, conversation_id: str) -> Case | None:
    """The newest case of the earlier chats that somebody still has to do something about."""
    return next(
        (each for each in reversed(cases_before(tx, conversation_id)) if each.status in STILL_OPEN), None
    )

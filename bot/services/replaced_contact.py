"""A way to reach somebody that they put right: the one from before is not to be used any more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.decisions.records import CaseEvent, Contact
from bot.services.ports import Transaction

REPLACED: Final = "replaced"
"""In the data of an event of the case: ids of contacts that another took the place of."""
_PUT_RIGHT = re.compile(
    r"\b(?:wrong|incorrect|mistake|typo|should (?:be|have been|say)|not right|instead|changed"
    r"|out of date|(?:new|old) (?:number|e-?mail|address)|no longer)\b",
    re.IGNORECASE,
)


def put_right(tx: Transaction, conversation_id: str, text: str, kind: str, value: str) -> list[Contact]:
    """The contacts that ``value`` takes the place of: the others of its kind, where the words say that what was given
    before is wrong. None that a code came back from: that one was right."""
    if not _PUT_RIGHT.search(text):
        return []
    return [
        each
        for each in tx.contacts.of(conversation_id)
        if each.kind == kind and each.value != value and each.confirmed_at is None
    ]


def replaced_ids(events: Iterable[CaseEvent]) -> set[str]:
    """Ids of the contacts of a case that are not to be used any more, unless they were given again."""
    return {str(id) for event in events for id in event.data.get(REPLACED, ())}

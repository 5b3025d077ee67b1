"""Throw a draft away; an issued letter stays."""

from __future__ import annotations

from typing import Final

from bot.decisions.letter_record import LetterRecord
from bot.decisions.records import Agent
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.ports import Transaction

DROPPED: Final = "letter.dropped"


def drop_letter(context: Context, tx: Transaction, letter: LetterRecord, *, by: Agent) -> None:
    """With the draft of the letter that goes with it; the caller commits. Raises ``NotYours``; ``Refused`` for one
    that was issued."""
    must(by, letter.provider)
    case = tx.cases.get(letter.case_id)
    tx.letters.drop(letter.id)
    with_it = tx.letters.get(letter.goes_with) if letter.goes_with else None
    if with_it is not None and not with_it.is_issued:
        tx.letters.drop(with_it.id)
    data = {"reference": case.reference if case else "", "kind": letter.kind.value}
    tx.audit.add(context.now(), DROPPED, f"case:{letter.case_id}", by.id, letter.provider, data)

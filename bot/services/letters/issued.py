"""Issued letters of a case, and one of them for whoever holds a link to it."""

from __future__ import annotations

from bot.decisions.letter_record import LetterRecord
from bot.decisions.records import Case
from bot.services.case_copy import Copy, copy_of
from bot.services.case_link import read_issued_letter_token
from bot.services.context import Context
from bot.services.ports import Transaction


def issued_of(tx: Transaction, case: Case) -> list[LetterRecord]:
    """By their numbers; none whose words are gone with an erased chat."""
    issued = [each for each in tx.letters.of_case(case.id) if each.is_issued and each.page]
    return sorted(issued, key=lambda each: (each.year or 0, each.serial or 0))


def open_issued(context: Context, token: str) -> LetterRecord | None:
    """The letter that a link of the page of a case leads to; ``None`` for a link that is no good, and where no address
    of the customer is confirmed any more. Raises ``LinkTooOld``."""
    found = read_issued_letter_token(context, token)
    if found is None:
        return None
    case_id, letter_id = found
    with context.store.read() as tx:
        case = tx.cases.get(case_id)
        if case is None or copy_of(tx, case) is not Copy.CONFIRMED:
            return None
        return next((each for each in issued_of(tx, case) if each.id == letter_id), None)

"""Whether a customer can have all that is kept of their case: only an address that is shown to be theirs gets it."""

from __future__ import annotations

from enum import StrEnum

from bot.decisions.records import Case, Contact, ContactKind
from bot.services.ports import Transaction


class Copy(StrEnum):
    """Whether the customer can have the whole of it. ``code``: not before an e-mail address is confirmed; ``person``:
    they gave none, so a person has to see to it."""

    CONFIRMED = "confirmed"
    CODE = "code"
    PERSON = "person"


def copy_of(tx: Transaction, case: Case) -> Copy:
    """Whether the customer of ``case`` can have the whole of it now."""
    if confirmed_address(tx, case) is not None:
        return Copy.CONFIRMED
    gave_one = any(each.kind is ContactKind.EMAIL for each in tx.contacts.of(case.conversation_id))
    return Copy.CODE if gave_one else Copy.PERSON


def confirmed_address(tx: Transaction, case: Case) -> Contact | None:
    """An e-mail address of the chat that a code came back from: that of the case, before any other. None whose
    mails come back."""
    given = [each for each in tx.contacts.of(case.conversation_id) if each.kind is ContactKind.EMAIL]
    confirmed = [each for each in given if each.confirmed_at is not None and each.unreachable_at is None]
    return next(
        (each for each in confirmed if each.id == case.contact_id), confirmed[-1] if confirmed else None
    )

"""How an issued letter goes to its customer. Only a confirmed e-mail address gets words that a person wrote."""

from __future__ import annotations

from bot.decisions.letter_record import WITHOUT_THE_STORY, LetterKind, Way
from bot.decisions.records import Case, Contact, ContactKind
from bot.services.case_copy import confirmed_address
from bot.services.letters.head import postal_address
from bot.services.ports import Transaction


def ways_of(tx: Transaction, case: Case, kind: LetterKind) -> tuple[Way, ...]:
    """The way they want their reply, first. Somebody with an address that is not confirmed gets a notice, and the
    letter itself by post where we know where to."""
    contact = tx.contacts.get(case.contact_id)
    has_post = bool(postal_address(tx, case))
    if contact is not None and contact.kind is ContactKind.LETTER:
        return (Way.POST,)
    if mail_address(tx, case, kind) is not None:
        return (Way.MAIL,)
    notice = (Way.NOTICE,) if contact is not None and contact.kind is ContactKind.EMAIL else ()
    return (*notice, *((Way.POST,) if has_post else ())) or (Way.BY_HAND,)


def mail_address(tx: Transaction, case: Case, kind: LetterKind) -> Contact | None:
    """Where the whole letter may be mailed to."""
    contact = tx.contacts.get(case.contact_id)
    if kind in WITHOUT_THE_STORY and contact is not None and contact.kind is ContactKind.EMAIL:
        return contact
    return confirmed_address(tx, case)

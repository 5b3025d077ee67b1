"""Everything that is kept under an e-mail address, a telephone number or an account number, at one provider."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.decisions.errors import Refused
from bot.decisions.records import ContactKind, Conversation
from bot.readers.contact import read_phone
from bot.readers.emails import Email, read_email
from bot.services.ports import Transaction


class By(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Person:
    """Whoever ``value`` belongs to, as it is kept. That it is theirs is for whoever asks to make sure."""

    by: By
    value: str


def person_by(by: By, text: str) -> Person:
    """Raises ``Refused`` for what is no address or number."""
    typed = text.strip()
    if by is By.EMAIL:
        email = read_email(typed)
        if not isinstance(email, Email):
            raise Refused("That is not a whole e-mail address.")
        return Person(by, email.address)
    if by is By.PHONE:
        phone = read_phone(typed)
        if phone is None:
            raise Refused("That is not a whole telephone number.")
        return Person(by, phone)
    if not typed:
        raise Refused("Give an account number.")
    return Person(by, typed)


def chats_of(tx: Transaction, provider: str, person: Person) -> list[Conversation]:
    """The chats of the provider in which the person gave it, oldest first; nobody else's."""
    if person.by is By.ACCOUNT:
        return tx.records.with_account(provider, person.value)
    return tx.records.with_contact(provider, ContactKind(person.by.value), person.value)

"""What stands above a letter: who writes from where, to whom, when, and under which numbers."""

from __future__ import annotations

from bot.decisions.letter_marks import LetterHead
from bot.decisions.letter_record import LetterRecord
from bot.decisions.provider import ChannelKind, Provider
from bot.decisions.records import Agent, Case, Contact, ContactKind
from bot.services.context import Context
from bot.services.letters.known import name_of
from bot.services.ports import Transaction
from bot.services.who_has_it import owner_of

_WAYS = {ChannelKind.PHONE: "label_phone", ChannelKind.EMAIL: "label_email"}


def head_of(
    context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None = None
) -> LetterHead:
    """Dated today. ``by``: who issues it. The number is that of the letter, if it has one."""
    provider = context.provider(case.provider)
    post = provider.channel(ChannelKind.LETTER)
    owner = by or (tx.agents.get(letter.drafted_by) if letter.drafted_by else None) or owner_of(tx, case)
    return LetterHead(
        sender=provider.name,
        sender_lines=tuple(_sender_lines(provider, post.lines if post else [])),
        sender_ways=tuple(_ways(context, provider)),
        addressee=tuple(_addressee(context, tx, case)),
        on=context.today(),
        reference=case.reference,
        number=letter.number,
        owner=owner.name if owner else None,
    )


def postal_address(tx: Transaction, case: Case) -> tuple[str, ...]:
    """Where their post goes, a part a line: the way to reply first, then any other that they gave."""
    contacts = tx.contacts.of(case.conversation_id)
    first = sorted(contacts, key=lambda contact: contact.id != case.contact_id)
    found = next((contact.value for contact in first if contact.kind is ContactKind.LETTER), "")
    parts = found.replace("\n", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def _sender_lines(provider: Provider, address: list[str]) -> list[str]:
    """The address without the name, which stands above it, and with the company where the address does not name it."""
    legal = provider.names.legal
    lines = [line for line in address if _plain(line) != _plain(provider.name)]
    named = legal is None or _plain(legal) in {_plain(line) for line in [*lines, provider.name]}
    return lines if named or legal is None else [legal, *lines]


def _plain(name: str) -> str:
    return name.rstrip(".").lower()


def _ways(context: Context, provider: Provider) -> list[tuple[str, str]]:
    found = []
    for kind, label in _WAYS.items():
        channel = next((each for each in provider.channels if each.kind is kind and each.value), None)
        if channel is not None and channel.value:
            found.append((context.letters.phrase(label), channel.value))
    return found


def _addressee(context: Context, tx: Transaction, case: Case) -> list[str]:
    name = name_of(case) or context.letters.phrase("customer")
    address = [line for line in postal_address(tx, case) if line != name]
    if address:
        return [name, *address]
    contact = tx.contacts.get(case.contact_id)
    return [name, _by(context, contact)] if contact is not None else [name]


def _by(context: Context, contact: Contact) -> str:
    key = "by_email" if contact.kind is ContactKind.EMAIL else "by_phone"
    return context.letters.phrase(key, value=contact.value)

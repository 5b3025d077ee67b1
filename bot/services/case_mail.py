"""A short letter to the customer of a case: what changed, and where to see or say more. Their story is never in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Case, Contact, ContactKind
from bot.services.case_link import case_link
from bot.services.context import Context
from bot.services.mail_addresses import about_case
from bot.services.mail_words import mail_contact_point
from bot.services.ports import Transaction

NEWS: Final = "case_news"
OPENED: Final = "case_opened"
ON_PAPER: Final = (NEWS, OPENED)
"""Letters that say all that they say without a link."""


def write_news(context: Context, tx: Transaction, case: Case, key: str, words: str) -> bool:
    """Queue ``words`` once under ``key``, with the link to the page of the case; whether a mail goes, as
    ``write_letter`` says. The caller commits. Raises ``Refused`` as ``case_link`` does."""
    facts = {
        "words": words,
        "page_words": context.words.text("utter_mail_page", link=case_link(context, case)),
        "contact_point": mail_contact_point(context, case),
    }
    return write_letter(context, tx, case, key, NEWS, facts)


def write_letter(
    context: Context, tx: Transaction, case: Case, key: str, template: str, facts: Mapping[str, Any]
) -> bool:
    """Queue letter ``template`` to the address where the reply of ``case`` goes. False where that is no e-mail, or
    mails to it come back. To a postal address it is queued as a letter to print (also false: nobody has it yet)."""
    contact = tx.contacts.get(case.contact_id)
    if contact is None or contact.kind is not ContactKind.EMAIL:
        post_letter(context, tx, case, key, template, facts)
        return False
    if contact.unreachable_at is not None:
        return False
    letter_to(context, tx, case, contact, key, template, facts)
    return True


def letter_to(
    context: Context,
    tx: Transaction,
    case: Case,
    contact: Contact,
    key: str,
    template: str,
    facts: Mapping[str, Any],
) -> None:
    """Queue letter ``template`` about ``case`` to ``contact``, an e-mail address. The caller commits."""
    ticket = tx.tickets.of_case(case.id)
    number = {"ticket": ticket.number if ticket is not None else None}
    payload = {
        "template": template,
        "to": contact.value,
        "provider": case.provider,
        "facts": {**_common(context, case), **number, **facts},
        **about_case(case, contact),
    }
    tx.outbox.add("mail", key, payload, context.now(), case.conversation_id)


def post_letter(
    context: Context, tx: Transaction, case: Case, key: str, template: str, facts: Mapping[str, Any]
) -> bool:
    """Queue letter ``template`` to be printed and posted; false where the reply of ``case`` goes to no postal address,
    or the letter is of no use on paper. The caller commits."""
    contact = tx.contacts.get(case.contact_id)
    if contact is None or contact.kind is not ContactKind.LETTER or template not in ON_PAPER:
        return False
    common = _common(context, case)
    payload = {
        "template": template,
        "provider": case.provider,
        "case": case.reference,
        "address": contact.value,
        "name": common["name"],
        # A link of two hundred characters cannot be typed in.
        "facts": {**common, **facts, "page_words": ""},
    }
    tx.outbox.add("post", key, payload, context.now(), case.conversation_id)
    return True


def goes_by_post(tx: Transaction, case: Case) -> bool:
    """Whether the reply goes to a postal address."""
    contact = tx.contacts.get(case.contact_id)
    return contact is not None and contact.kind is ContactKind.LETTER


def _common(context: Context, case: Case) -> dict[str, Any]:
    name = case.details.get(Question.NAME)
    return {
        "provider": context.provider(case.provider).name,
        "reference": case.reference,
        "name": str(name).split(",")[0].strip() if name and name != UNKNOWN else None,
    }


def write_without_case(
    context: Context, tx: Transaction, conversation_id: str, provider: str, key: str, words: str
) -> bool:
    """The same for somebody who waits and has no case. Only to an address that they have confirmed: nothing else ever
    went to it that would show that it is theirs."""
    contact = _confirmed_email(tx.contacts.of(conversation_id))
    if contact is None:
        return False
    facts = {"provider": context.provider(provider).name, "words": words}
    payload = {"template": NEWS, "to": contact.value, "provider": provider, "facts": facts}
    tx.outbox.add("mail", key, payload, context.now(), conversation_id)
    return True


def is_confirmed(tx: Transaction, case: Case) -> bool:
    """Whether a code sent to where the reply goes came back: only then may words that a person wrote go there."""
    contact = tx.contacts.get(case.contact_id)
    return contact is not None and contact.confirmed_at is not None


def _confirmed_email(contacts: list[Contact]) -> Contact | None:
    emails = (each for each in contacts if each.kind is ContactKind.EMAIL and each.confirmed_at is not None)
    return next((each for each in emails if each.unreachable_at is None), None)

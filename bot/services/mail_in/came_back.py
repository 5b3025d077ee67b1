"""A mail to a customer came back: no more go there, the chat says so, and those in charge are told. Once."""

from __future__ import annotations

from typing import Final

from bot.decisions.records import Case, Contact
from bot.services.alert_desk import alert_desk
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat

BOUNCED: Final = "mail.bounced"
"""Its data: ``contact``, the id of the address that does not work, and ``chat``: whether it could be told there."""


def came_back(context: Context, contact_id: str) -> None:
    """The same in a unit of work of its own."""
    with context.store.write() as tx:
        mark_unreachable(context, tx, contact_id)
        tx.commit()


def mark_unreachable(context: Context, tx: Transaction, contact_id: str) -> Case | None:
    """The newest case that the contact is the reply address of, if it was news; the caller commits. What came back to
    the team is none of a customer's, and is told to nobody: that is how loops begin."""
    contact = tx.contacts.get(contact_id)
    if contact is None or tx.conversations.get(contact.conversation_id).erased_at is not None:
        return None
    if not tx.contacts.unreachable(contact_id, context.now()):
        return None
    case = _case_of(tx, contact)
    chat = False
    if case is not None:
        said = context.words.say("utter_mail_came_back", reference=case.reference)
        chat = tell_in_chat(context, tx, case.conversation_id, [said])
        data = {"by": "assistant", "contact": contact_id, "chat": chat}
        tx.cases.add_event(case.id, BOUNCED, context.now(), data)
    told = context.words.text("utter_alert_told_in_chat_alone" if chat else "utter_alert_told_nothing")
    key = f"came-back-{contact_id}-{context.now():%Y%m%d}"
    alert_desk(context, tx, contact.conversation_id, _provider(tx, contact), key, "came_back", told)
    return case


def is_reachable_again(tx: Transaction, contact_id: str) -> None:
    """Something came from there, so it works after all. The caller commits."""
    tx.contacts.unreachable(contact_id, None)


def _case_of(tx: Transaction, contact: Contact) -> Case | None:
    theirs = [
        each for each in tx.cases.of_conversation(contact.conversation_id) if each.contact_id == contact.id
    ]
    return theirs[-1] if theirs else None


def _provider(tx: Transaction, contact: Contact) -> str:
    return tx.conversations.get(contact.conversation_id).provider

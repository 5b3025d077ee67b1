"""The reply is wanted at another address: it goes there only once a code that was sent to it came back, or a person has
checked it. Until then the old one stays on file, so that neither a slip nor a stranger shuts anybody out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.questions import Question
from bot.decisions.recognition import Recognition
from bot.decisions.records import Case, Contact, ContactKind, Intake
from bot.services.alert_desk import alert_desk
from bot.services.confirm_contact import send_code
from bot.services.context import Context
from bot.services.heard import Heard, Says
from bot.services.open_case import keep_details
from bot.services.ports import Transaction

WANTED: Final = "reply.wanted"
"""Event of a case: its data name the contact (``contact``) to which the reply is wanted. An empty one takes it back."""


def counts_at_once(
    context: Context, tx: Transaction, heard: Heard, case: Case, kind: str, address: str
) -> bool:
    """Whether the reply may go to ``address`` from now on. In the chat that made the complaint, while what was given
    before is no more confirmed than this; and anywhere to an address that a code came back from, which is put down."""
    if is_in_use(tx, case, kind, address):
        return True
    before = tx.contacts.get(case.contact_id)
    given = tx.contacts.find(case.conversation_id, kind, address)
    if given is not None and given.confirmed_at is not None:
        return True
    if any(_shows(each, kind, address) for each in tx.recognitions.confirmed(heard.conversation_id)):
        tx.contacts.confirm(_contact(context, tx, case, kind, address).id, context.now())
        return True
    ours = heard.conversation_id == case.conversation_id
    return ours and (before is None or before.confirmed_at is None)


def is_in_use(tx: Transaction, case: Case, kind: str, address: str) -> bool:
    """Whether the reply goes to ``address`` now."""
    now = tx.contacts.get(case.contact_id)
    return now is not None and _same(now, kind, address)


def want_reply_at(
    context: Context, tx: Transaction, heard: Heard, case: Case, kind: str, address: str
) -> Says:
    """Put it down, and send a code there; where none can go, those in charge are asked to check it. The complaint
    stays as it is. The caller commits."""
    now = tx.contacts.get(case.contact_id)
    facts: dict[str, Any] = {
        "address": address,
        "reference": case.reference,
        "present": now.value if now is not None else "",
        "minutes": context.rule("code_lifetime"),
    }
    contact = _contact(context, tx, case, kind, address)
    tx.cases.add_event(case.id, WANTED, context.now(), {"by": "customer", "contact": contact.id})
    provider = context.provider(case.provider)
    by_mail = contact.kind is ContactKind.EMAIL
    if by_mail and send_code(context, tx, contact, provider, case.reference):
        return [("utter_reply_wanted", facts)]
    told = context.words.text("utter_reply_wanted_person", provider=provider.name, **facts)
    key = f"reply-wanted-{case.id}-{contact.id}"
    alert_desk(context, tx, case.conversation_id, case.provider, key, "reply", told, heard.text, case)
    return [("utter_reply_wanted_person", facts)]


def stay_with(context: Context, tx: Transaction, case: Case) -> Says:
    """They want it to go where it goes: what was wanted before is taken back. The caller commits."""
    if wanted_at(tx, case) is not None:
        tx.cases.add_event(case.id, WANTED, context.now(), {"by": "customer", "contact": None})
    contact = tx.contacts.get(case.contact_id)
    address = contact.value if contact is not None else ""
    return [("utter_reply_stays", {"reference": case.reference, "address": address})]


def wanted_at(tx: Transaction, case: Case) -> Contact | None:
    """The contact that waits to be confirmed; ``None`` where none does."""
    events = [each for each in tx.cases.events(case.id) if each.code == WANTED]
    id = events[-1].data.get("contact") if events else None
    contact = tx.contacts.get(str(id)) if id else None
    return contact if contact is not None and contact.id != case.contact_id else None


def move_reply(context: Context, tx: Transaction, intake: Intake, case: Case) -> tuple[Intake, Says]:
    """After a code came back: if it is the one of the contact that waits, the reply goes there from now on, and both
    addresses are told. The caller commits."""
    contact = wanted_at(tx, case)
    if contact is None or contact.confirmed_at is None:
        return intake, []
    reply = {Question.REPLY_BY.value: contact.kind.value, Question.REPLY_ADDRESS.value: contact.value}
    moved = replace(intake, answers={**intake.answers, **reply})
    keep_details(context, tx, case, moved)
    tx.intakes.save(moved)
    facts = {"reference": case.reference, "address": contact.value}
    return moved, [("utter_reply_confirmed", facts)]


def _contact(context: Context, tx: Transaction, case: Case, kind: str, address: str) -> Contact:
    known = tx.contacts.find(case.conversation_id, kind, address)
    if known is not None:
        return known
    contact = Contact(context.new_id(), case.conversation_id, ContactKind(kind), address, context.now())
    tx.contacts.add(contact)
    return contact


def _same(contact: Contact, kind: str, address: str) -> bool:
    return contact.kind == kind and contact.value.casefold() == address.casefold()


def _shows(recognition: Recognition, kind: str, address: str) -> bool:
    value = recognition.contact_value
    return recognition.contact_kind == kind and value is not None and value.casefold() == address.casefold()

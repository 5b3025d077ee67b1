"""Open a case: case, first event, promise and mail in one transaction, once per intake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.decisions import reference
from bot.decisions.provider import Provider
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Case, CaseStatus, Contact, ContactKind, Intake, Promise
from bot.decisions.target import target
from bot.services.chat_adr import when_adr_opens
from bot.services.closing_words import contact_point_words, target_words
from bot.services.confirm_contact import send_code
from bot.services.context import Context
from bot.services.ports import Transaction

FIRST_STAGE = "first"


def open_case(context: Context, tx: Transaction, intake: Intake) -> Case:
    """The case of ``intake``, opened now if it is not there yet, and the customer told by mail. The caller commits.

    The clock runs from ``intake.began_at``, the customer's first complaining words. Needs a description
    and one way to reply (``questions.ready_to_open``); the database refuses a case without.
    """
    existing = tx.cases.by_intake(intake.id)
    if existing is not None:
        return existing
    case, contact = _open(context, tx, intake)
    if contact.kind is ContactKind.EMAIL:
        _mail(context, tx, case, contact)
        send_code(context, tx, contact, context.provider(case.provider), case.reference)
    return case


def _open(context: Context, tx: Transaction, intake: Intake) -> tuple[Case, Contact]:
    provider = context.provider(intake.provider)
    contact = _contact(context, tx, intake)
    aim = target(provider, FIRST_STAGE, intake.began_at, None, context.holidays)
    case = Case(
        id=context.new_id(),
        reference=_free_reference(context, tx),
        intake_id=intake.id,
        conversation_id=intake.conversation_id,
        provider=provider.slug,
        status=CaseStatus.OPEN,
        description=intake.answers[Question.DESCRIPTION],
        contact_id=contact.id,
        opened_at=context.now(),
        received_at=intake.began_at,
        stage=FIRST_STAGE,
        target_kind=aim.kind.value,
        due_on=aim.due_on,
        nation=aim.nation,
        details=details_of(intake),
        first_complained_on=first_complained_on(intake.answers),
    )
    tx.cases.add(case)
    tx.cases.add_event(
        case.id,
        "case.opened",
        context.now(),
        {"by": "assistant", "due_on": aim.due_on.isoformat(), "kind": aim.kind.value},
    )
    tx.promises.add(
        Promise(
            id=context.new_id(),
            conversation_id=intake.conversation_id,
            provider=provider.slug,
            kind=f"target.{aim.kind.value}",
            due_on=aim.due_on,
            made_at=context.now(),
            made_by="assistant",
            case_id=case.id,
        )
    )
    return case, contact


def keep_details(context: Context, tx: Transaction, case: Case, intake: Intake) -> Case:
    """Bring what was told since into the case, with an event that names what changed (not its content)."""
    details = details_of(intake)
    changed = sorted(key for key in details if details[key] != case.details.get(key))
    contact = _contact(context, tx, intake)
    kept = replace(
        case, details=details, first_complained_on=first_complained_on(intake.answers), contact_id=contact.id
    )
    if kept == case:
        return case
    tx.cases.save(kept)
    if contact.id != case.contact_id:
        changed.append("contact")
        if contact.kind is ContactKind.EMAIL:
            _mail(context, tx, kept, contact)
            send_code(context, tx, contact, context.provider(case.provider), case.reference)
    tx.cases.add_event(case.id, "case.details", context.now(), {"by": "customer", "changed": changed})
    return kept


def resolve_at_first_contact(context: Context, tx: Transaction, intake: Intake) -> Case:
    """A complaint that the customer says is sorted: a case all the same, resolved by their word, a summary sent."""
    existing = tx.cases.by_intake(intake.id)
    if existing is not None and existing.status is CaseStatus.RESOLVED:
        return existing
    case, contact = (existing, _contact(context, tx, intake)) if existing else _open(context, tx, intake)
    resolved = replace(case, status=CaseStatus.RESOLVED)
    tx.cases.save(resolved)
    tx.cases.add_event(
        case.id, "case.resolved", context.now(), {"by": "customer", "how": intake.answers.get("playbook")}
    )
    if contact.kind is ContactKind.EMAIL:
        facts = {
            "reference": case.reference,
            "name": _name(case),
            "happened": case.description,
            "sorted_by": context.words.text(f"utter_sorted_by_{intake.answers['playbook']}"),
        }
        _queue(
            context,
            tx,
            f"resolved-{case.id}",
            "resolved_summary",
            contact,
            context.provider(case.provider),
            facts,
        )
    return resolved


def details_of(intake: Intake) -> dict[str, Any]:
    """What the customer told, without what is only ours (keys that begin with an underscore) or kept elsewhere."""
    elsewhere = {
        Question.DESCRIPTION,
        Question.CODE,
        Question.REPLY_ADDRESS,
        "unsure_if_complaint",
        "complaining",
    }
    return {
        key: value
        for key, value in intake.answers.items()
        if not key.startswith("_") and key not in elsewhere
    }


def first_complained_on(answers: dict[str, Any]) -> date | None:
    """The earliest day that the customer's answer allows; ``None`` when they do not know or were not asked."""
    told = answers.get(Question.FIRST_TOLD_ON)
    return date.fromisoformat(told["from"]) if isinstance(told, dict) and told["from"] == told["to"] else None


def _contact(context: Context, tx: Transaction, intake: Intake) -> Contact:
    kind = ContactKind(intake.answers[Question.REPLY_BY])
    value = intake.answers[Question.REPLY_ADDRESS]
    known = tx.contacts.find(intake.conversation_id, kind.value, value)
    if known is not None:
        return known
    contact = Contact(context.new_id(), intake.conversation_id, kind, value, context.now())
    tx.contacts.add(contact)
    return contact


def _free_reference(context: Context, tx: Transaction) -> str:
    while True:
        made = reference.new(context.random)
        if tx.cases.by_reference(made) is None:
            return made


def _mail(context: Context, tx: Transaction, case: Case, contact: Contact) -> None:
    provider = context.provider(case.provider)
    _queue(
        context,
        tx,
        f"case-opened-{case.id}-{contact.id}",
        "case_opened",
        contact,
        provider,
        {
            "reference": case.reference,
            "name": _name(case),
            "description": case.description,
            "target_words": target_words(context, case, provider),
            "contact_point": contact_point_words(context, case.reference, provider),
            "adr_words": when_adr_opens(context, case),
        },
    )


def _queue(
    context: Context,
    tx: Transaction,
    key: str,
    template: str,
    contact: Contact,
    provider: Provider,
    facts: dict[str, Any],
) -> None:
    payload = {
        "template": template,
        "to": contact.value,
        "provider": provider.slug,
        "facts": {"provider": provider.name, **facts},
    }
    tx.outbox.add("mail", key, payload, context.now())


def _name(case: Case) -> str | None:
    name = case.details.get(Question.NAME)
    return name if name and name != UNKNOWN else None

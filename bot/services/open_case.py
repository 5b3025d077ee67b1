"""Open a case: case, first event, promises and mail in one transaction, once per intake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.decisions import reference
from bot.decisions.case_moves import moved
from bot.decisions.letter_record import LetterKind
from bot.decisions.playbook import PLAYBOOK
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Case, CaseStatus, Contact, ContactKind, Intake, Promise
from bot.decisions.target import FIRST_STAGE, stages_from_the_start, target
from bot.services.acknowledged import they_were_told
from bot.services.confirm_contact import send_code
from bot.services.context import Context
from bot.services.letters.draft import draft_letter
from bot.services.letters.issue import issue_letter
from bot.services.mail_words import mail_words
from bot.services.ports import Transaction
from bot.services.replaced_contact import REPLACED
from bot.services.same_day import put_notes_on_case
from bot.services.take_file import put_files_on_case


def open_case(
    context: Context, tx: Transaction, intake: Intake, *, ask_code: bool = True, shown: bool = True
) -> Case:
    """The case of ``intake``, opened now if it is not there yet, and the customer told by mail. The caller commits.

    ``ask_code``: a code goes to their e-mail address too, for which the chat or the form then asks. ``shown``: whether
    the same turn shows them the reference.

    The clock runs from ``intake.began_at``, the customer's first complaining words. Needs a description
    and one way to reply (``questions.ready_to_open``); the database refuses a case without.
    """
    existing = tx.cases.by_intake(intake.id)
    if existing is not None:
        return existing
    case, contact = _open(context, tx, intake)
    _promise_targets(context, tx, case)
    written = _write_to(context, tx, case, contact, ask_code)
    if (ask_code and shown) or written:  # the chat and the form show the reference, and the letter has it
        they_were_told(context, tx, case.conversation_id)
    return case


def keep_details(context: Context, tx: Transaction, case: Case, intake: Intake) -> Case:
    """Bring what was told since into the case, with an event that names what changed (not its content)."""
    details = details_of(intake)
    changed = sorted(key for key in details if details[key] != case.details.get(key))
    contact = _contact(context, tx, intake)
    kept = replace(
        case,
        description=intake.answers.get(Question.DESCRIPTION) or case.description,
        details=details,
        first_complained_on=first_complained_on(intake.answers),
        contact_id=contact.id,
    )
    if kept == case:
        return case
    tx.cases.save(kept)
    if contact.id != case.contact_id:
        changed.append("contact")
        _write_to(context, tx, kept, contact)
    data: dict[str, Any] = {"by": "customer", "changed": changed}
    before = tx.contacts.get(case.contact_id)
    if before is not None and before.id != contact.id and before.kind is contact.kind:
        data[REPLACED] = [before.id]
    tx.cases.add_event(case.id, "case.details", context.now(), data)
    return kept


def resolve_at_first_contact(context: Context, tx: Transaction, intake: Intake) -> Case:
    """A complaint that the customer says is sorted: a case all the same, resolved by their word, a summary sent.

    Nothing is promised any more: the targets of a case that was open already are settled.
    """
    existing = tx.cases.by_intake(intake.id)
    if existing is not None and existing.status is CaseStatus.RESOLVED:
        return existing
    case, contact = (existing, _contact(context, tx, intake)) if existing else _open(context, tx, intake)
    told = replace(case, details=details_of(intake), contact_id=contact.id)
    resolved = moved(told, CaseStatus.RESOLVED, context.now())
    tx.cases.save(resolved)
    tx.promises.settle(case.id, context.now())
    playbook = intake.answers.get(PLAYBOOK)
    tx.cases.add_event(case.id, "case.resolved", context.now(), {"by": "customer", "how": playbook})
    if contact.kind is not ContactKind.PHONE:
        summary = draft_letter(context, tx, resolved, LetterKind.FIRST_CONTACT_SUMMARY)
        issue_letter(context, tx, summary, by=None)
    return resolved


def details_of(intake: Intake) -> dict[str, Any]:
    """What the customer told, without what is only ours (keys that begin with an underscore) or kept elsewhere."""
    elsewhere = {
        Question.DESCRIPTION,
        Question.CODE,
        Question.REPLY_ADDRESS,
        Question.CHECK,
        Question.CHANGE,
        "unsure_if_complaint",
        "complaining",
    }
    return {
        key: value
        for key, value in intake.answers.items()
        if not key.startswith("_") and key not in elsewhere
    }


def first_complained_on(answers: dict[str, Any]) -> date | None:
    """The day if the customer named one; ``None`` for a rough time (``details`` holds the range) or none at all."""
    told = answers.get(Question.FIRST_TOLD_ON)
    return date.fromisoformat(told["from"]) if isinstance(told, dict) and told["from"] == told["to"] else None


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
    opened = {"by": "assistant", "due_on": aim.due_on.isoformat(), "kind": aim.kind.value}
    tx.cases.add_event(case.id, "case.opened", context.now(), opened)
    put_notes_on_case(context, tx, case)
    put_files_on_case(context, tx, case)
    return case, contact


def _promise_targets(context: Context, tx: Transaction, case: Case) -> None:
    """A row for every dated target that the closing words name."""
    provider = context.provider(case.provider)
    for stage in stages_from_the_start(provider):
        aim = target(provider, stage, case.received_at, None, context.holidays)
        promise = Promise(
            id=context.new_id(),
            conversation_id=case.conversation_id,
            provider=provider.slug,
            kind=f"target.{aim.kind.value}",
            due_on=aim.due_on,
            made_at=context.now(),
            made_by="assistant",
            case_id=case.id,
        )
        tx.promises.add(promise)


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


def _write_to(context: Context, tx: Transaction, case: Case, contact: Contact, ask_code: bool = True) -> bool:
    """The letter and, until the address is confirmed, a code: both within the number of codes that one chat may send,
    so that nobody can use us to write to strangers. The story is not in the letter: the address may be a slip. Whether
    a letter goes comes back."""
    if contact.kind is not ContactKind.EMAIL:
        return False
    provider = context.provider(case.provider)
    unconfirmed = ask_code and contact.confirmed_at is None
    if unconfirmed and not send_code(context, tx, contact, provider, case.reference):
        return False
    key = f"case-opened-{case.id}-{contact.id}"
    _queue(context, tx, key, "case_opened", case, contact, mail_words(context, case))
    return True


def _queue(
    context: Context,
    tx: Transaction,
    key: str,
    template: str,
    case: Case,
    contact: Contact,
    facts: dict[str, Any],
) -> None:
    provider = context.provider(case.provider)
    name = case.details.get(Question.NAME)
    common = {
        "provider": provider.name,
        "reference": case.reference,
        "name": _greeted(name) if name and name != UNKNOWN else None,
    }
    payload = {
        "template": template,
        "to": contact.value,
        "provider": provider.slug,
        "facts": {**common, **facts},
    }
    tx.outbox.add("mail", key, payload, context.now(), case.conversation_id)


def _greeted(name: str) -> str:
    """The name after "Hello": without the firm or the place behind a comma ("Ruth Adeyemi, from Hope Kitchen")."""
    return name.split(",")[0].strip() or name

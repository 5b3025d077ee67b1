"""What follows for a case from a letter that was issued: an answer, a promise, the way to the scheme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.decisions.case_moves import moved
from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.provider import TargetKind
from bot.decisions.records import Agent, Case, CaseStatus, Promise
from bot.services.acknowledged import they_were_answered, they_were_told
from bot.services.agent_promise import EVENT as PROMISED
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.chat_adr import ADR_LETTER_ISSUED, DEADLOCK_ISSUED
from bot.services.context import Context
from bot.services.desk.late_promise import ASSISTANT, give_another_day
from bot.services.ports import Transaction
from bot.services.refused_offer import OFFERED

_TARGETS = (f"target.{TargetKind.RESPOND}", f"target.{TargetKind.RESOLVE}")
_SCHEME = {LetterKind.ADR_DEADLOCK: DEADLOCK_ISSUED, LetterKind.ADR_END_OF_WAIT: ADR_LETTER_ISSUED}


def follow(context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None) -> None:
    """The caller commits. Every letter tells the customer that the provider has the complaint."""
    they_were_told(context, tx, case.conversation_id)
    if letter.kind is LetterKind.ACKNOWLEDGEMENT:
        _promise_the_next_word(context, tx, case, letter, by)
    elif letter.kind is LetterKind.HOLDING:
        _promise_the_new_date(context, tx, case, letter, by)
    elif letter.kind is LetterKind.OUTCOME:
        _answered(context, tx, case, letter, by)
    elif letter.kind in _SCHEME:
        _opens_the_scheme(tx, case, letter)
    if letter.kind in (LetterKind.ADR_DEADLOCK, LetterKind.CANNOT_RESOLVE):
        # It was the final answer: no target of the provider's own runs any more. What a person promised stays.
        tx.promises.settle(case.id, context.now(), but=(AGENT_PROMISE,))


def _promise_the_new_date(
    context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None
) -> None:
    """The targets that come earlier have that day instead; without any, it is a promise of its own."""
    new, why = date.fromisoformat(letter.fields["new_date"]), " ".join(str(letter.fields["reason"]).split())
    standing = [
        each
        for each in tx.promises.of_case(case.id)
        if each.kind in _TARGETS and each.kept_at is None and each.moved_to is None
    ]
    for each in standing:
        if each.due_on < new:
            give_another_day(context, tx, by, case, each, new, why)
    if not standing:
        _promise(context, tx, case, new, by)


def _promise_the_next_word(
    context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None
) -> None:
    """A day that somebody chose is a promise like any other, unless something was promised for that day already."""
    chosen = letter.fields.get("next_by")
    if chosen is None:
        return
    day = date.fromisoformat(chosen)
    if not any(each.due_on == day and each.kept_at is None for each in tx.promises.of_case(case.id)):
        _promise(context, tx, case, day, by)


def _promise(context: Context, tx: Transaction, case: Case, on: date, by: Agent | None) -> None:
    promise = Promise(
        id=context.new_id(),
        conversation_id=case.conversation_id,
        provider=case.provider,
        kind=AGENT_PROMISE,
        due_on=on,
        made_at=context.now(),
        made_by=by.id if by else ASSISTANT,
        case_id=case.id,
    )
    tx.promises.add(promise)
    what = context.letters.phrase("hear_from_us")
    data = {"what": what, "due_on": on.isoformat(), "promise": promise.id}
    tx.cases.add_event(case.id, PROMISED, context.now(), {**_who(by), **data})


def _answered(context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None) -> None:
    """The case waits for the customer's word, as with an outcome that was offered in the chat."""
    fields = letter.fields
    outcome = str(fields.get("offer") or "")
    if fields.get("decision") == "reject" or not outcome:
        outcome = context.letters.phrase("not_agreed", why=str(fields.get("why", "")))
    they_were_answered(context, tx, case)
    tx.cases.save(moved(case, CaseStatus.OUTCOME_OFFERED, context.now()))
    tx.cases.add_event(case.id, OFFERED, context.now(), {**_who(by), "outcome": outcome})
    data = {"reference": case.reference}
    tx.audit.add(context.now(), OFFERED, f"case:{case.id}", by.id if by else None, case.provider, data)


def _opens_the_scheme(tx: Transaction, case: Case, letter: LetterRecord) -> None:
    """Kept with the answers, from which every answer about the scheme is worked out. The first letter counts: a second
    one gives nobody more time."""
    key, on = _SCHEME[letter.kind], letter.issued_on
    if on is None or case.details.get(key):
        return
    issued = {key: on.isoformat()}
    tx.cases.save(replace(case, details={**case.details, **issued}))
    intake = tx.intakes.get(case.intake_id)
    if intake is not None:
        tx.intakes.save(replace(intake, answers={**intake.answers, **issued}))


def _who(by: Agent | None) -> dict[str, str]:
    return {"by": "agent", "agent": by.name} if by else {"by": ASSISTANT}

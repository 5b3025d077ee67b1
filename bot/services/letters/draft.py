"""Draft a letter to the customer of a case, from what is on record and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.decisions.errors import Refused
from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.letters import may_be_written
from bot.decisions.records import Agent, Case
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.letters.known import known_of
from bot.services.letters.write import kept_fields, write
from bot.services.ports import Transaction

DRAFTED: Final = "letter.drafted"
"""In the audit trail of the case; its data: ``kind``."""


def draft_letter(
    context: Context,
    tx: Transaction,
    case: Case,
    kind: LetterKind,
    *,
    by: Agent | None = None,
    fields: Mapping[str, Any] = {},
    supersedes: str | None = None,
) -> LetterRecord:
    """A draft of ``kind``. A case has one draft of a kind: again writes it anew, with the same id. The caller commits.

    ``by``: the agent who writes, ``None`` for the assistant. ``fields``: what was filled in (``letters.FIELDS``); what
    is on record stands where a box is left out. With "we cannot resolve it" comes a draft of the letter about the
    scheme (``goes_with``). ``supersedes``: the id of the issued letter in whose place it is written.

    Raises ``NotYours``; ``WrongFields`` naming all that is missing; ``Refused`` where such a letter has no place.
    """
    if by is not None:
        must(by, case.provider)
    if not may_be_written(kind, case.status):
        raise Refused("This case is at a point where such a letter has no place. Nothing was written.")
    known = known_of(context, tx, case, by)
    words = write(context, kind, known, fields)
    before = next(
        (each for each in tx.letters.of_case(case.id) if each.kind is kind and not each.is_issued), None
    )
    letter = LetterRecord(
        id=before.id if before else context.new_id(),
        case_id=case.id,
        conversation_id=case.conversation_id,
        provider=case.provider,
        kind=kind,
        subject=words.subject,
        body=words.body,
        drafted_at=context.now(),
        drafted_by=by.id if by else None,
        fields=kept_fields(kind, known, fields),
        supersedes=supersedes or (before.supersedes if before else None),
    )
    if supersedes is not None:
        _replaced(tx, case, supersedes)
    if kind is LetterKind.CANNOT_RESOLVE:
        with_it = draft_letter(context, tx, case, LetterKind.ADR_DEADLOCK, by=by, fields=_scheme(fields))
        letter = replace(letter, goes_with=with_it.id)
    if before is None:
        tx.letters.add(letter)
    else:
        tx.letters.save(letter)
    data = {"reference": case.reference, "kind": kind.value}
    tx.audit.add(context.now(), DRAFTED, f"case:{case.id}", by.id if by else None, case.provider, data)
    return letter


def _scheme(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in ("complaint", "done", "outcome", "why") if name in fields}


def _replaced(tx: Transaction, case: Case, id: str) -> None:
    """Only an issued letter of this case can be replaced."""
    old = tx.letters.get(id)
    if old is None or old.case_id != case.id or not old.is_issued:
        raise Refused("The letter to be replaced is not among the issued letters of this case.")

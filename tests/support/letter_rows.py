"""Letters of a case, drafted and issued."""

from __future__ import annotations

from typing import Any

from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.records import Agent, Case
from bot.services.context import Context
from bot.services.letters.draft import draft_letter
from bot.services.letters.issue import issue_letter

FILLED: dict[LetterKind, dict[str, Any]] = {
    LetterKind.ACKNOWLEDGEMENT: {},
    LetterKind.HOLDING: {
        "reason": "The engineer has to climb the mast, and the wind is too strong.",
        "new_date": "2026-12-03",
    },
    LetterKind.OUTCOME: {
        "found": "We found that you were charged twice.",
        "decision": "accept",
        "offer": "We pay £45 back to you.",
        "why": "The second bill was our mistake.",
    },
    LetterKind.CANNOT_RESOLVE: {
        "done": "We tested the line twice.",
        "outcome": "We will not pay for the days before 9 November.",
        "why": "The line was in order until then.",
    },
    LetterKind.ADR_DEADLOCK: {
        "done": "We tested the line twice.",
        "outcome": "We will not pay for the days before 9 November.",
        "why": "The line was in order until then.",
    },
    LetterKind.ADR_END_OF_WAIT: {},
}


def draft(
    context: Context, case: Case, kind: LetterKind, by: Agent | None = None, **fields: Any
) -> LetterRecord:
    with context.store.write() as tx:
        now = tx.cases.get(case.id)
        assert now is not None
        letter = draft_letter(context, tx, now, kind, by=by, fields={**FILLED.get(kind, {}), **fields})
        tx.commit()
    return letter


def issue(context: Context, letter: LetterRecord, by: Agent | None = None) -> LetterRecord:
    with context.store.write() as tx:
        issued = issue_letter(context, tx, letter, by=by)
        tx.commit()
    return issued


def confirm(context: Context, case: Case) -> None:
    with context.store.write() as tx:
        tx.contacts.confirm(case.contact_id, context.now())
        tx.commit()

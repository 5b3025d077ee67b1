"""The letters of a case, for those who work it and for its customer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.records import Agent, Case
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.ports import Transaction


@dataclass(frozen=True)
class LetterRow:
    """One letter. ``day``: when it was issued or, for a draft, begun; in words. ``by``: the name of who did.
    ``replaced_by``: the number of the letter that was issued in its place."""

    id: str
    kind: LetterKind
    number: str | None
    subject: str
    day: str
    by: str
    goes: tuple[str, ...]
    replaced_by: str | None = None


def letters_of(context: Context, tx: Transaction, case: Case) -> list[LetterRow]:
    """In the order in which they were begun."""
    return [_row(context, tx, each, tx.letters.of_case(case.id)) for each in tx.letters.of_case(case.id)]


def issued_of(tx: Transaction, case: Case) -> list[LetterRecord]:
    """The issued letters of a case by their numbers."""
    issued = [each for each in tx.letters.of_case(case.id) if each.is_issued and each.page]
    return sorted(issued, key=lambda each: (each.year or 0, each.serial or 0))


def letter_for(tx: Transaction, agent: Agent, reference: str, id: str) -> tuple[Case, LetterRecord]:
    """A letter of a case that is theirs to see. Raises ``NotYours`` for what is not there too."""
    case = tx.cases.by_reference(reference)
    letter = tx.letters.get(id)
    if case is None or letter is None or letter.case_id != case.id:
        raise NotYours("There is nothing here that you may see.")
    must(agent, case.provider)
    return case, letter


def _row(context: Context, tx: Transaction, letter: LetterRecord, others: list[LetterRecord]) -> LetterRow:
    at, who = letter.issued_at or letter.drafted_at, letter.issued_by or letter.drafted_by
    agent = tx.agents.get(who) if who else None
    newer = next((each for each in others if each.supersedes == letter.id and each.is_issued), None)
    return LetterRow(
        id=letter.id,
        kind=letter.kind,
        number=letter.number,
        subject=letter.subject,
        day=context.day(letter.issued_on or at.date()),
        by=agent.name if agent else "",
        goes=tuple(way.value for way in letter.goes),
        replaced_by=newer.number if newer else None,
    )

"""What an agent does with the letters of a case, each in a unit of work of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.decisions.letter_marks import Sheet, blocks
from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.letters import may_be_written, on_record
from bot.decisions.records import Agent, Case
from bot.services.context import Context
from bot.services.desk.permission import case_for
from bot.services.desk.wrong_fields import WrongFields
from bot.services.letters.draft import draft_letter
from bot.services.letters.drop import drop_letter
from bot.services.letters.edit import edit_letter
from bot.services.letters.head import head_of
from bot.services.letters.issue import issue_letter
from bot.services.letters.known import known_of
from bot.services.letters.list import LetterRow, letter_for, letters_of
from bot.services.letters.preview import Looked, look_at


@dataclass(frozen=True)
class ToWrite:
    """``kinds``: the letters that have a place now. ``filled``: what is on record for the boxes of the chosen one, days
    as ``date``s."""

    case: Case
    kinds: tuple[LetterKind, ...]
    filled: dict[str, Any]
    drafts: tuple[LetterRow, ...]


@dataclass(frozen=True)
class Opened:
    """``sheet``: the letter as it stands, to be shown. ``old``: why a draft cannot be sent as it is, as its days have
    passed. ``with_it``: the letter that goes with it."""

    case: Case
    letter: LetterRecord
    row: LetterRow
    sheet: Sheet
    looked: Looked | None
    old: str = ""
    with_it: LetterRow | None = None


def to_write(context: Context, agent: Agent, reference: str, kind: LetterKind | None) -> ToWrite:
    """What a letter can be begun with. Raises ``NotYours``."""
    with context.store.read() as tx:
        case = case_for(tx, agent, reference)
        kinds = tuple(each for each in LetterKind if may_be_written(each, case.status))
        filled = on_record(kind, known_of(context, tx, case, agent)) if kind else {}
        drafts = tuple(row for row in letters_of(context, tx, case) if row.number is None)
        return ToWrite(case, kinds, filled, drafts)


def begin(
    context: Context,
    agent: Agent,
    reference: str,
    kind: LetterKind,
    fields: Mapping[str, Any],
    supersedes: str | None = None,
) -> LetterRecord:
    """Raises ``NotYours``, and as ``draft_letter``."""
    with context.store.write() as tx:
        case = case_for(tx, agent, reference)
        letter = draft_letter(context, tx, case, kind, by=agent, fields=fields, supersedes=supersedes)
        tx.commit()
    return letter


def open_letter(context: Context, agent: Agent, reference: str, id: str) -> Opened:
    """A letter to be read, edited or issued. Raises ``NotYours``."""
    with context.store.read() as tx:
        case, letter = letter_for(tx, agent, reference, id)
        rows = {row.id: row for row in letters_of(context, tx, case)}
        looked, old = None, ""
        try:
            looked = look_at(context, tx, case, letter, agent)
        except WrongFields as error:
            old = str(error)
        shown = looked.letter if looked else letter
        head = head_of(context, tx, case, shown, None if letter.is_issued else agent)
        sheet = Sheet(head, shown.subject, blocks(shown.body), not letter.is_issued)
        with_it = rows.get(letter.goes_with or "")
        return Opened(case, shown, rows[letter.id], sheet, looked, old, with_it)


def change(context: Context, agent: Agent, reference: str, id: str, subject: str, body: str) -> LetterRecord:
    """Raises ``NotYours``, and as ``edit_letter``."""
    with context.store.write() as tx:
        _, letter = letter_for(tx, agent, reference, id)
        edited = edit_letter(context, tx, letter, by=agent, subject=subject, body=body)
        tx.commit()
    return edited


def send(context: Context, agent: Agent, reference: str, id: str) -> LetterRecord:
    """Raises ``NotYours``, and as ``issue_letter``."""
    with context.store.write() as tx:
        _, letter = letter_for(tx, agent, reference, id)
        issued = issue_letter(context, tx, letter, by=agent)
        tx.commit()
    return issued


def throw_away(context: Context, agent: Agent, reference: str, id: str) -> None:
    """Raises ``NotYours``, and as ``drop_letter``."""
    with context.store.write() as tx:
        _, letter = letter_for(tx, agent, reference, id)
        drop_letter(context, tx, letter, by=agent)
        tx.commit()

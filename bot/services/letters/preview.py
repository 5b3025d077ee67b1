"""How a letter would look today, and what to see to before it is issued."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.decisions.letter_check import Must, hard_words, left_out, musts
from bot.decisions.letter_marks import Sheet, blocks
from bot.decisions.letter_record import ABOUT_THE_SCHEME, LetterKind, LetterRecord, Way
from bot.decisions.letters import Known
from bot.decisions.records import Agent, Case
from bot.services.context import Context
from bot.services.letters.head import head_of
from bot.services.letters.known import first_on, known_of, wait_ends_on
from bot.services.letters.scheme import not_confirmed
from bot.services.letters.ways import ways_of
from bot.services.letters.write import days_in, with_todays_limit, write
from bot.services.ports import Transaction


@dataclass(frozen=True)
class Looked:
    """``page``: the letter as HTML, marked as a draft until it is issued. ``gone``: what was edited out of it and must
    stand in it; ``early``: a sentence where it may not go yet; while there is any, it is not issued. ``hard``: words
    that are hard to read; ``unsure``: facts to make sure of. ``goes``: how it will go."""

    letter: LetterRecord
    page: str
    gone: tuple[str, ...] = ()
    early: str = ""
    hard: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    goes: tuple[Way, ...] = ()


def look_at(
    context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None = None
) -> Looked:
    """An issued letter is shown as it was issued. Raises ``WrongFields`` for a draft whose days have passed."""
    if letter.page is not None:
        return Looked(letter, letter.page, goes=letter.goes)
    known = known_of(context, tx, case, by or _drafter(tx, letter))
    today = as_of_today(context, letter, known)
    return Looked(
        letter=today,
        page=context.letters.page(sheet_of(context, tx, case, today, by, draft=True)),
        gone=tuple(each.what for each in missing_in(context, today, known)),
        early=too_early(context, case, letter.kind),
        hard=tuple(hard_words(today.body, context.rules.at("letter_words_to_avoid", context.today()).value)),
        unsure=not_confirmed(
            context,
            context.provider(case.provider),
            context.today(),
            in_full=letter.kind in ABOUT_THE_SCHEME,
            first_on=first_on(case),
        ),
        goes=ways_of(tx, case, letter.kind),
    )


def as_of_today(context: Context, letter: LetterRecord, known: Known) -> LetterRecord:
    """A draft that nobody edited is written anew from its fields, so that its days are right; in an edited one the day
    to apply by is. Raises ``WrongFields`` for one whose days have passed meanwhile."""
    fresh = write(context, letter.kind, known, letter.fields)
    if letter.edited_at is None:
        return replace(letter, subject=fresh.subject, body=fresh.body)
    return replace(letter, body=with_todays_limit(letter, known))


def missing_in(context: Context, letter: LetterRecord, known: Known) -> list[Must]:
    """What must stand in the words and does not."""
    needed = context.rules.at("adr_letter_needs", context.today()).value
    return left_out(letter.body, musts(letter.kind, known.scheme, days_in(letter, known), needed))


def too_early(context: Context, case: Case, kind: LetterKind) -> str:
    """Why it may not go yet; empty where it may."""
    ends = wait_ends_on(context, case)
    if kind is LetterKind.ADR_END_OF_WAIT and context.today() < ends:
        day = context.day(ends)
        return f"The waiting time is over on {day}. This letter says that it is, so it waits for that day."
    return ""


def sheet_of(
    context: Context,
    tx: Transaction,
    case: Case,
    letter: LetterRecord,
    by: Agent | None,
    *,
    draft: bool = False,
) -> Sheet:
    return Sheet(head_of(context, tx, case, letter, by), letter.subject, blocks(letter.body), draft)


def _drafter(tx: Transaction, letter: LetterRecord) -> Agent | None:
    return tx.agents.get(letter.drafted_by) if letter.drafted_by else None

"""Issue a letter: from now on it stays as it is, has its number, and goes to the customer."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.errors import Refused
from bot.decisions.letter_marks import LetterHead, Sheet, blocks, plain
from bot.decisions.letter_record import LetterKind, LetterRecord, digest_of, number_of
from bot.decisions.letters import may_be_written
from bot.decisions.provider import Provider
from bot.decisions.records import Agent, Case
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.letters.follow import follow
from bot.services.letters.head import head_of
from bot.services.letters.known import ISSUED, known_of
from bot.services.letters.preview import as_of_today, missing_in, too_early
from bot.services.letters.send import send_letter
from bot.services.letters.ways import ways_of
from bot.services.ports import Transaction

ASSISTANT: Final = "assistant"


def issue_letter(
    context: Context, tx: Transaction, letter: LetterRecord, *, by: Agent | None
) -> LetterRecord:
    """The letter as it was issued, queued in the outbox, with all that follows for the case; the caller commits.

    ``by``: the agent who issues it, ``None`` for the assistant. One that was issued comes back as it is: it is issued
    once. The letter that goes with it is issued right after it.

    Raises ``NotYours``; ``WrongFields`` where a day has passed since it was drafted, or where something was edited out
    that must stand in it; ``Refused`` where it may not go yet, or has no place any more.
    """
    if by is not None:
        must(by, letter.provider)
    kept = tx.letters.get(letter.id)
    if kept is None:
        raise Refused("There is no such letter any more.")
    if kept.is_issued:
        return kept
    case = tx.cases.get(kept.case_id)
    if case is None or not may_be_written(kept.kind, case.status):
        raise Refused("This case is at a point where such a letter has no place. Nothing was sent.")
    with_it = tx.letters.get(kept.goes_with) if kept.goes_with else None
    if kept.kind is LetterKind.CANNOT_RESOLVE and with_it is None:
        raise Refused(
            "The letter about the scheme goes with this one, and there is none. Write this one anew."
        )
    issued = _issue(context, tx, case, kept, by)
    if with_it is not None and not with_it.is_issued:
        issue_letter(context, tx, with_it, by=by)
    return issued


def _issue(
    context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None
) -> LetterRecord:
    drafter = tx.agents.get(letter.drafted_by) if letter.drafted_by else None
    known = known_of(context, tx, case, by or drafter)
    if said := too_early(context, case, letter.kind):
        raise Refused(said)
    today = as_of_today(context, letter, known)
    if gone := missing_in(context, today, known):
        raise WrongFields([("body", f"{_beginning(each.what)} is missing: “{each.words}”.") for each in gone])
    year = context.today().year
    serial = tx.letters.next_serial(case.provider, year)
    number = number_of(prefix_of(context.provider(case.provider)), year, serial)
    numbered = replace(today, number=number, year=year, serial=serial)
    head = head_of(context, tx, case, numbered, by)
    sheet = Sheet(head, numbered.subject, blocks(numbered.body))
    page, text = context.letters.page(sheet), plain(sheet)
    issued = replace(
        numbered,
        issued_at=context.now(),
        issued_on=context.today(),
        issued_by=by.id if by else None,
        page=page,
        text=text,
        sha256=digest_of(page, text),
        goes=ways_of(tx, case, letter.kind),
    )
    tx.letters.save(issued)
    _on_record(context, tx, case, issued, by)
    follow(context, tx, case, issued, by)
    send_letter(context, tx, case, issued, mail_text(head, issued))
    return issued


def prefix_of(provider: Provider) -> str:
    """The profile's own; else the slug in capitals, as no two providers have the same."""
    return provider.letters.prefix if provider.letters else provider.slug.replace("-", "").upper()


def mail_text(head: LetterHead, letter: LetterRecord) -> str:
    """The letter as the body of a mail, whose head has the addresses and the title."""
    return plain(Sheet(head, letter.subject, blocks(letter.body)), with_addresses=False)


def _on_record(context: Context, tx: Transaction, case: Case, letter: LetterRecord, by: Agent | None) -> None:
    who = {"by": "agent", "agent": by.name} if by else {"by": ASSISTANT}
    facts = {
        "letter": letter.id,
        "kind": letter.kind.value,
        "number": letter.number,
        "goes": [way.value for way in letter.goes],
    }
    tx.cases.add_event(case.id, ISSUED, context.now(), {**who, **facts})
    data = {"reference": case.reference, "kind": letter.kind.value, "what": letter.number}
    tx.audit.add(context.now(), ISSUED, f"case:{case.id}", by.id if by else None, case.provider, data)


def _beginning(what: str) -> str:
    return what[:1].upper() + what[1:]

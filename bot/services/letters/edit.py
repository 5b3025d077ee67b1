"""Change the words of a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.letter_record import LetterRecord
from bot.decisions.records import Agent
from bot.decisions.redaction import clean
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.ports import Transaction

MOST: Final = 20_000
"""Characters of a letter; about eight pages."""


def edit_letter(
    context: Context, tx: Transaction, letter: LetterRecord, *, by: Agent, subject: str, body: str
) -> LetterRecord:
    """The draft with those words; the caller commits. Whether all is in it that must be is looked at when it is issued.

    Raises ``NotYours``, ``WrongFields``; ``Refused`` for a letter that was issued.
    """
    must(by, letter.provider)
    title, words, wrong = " ".join(subject.split()), body.replace("\r\n", "\n").strip(), []
    if not title:
        wrong.append(("subject", "The title is missing."))
    if not words:
        wrong.append(("body", "The letter has no words."))
    elif len(words) > MOST:
        wrong.append(("body", f"The letter is too long: {len(words):,} characters, and {MOST:,} at most."))
    if wrong:
        raise WrongFields(wrong)
    if (clean(title), clean(words)) == (letter.subject, letter.body.strip()):
        return letter
    edited = replace(
        letter, subject=clean(title), body=f"{clean(words)}\n", edited_at=context.now(), edited_by=by.id
    )
    tx.letters.save(edited)
    return edited

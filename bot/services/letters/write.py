"""The words of a letter: made of what is on record and of what an agent filled in, or what is missing for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.decisions.letter_marks import day_of
from bot.decisions.letter_record import ABOUT_THE_SCHEME, LetterKind, LetterRecord
from bot.decisions.letters import COMPLAINT, FIELDS, Incomplete, Known, Wrong, facts_of
from bot.decisions.mail import Letter
from bot.decisions.redaction import clean
from bot.services.context import Context
from bot.services.desk.wrong_fields import WrongFields

APPLY_BY: Final = "_apply_by"
"""Key of ``fields``: the day (ISO) to apply by that stands in the draft."""

_WORDS: Final[Mapping[tuple[str, Wrong], str]] = {
    ("complaint", "missing"): "The complaint is missing. Write what it is about.",
    ("next_by", "missing"): "The day is missing: by when do they hear from you again?",
    ("next_by", "passed"): "That day has passed. Give a day to come.",
    ("reason", "missing"): "The reason is missing. Write why you need more time: the customer reads it.",
    ("new_date", "missing"): "The new date is missing, such as 3 December 2026 or Friday.",
    ("new_date", "passed"): "The new date must be a day to come.",
    ("found", "missing"): "What you found is missing.",
    ("decision", "missing"): "The decision is missing. Say whether you agree with the complaint.",
    ("decision", "not_one_of"): "Say whether you agree with the complaint: yes, in part, or no.",
    ("offer", "missing"): "The offer is missing. Write what you do for the customer.",
    ("why", "missing"): "The reason is missing. Write why: the customer reads it.",
    ("done", "missing"): "What was done so far is missing.",
    ("outcome", "missing"): "What you decided is missing.",
    (
        "expected",
        "missing",
    ): "No day could be read here. Give one such as 3 December 2026, or leave it empty.",
    ("expected", "passed"): "The day of your answer must be a day to come.",
}


def write(context: Context, kind: LetterKind, known: Known, fields: Mapping[str, Any]) -> Letter:
    """``fields``: words, choices, and days as ``date`` or ISO text. Raises ``WrongFields``, which names all that is
    missing, and ``BrokenWording``."""
    facts = facts_of(kind, known, {name: _read(name, kind, value) for name, value in fields.items()})
    if isinstance(facts, Incomplete):
        raise WrongFields([(name, _WORDS[name, wrong]) for name, wrong in facts.faults])
    made = context.letters.words(kind, facts)
    return Letter(clean(made.subject), clean(made.body))


def kept_fields(kind: LetterKind, known: Known, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, fit to be kept as JSON, with the days that the words are made with."""
    names = {field.name for field in (COMPLAINT, *FIELDS[kind])}
    kept: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
        if name in names and value not in (None, "")
    }
    if kind in ABOUT_THE_SCHEME:
        kept[APPLY_BY] = known.apply_by.isoformat()
    return kept


def with_todays_limit(letter: LetterRecord, known: Known) -> str:
    """The words of a letter that somebody edited, with the day to apply by counted from today: it was counted from the
    day of the draft."""
    before = letter.fields.get(APPLY_BY)
    if before is None:
        return letter.body
    return letter.body.replace(day_of(date.fromisoformat(before)), day_of(known.apply_by))


def days_in(letter: LetterRecord, known: Known) -> list[tuple[str, str]]:
    """The days that must stand in the words, each with what it is for."""
    named = {
        "next_by": "the day when they hear from you",
        "new_date": "the new date",
        "expected": "the day of the answer",
    }
    found = []
    for field in FIELDS[letter.kind]:
        value = letter.fields.get(field.name)
        if field.kind == "day" and isinstance(value, str):
            found.append((named[field.name], day_of(date.fromisoformat(value))))
    if letter.kind is LetterKind.ACKNOWLEDGEMENT and not found and known.next_by is not None:
        found.append((named["next_by"], day_of(known.next_by)))
    if letter.kind is LetterKind.ADR_DEADLOCK:
        found.append(("the day to apply by", day_of(known.apply_by)))
    return found


def _read(name: str, kind: LetterKind, value: Any) -> Any:
    """A day that was kept as ISO text is a day again; a day that could not be read stays what it is, and is refused."""
    dated = any(field.name == name and field.kind == "day" for field in FIELDS[kind])
    if dated and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value

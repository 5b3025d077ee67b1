"""What each letter of a provider says, decided from what is on record and what an agent filled in. Pure.

What is missing is named, and never made up: ``facts_of`` gives the facts of a letter, or ``Incomplete``. The words
stand in the templates (``bot/printed/letters``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from bot.decisions.letter_marks import day_of, quoted
from bot.decisions.letter_record import LetterKind
from bot.decisions.records import CaseStatus

Decision = Literal["accept", "part", "reject"]
DECISIONS: Final = ("accept", "part", "reject")


@dataclass(frozen=True)
class Field:
    """One box that an agent fills in. ``record``: what is on record stands in it where they leave it empty."""

    name: str
    kind: Literal["words", "day", "choice"] = "words"
    required: bool = True
    record: bool = False


FIELDS: Final[Mapping[LetterKind, tuple[Field, ...]]] = {
    LetterKind.ACKNOWLEDGEMENT: (Field("next_by", "day", record=True),),
    LetterKind.HOLDING: (Field("reason"), Field("new_date", "day"), Field("done", required=False)),
    LetterKind.OUTCOME: (
        Field("found"),
        Field("decision", "choice"),
        Field("offer", required=False, record=True),
        Field("why"),
    ),
    LetterKind.CANNOT_RESOLVE: (
        Field("done"),
        Field("outcome", record=True),
        Field("why"),
        Field("offer", required=False),
    ),
    LetterKind.ADR_DEADLOCK: (Field("done"), Field("outcome", record=True), Field("why")),
    LetterKind.ADR_END_OF_WAIT: (
        Field("done", record=True),
        Field("why", record=True),
        Field("expected", "day", required=False),
    ),
    LetterKind.FIRST_CONTACT_SUMMARY: (),
}
"""The boxes of each letter, in order. ``complaint``, the complaint in specific terms, is one of all of them."""
COMPLAINT: Final = Field("complaint", record=True)


@dataclass(frozen=True)
class SchemeFacts:
    """The ADR scheme of the provider as it is told to a customer. ``months`` to apply within; ``orders``: what it can
    tell the provider to do; ``cap`` in pounds."""

    name: str
    full_name: str
    does: str
    approved: str
    independent: str
    cost: str
    who_can: str
    how_to_apply: str
    binds: str
    url: str
    phone: str | None
    email: str | None
    post: tuple[str, ...]
    have_ready: tuple[str, ...]
    orders: tuple[str, ...]
    cap: str
    months: int


@dataclass(frozen=True)
class Known:
    """What is on record of a case on the day of the letter. Dates are London dates.

    ``told_on``: when they first told the provider, where that is one day. ``next_by``: the nearest day that was
    promised and has not passed. ``offer``: what was offered last, in the words of whoever offered it. ``done``: what
    happened so far, and ``why``: why it is still open; each a whole sentence. ``apply_by``: the last safe day to go to
    the scheme, counted from today. ``adr``: from when they may go, in sentences. ``sorted_by``: how it was sorted.
    """

    provider: str
    reference: str
    today: date
    name: str | None
    description: str
    received_on: date
    told_on: date | None
    owner: str | None
    reply_how: str
    contact_point: str
    adr: str
    scheme: SchemeFacts
    apply_by: date
    next_by: date | None = None
    offer: str | None = None
    done: tuple[str, ...] = ()
    why: str | None = None
    sorted_by: str | None = None


@dataclass(frozen=True)
class Common:
    """What every letter has."""

    provider: str
    reference: str
    name: str | None
    complaint: str
    received_on: str
    told_on: str | None
    owner: str | None
    contact_point: str
    adr: str


@dataclass(frozen=True)
class AcknowledgementFacts(Common):
    """``next_by`` is when they hear again, ``next_how`` in which way ("by e-mail")."""

    next_by: str
    next_how: str


@dataclass(frozen=True)
class HoldingFacts(Common):
    reason: str
    new_date: str
    done: str | None


@dataclass(frozen=True)
class OutcomeFacts(Common):
    """``offer`` is there unless the complaint is not accepted."""

    found: str
    decision: Decision
    offer: str | None
    why: str
    scheme: SchemeFacts


@dataclass(frozen=True)
class CannotResolveFacts(Common):
    """``offer``: what still stands, if anything."""

    done: str
    outcome: str
    why: str
    offer: str | None
    scheme: SchemeFacts


@dataclass(frozen=True)
class DeadlockFacts(Common):
    done: str
    outcome: str
    why: str
    scheme: SchemeFacts
    apply_by: str


@dataclass(frozen=True)
class EndOfWaitFacts(Common):
    """``expected``: when an answer is expected, if that is known. ``apply_by`` is advice only: nobody says that this
    letter ends the time."""

    done: str
    why: str
    expected: str | None
    scheme: SchemeFacts
    apply_by: str


@dataclass(frozen=True)
class SummaryFacts(Common):
    """Nothing of the story is in it."""

    sorted_by: str | None
    scheme: SchemeFacts


LetterFacts = (
    AcknowledgementFacts
    | HoldingFacts
    | OutcomeFacts
    | CannotResolveFacts
    | DeadlockFacts
    | EndOfWaitFacts
    | SummaryFacts
)

_MAY_BE_WRITTEN: Final[Mapping[CaseStatus, frozenset[LetterKind]]] = {
    CaseStatus.RESOLVED: frozenset({LetterKind.FIRST_CONTACT_SUMMARY}),
    CaseStatus.AT_ADR: frozenset({LetterKind.ADR_DEADLOCK, LetterKind.ADR_END_OF_WAIT}),
    CaseStatus.WITHDRAWN: frozenset(),
}


def may_be_written(kind: LetterKind, status: CaseStatus) -> bool:
    """Whether a case in that status can have the letter: what is sorted or taken back needs no answer any more."""
    anywhere = frozenset(LetterKind) - {LetterKind.FIRST_CONTACT_SUMMARY}
    return kind in _MAY_BE_WRITTEN.get(status, anywhere)


Wrong = Literal["missing", "passed", "not_one_of"]


@dataclass(frozen=True)
class Incomplete:
    """What keeps the letter from being written: each box and what is wrong with it, in the order of the form."""

    faults: tuple[tuple[str, Wrong], ...]


def facts_of(kind: LetterKind, known: Known, filled: Mapping[str, Any]) -> LetterFacts | Incomplete:
    """The facts of a letter. ``filled``: words, ``date``s and choices by the name of their box; an empty one is none.

    A day to come must lie after today, but for the day of the next word, which may be today.
    """
    values = {**_on_record(kind, known), **{name: value for name, value in filled.items() if _given(value)}}
    faults = tuple(
        (field.name, wrong)
        for field in (COMPLAINT, *FIELDS[kind])
        if (wrong := _wrong(field, values, known)) is not None
    )
    return Incomplete(faults) if faults else _MADE[kind](known, values)


def on_record(kind: LetterKind, known: Known) -> dict[str, Any]:
    """What stands in the boxes of ``kind`` before anybody fills them in."""
    return {name: value for name, value in _on_record(kind, known).items() if _given(value)}


def _on_record(kind: LetterKind, known: Known) -> dict[str, Any]:
    done = "\n".join(f"- {each}" for each in known.done)
    recorded: dict[str, Any] = {
        "complaint": known.description,
        "next_by": known.next_by,
        "offer": known.offer,
        "outcome": known.offer,
        "done": done,
        "why": known.why,
    }
    return {field.name: recorded[field.name] for field in (COMPLAINT, *FIELDS[kind]) if field.record}


def _given(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _wrong(field: Field, values: Mapping[str, Any], known: Known) -> Wrong | None:
    value = values.get(field.name)
    if not _given(value):
        needed = field.required or (field.name == "offer" and values.get("decision") in ("accept", "part"))
        return "missing" if needed else None
    if field.kind == "choice":
        return None if value in DECISIONS else "not_one_of"
    if field.kind != "day":
        return None
    if not isinstance(value, date):
        return "missing"
    may_be_today = field.name == "next_by"
    return "passed" if value < known.today or (value == known.today and not may_be_today) else None


def _common(known: Known, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "provider": known.provider,
        "reference": known.reference,
        "name": known.name,
        "complaint": quoted(values["complaint"]),
        "received_on": day_of(known.received_on),
        "told_on": day_of(known.told_on)
        if known.told_on is not None and known.told_on != known.received_on
        else None,
        "owner": known.owner,
        "contact_point": known.contact_point,
        "adr": known.adr,
    }


def _words(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    return value.strip() if isinstance(value, str) and value.strip() else None


def _acknowledgement(known: Known, values: Mapping[str, Any]) -> LetterFacts:
    return AcknowledgementFacts(
        **_common(known, values), next_by=day_of(values["next_by"]), next_how=known.reply_how
    )


def _holding(known: Known, values: Mapping[str, Any]) -> LetterFacts:
    return HoldingFacts(
        **_common(known, values),
        reason=values["reason"].strip(),
        new_date=day_of(values["new_date"]),
        done=_words(values, "done"),
    )


def _outcome(known: Known, values: Mapping[str, Any]) -> LetterFacts:
    refused = values["decision"] == "reject"
    return OutcomeFacts(
        **_common(known, values),
        found=values["found"].strip(),
        decision=values["decision"],
        offer=None if refused else _words(values, "offer"),
        why=values["why"].strip(),
        scheme=known.scheme,
    )


def _cannot_resolve(known: Known, values: Mapping[str, Any]) -> LetterFacts:
    return CannotResolveFacts(
        **_common(known, values), **_why_not(values), offer=_words(values, "offer"), scheme=known.scheme
    )


def _deadlock(known: Known, values: Mapping[str, Any]) -> LetterFacts:
    return DeadlockFacts(
        **_common(known, values), **_why_not(values), scheme=known.scheme, apply_by=day_of(known.apply_by)
    )


def _why_not(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: values[name].strip() for name in ("done", "outcome", "why")}


def _end_of_wait(known: Known, values: Mapping[str, Any]) -> LetterFacts:
    expected = values.get("expected")
    return EndOfWaitFacts(
        **_common(known, values),
        done=values["done"].strip(),
        why=values["why"].strip(),
        expected=None if expected is None else day_of(expected),
        scheme=known.scheme,
        apply_by=day_of(known.apply_by),
    )


def _summary(known: Known, values: Mapping[str, Any]) -> LetterFacts:
    return SummaryFacts(**_common(known, values), sorted_by=known.sorted_by, scheme=known.scheme)


_MADE: Final[Mapping[LetterKind, Callable[[Known, Mapping[str, Any]], LetterFacts]]] = {
    LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
    LetterKind.HOLDING: _holding,
    LetterKind.OUTCOME: _outcome,
    LetterKind.CANNOT_RESOLVE: _cannot_resolve,
    LetterKind.ADR_DEADLOCK: _deadlock,
    LetterKind.ADR_END_OF_WAIT: _end_of_wait,
    LetterKind.FIRST_CONTACT_SUMMARY: _summary,
}

"""What happened with a case and what was promised, as sentences that give nobody away.

The words of the customer, names, and why a person was wanted stay in the record; whoever holds the link to the page
reads only what kind of thing happened. The words of a promise are told: they were said to the customer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from bot.decisions.calendar import in_london, london_date
from bot.decisions.late import is_late
from bot.decisions.provider import Provider, TargetKind
from bot.decisions.records import CaseEvent, CaseStatus, Promise
from bot.decisions.report import NOTED
from bot.services.agent_promise import EVENT as PROMISED
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.agent_promise import MOVED, MovedPromise, moves, words_promised
from bot.services.case_dates import ESCALATED
from bot.services.context import Context
from bot.wording import time_in_words

EVENTS: Final = (
    "case.opened",
    "case.details",
    "customer.added",
    "contact.confirmed",
    "file.added",
    "file.removed",
    "case.checked",
    "handoff.requested",
    ESCALATED,
    "case.adr_letter_requested",
    "case.early_referral_requested",
    "case.resolved",
    "case.sorted",
    "case.reopened",
    "case.withdrawn",
    "case.closed_no_reply",
    "case.closing_warned",
    "offer.reminded",
    "adr_window.reminded",
    "still_sorted.asked",
    "still_sorted.confirmed",
    "promise.late_told",
    "case.logged_by_agent",
    "agent.replied",
    "letter.issued",
    NOTED,
    PROMISED,
    MOVED,
    "outcome.offered",
    "outcome.accepted",
    "outcome.refused",
    "conversation.closed",
)
"""What a customer is told of. Any other code is for those who work the case, and is not told at all: an agent reads
that the customer does not see a note, so nothing may look like one."""

_THEMSELVES: Final = {
    "outcome.accepted": "utter_case_page_event_outcome_accepted_yourself",
    "outcome.refused": "utter_case_page_event_outcome_refused_yourself",
    "case.reopened": "utter_case_page_event_case_reopened_yourself",
}
"""Told to the assistant by the customer, where else an agent put it down."""

_BY_AN_AGENT: Final = {ESCALATED: "utter_case_page_event_taken_higher"}
"""Done by a person at the provider, where else the customer asked for it."""

PROMISES: Final = (*(f"target.{kind}" for kind in TargetKind), "handoff.reply", AGENT_PROMISE)
"""Kinds of promises that have words of their own."""

OTHER: Final = "other"
"""A promise of any other kind, or one whose words are not on record."""


@dataclass(frozen=True)
class Happening:
    """One line of the history, in London time. ``times``: how often the same came in a row on that day."""

    code: str
    day: str
    time: str
    says: str
    times: int = 1


@dataclass(frozen=True)
class Promised:
    """Something that was promised for a day: still open, past its day, settled, or given another day (``moved_on``).
    ``id`` names it for ever. ``what`` are the words of a person who promised it, where it was a person."""

    id: str
    on: date
    says: str
    state: Literal["open", "late", "kept", "moved"]
    kept_on: str | None = None
    what: str | None = None
    moved_on: str | None = None


def happenings(context: Context, provider: Provider, events: Iterable[CaseEvent]) -> list[Happening]:
    """The events that a customer is told of, in words, oldest first. What repeats in a row on one day is one line."""
    told: list[tuple[date, Happening]] = []
    for event in events:
        if event.code not in EVENTS:
            continue
        day, line = london_date(event.at), _happening(context, provider, event)
        if told and told[-1][0] == day and (told[-1][1].code, told[-1][1].says) == (line.code, line.says):
            _, before = told.pop()
            line = Happening(before.code, before.day, before.time, before.says, before.times + 1)
        told.append((day, line))
    return [line for _, line in told]


def promised(
    context: Context, promises: Iterable[Promise], events: Iterable[CaseEvent], status: CaseStatus
) -> list[Promised]:
    """The promises in words, in order of their days. ``events`` of the case have what a person promised; ``status`` is
    the case's."""
    history = list(events)
    words, moved = words_promised(history), moves(history)
    ordered = sorted(promises, key=lambda promise: (promise.due_on, promise.made_at))
    return [_promised(context, each, words.get(each.id), moved.get(each.id), status) for each in ordered]


def _happening(context: Context, provider: Provider, event: CaseEvent) -> Happening:
    by = {"customer": _THEMSELVES, "agent": _BY_AN_AGENT}.get(str(event.data.get("by")), {})
    says = context.words.text(
        by.get(event.code) or f"utter_case_page_event_{event.code.replace('.', '_')}",
        provider=provider.name,
        scheme=context.schemes[provider.adr.scheme].name.value,
    )
    if event.code == ESCALATED:
        says = _went_up(context, provider, event) or says
    return Happening(event.code, context.day(london_date(event.at)), _time(event.at), says)


def _went_up(context: Context, provider: Provider, event: CaseEvent) -> str | None:
    """To whom it went, by the profile: a name in the event itself is not for everybody with the link."""
    step = next((step for step in provider.ladder if step.stage == event.data.get("stage")), None)
    if step is None:
        return None
    by_us = event.data.get("by") == "agent"
    key = "utter_case_page_event_taken_up_to" if by_us else "utter_case_page_event_went_up_to"
    return context.words.text(key, who=step.who, provider=provider.name)


def promise_sentence(context: Context, promise: Promise, what: str | None) -> str:
    """What was promised by when, as the customer was told it. ``what``: the words of a person who promised it."""
    known = promise.kind in PROMISES and (promise.kind != AGENT_PROMISE or what is not None)
    kind = promise.kind.replace(".", "_") if known else OTHER
    return context.words.text(
        f"utter_case_page_promise_{kind}",
        provider=context.provider(promise.provider).name,
        day=context.day(promise.due_on),
        what=what or "",
    )


def _promised(
    context: Context, promise: Promise, what: str | None, moved: MovedPromise | None, status: CaseStatus
) -> Promised:
    says = promise_sentence(context, promise, what)
    told = Promised(promise.id, promise.due_on, says, "open", what=what)
    if promise.kept_at is not None:
        return replace(told, state="kept", kept_on=context.day(london_date(promise.kept_at)))
    if promise.moved_to is not None:
        return replace(told, state="moved", moved_on=context.day(moved.due_on) if moved else None)
    return replace(told, state="late") if is_late(promise, context.today(), status) else told


def _time(at: datetime) -> str:
    return time_in_words(in_london(at).time())

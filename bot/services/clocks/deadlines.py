"""Every deadline of a complaint, with how it was met: for the desk, and to be sure that none is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.clocks import UNSOLVED, Clock, Deadline
from bot.decisions.late import A_REPLY
from bot.decisions.provider import TargetKind
from bot.decisions.questions import Question
from bot.decisions.records import Case, Promise
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.chat_adr import DEADLOCK_ISSUED, answer_for
from bot.services.clocks.adr_letter import letter_state
from bot.services.clocks.remind_of_offer import NOT_REMINDED as OFFER_NOT_REMINDED
from bot.services.clocks.remind_of_offer import REMINDED as OFFER_REMINDED
from bot.services.clocks.remind_of_offer import due_on as offer_due_on
from bot.services.clocks.remind_of_window import STILL_OPEN, told_of, window_days
from bot.services.context import Context
from bot.services.letters.known import wait_ends_on
from bot.services.ports import Transaction

_CLOCKS: Final = {
    f"target.{TargetKind.ACKNOWLEDGE}": Clock.ACKNOWLEDGE,
    f"target.{TargetKind.RESPOND}": Clock.REPLY,
    f"target.{TargetKind.RESOLVE}": Clock.REPLY,
    AGENT_PROMISE: Clock.PROMISE,
    A_REPLY: Clock.PERSON,
}


def deadlines(context: Context, tx: Transaction, case: Case, until: date | None = None) -> list[Deadline]:
    """As of now, the earliest first. ``until``: those of the letter and of the scheme are left out, unasked, where they
    are due after that day for sure; that is quicker for a page of many."""
    found = [*(_promised(each) for each in tx.promises.of_case(case.id)), *_offer(context, tx, case)]
    if until is None or wait_ends_on(context, case) <= until:
        found += _letter(context, tx, case)
    if until is None or _may_have_a_letter(case):
        found += _window(context, tx, case)
    return sorted(found, key=lambda each: (each.due_on, each.key))


def _may_have_a_letter(case: Case) -> bool:
    return any(case.details.get(key) for key in (DEADLOCK_ISSUED, Question.FINAL_LETTER_ON))


def _promised(promise: Promise) -> Deadline:
    return Deadline(
        key=promise.id,
        clock=_CLOCKS.get(promise.kind, Clock.PROMISE),
        due_on=promise.due_on,
        met_on=None if promise.kept_at is None else london_date(promise.kept_at),
        moved=promise.moved_to is not None,
    )


def _letter(context: Context, tx: Transaction, case: Case) -> Iterator[Deadline]:
    letter = letter_state(context, tx, case)
    if letter.ends_on is None or (case.status not in UNSOLVED and letter.letter_on is None):
        return
    yield Deadline(
        "adr-letter", Clock.ADR_LETTER, letter.ends_on, met_on=letter.letter_on, stopped=letter.stopped
    )


def _offer(context: Context, tx: Transaction, case: Case) -> Iterator[Deadline]:
    due = offer_due_on(context, case)
    if due is None or case.status_since is None:
        return
    of = london_date(case.status_since).isoformat()
    events = tx.cases.events(case.id)
    seen_to = (OFFER_REMINDED, OFFER_NOT_REMINDED)  # the second: those in charge were told instead
    told = [each for each in events if each.code in seen_to and each.data.get("of") == of]
    yield Deadline(f"offer-{of}", Clock.OFFER, due, met_on=london_date(told[0].at) if told else None)


def _window(context: Context, tx: Transaction, case: Case) -> Iterator[Deadline]:
    if case.status not in STILL_OPEN:
        return
    intake = tx.intakes.get(case.intake_id)
    answer = answer_for(context, case.provider, {**case.details, **(intake.answers if intake else {})})
    told = told_of(tx, case)
    for day in window_days(context, answer):
        passed_by = any(other > day for other, _ in told)
        yield Deadline(f"window-{day}", Clock.WINDOW, day, met_on=_met(told, day), moved=passed_by)


def _met(told: list[tuple[date, date]], day: date) -> date | None:
    return next((at for of, at in told if of == day), None)

"""How a complaint stands to the letter that is due at the end of the waiting time for the ADR scheme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.decisions.clocks import UNSOLVED, LetterState
from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.questions import Question
from bot.decisions.records import Case, CaseEvent
from bot.services.chat_adr import ADR_LETTER_ISSUED, DEADLOCK_ISSUED, answer_for
from bot.services.context import Context
from bot.services.letters.known import first_on, wait_ends_on
from bot.services.ports import Transaction

PREPARED: Final = "adr_letter.prepared"
STOPPED: Final = "adr_letter.stopped"
"""A person decided that it does not go by itself. Its data: ``agent``, ``why``."""
STARTED_AGAIN: Final = "adr_letter.started_again"
NOT_SENT: Final = "adr_letter.not_sent"
"""It was due and could not go. Its data: ``why``, ``of`` (ISO day)."""
BEFORE: Final = "adr_letter_prepared_before"


def near_the_end(context: Context, tx: Transaction, weeks_before: int) -> Iterator[Case]:
    """Cases that are not solved, whose wait is over in so many weeks or was over before, and that have had no letter of
    ours. Cheap: no case is asked about that cannot need one."""
    for slug in context.providers:
        for status in UNSOLVED:
            for case in tx.cases.in_status(slug, status):
                if case.details.get(DEADLOCK_ISSUED) or case.details.get(ADR_LETTER_ISSUED):
                    continue
                if (wait_ends_on(context, case) - context.today()).days <= 7 * weeks_before:
                    yield case


def letter_state(context: Context, tx: Transaction, case: Case) -> LetterState:
    """As of now. A letter that the customer told of counts like one of ours: they have what it gives them."""
    intake, first = tx.intakes.get(case.intake_id), first_on(case).isoformat()
    answers = {**case.details, **(intake.answers if intake else {})}
    counted = {**answers, Question.FIRST_TOLD_ON: {"from": first, "to": first}}
    answer = answer_for(context, case.provider, counted)
    told = answer.facts.deadlock_letter_on or answer.facts.adr_letter_on
    return LetterState(
        status=case.status,
        ends_on=None if answer.opens_on is None else wait_ends_on(context, case),
        letter_on=told if isinstance(told, date) else None,
        drafted=draft_of(tx, case) is not None,
        stopped=is_stopped(tx.cases.events(case.id)),
    )


def draft_of(tx: Transaction, case: Case) -> LetterRecord | None:
    """The letter that waits to be sent."""
    kind = LetterKind.ADR_END_OF_WAIT
    return next(
        (each for each in tx.letters.of_case(case.id) if each.kind is kind and not each.is_issued), None
    )


def is_stopped(events: list[CaseEvent]) -> bool:
    """Whether the last word on it was to stop it."""
    said = [each.code for each in events if each.code in (STOPPED, STARTED_AGAIN)]
    return bool(said) and said[-1] == STOPPED

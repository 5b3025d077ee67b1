"""A week before the waiting time is over its letter is drafted, and those in charge are told: it goes on the day."""

from __future__ import annotations

from bot.decisions.clocks import must_be_prepared
from bot.decisions.letter_record import LetterKind
from bot.services.alert_desk import alert_desk
from bot.services.clocks.adr_letter import BEFORE, PREPARED, letter_state, near_the_end
from bot.services.context import Context
from bot.services.letters.draft import draft_letter
from bot.services.letters.known import wait_ends_on
from bot.services.watches import each_by_itself


def prepare_adr_letters(context: Context) -> int:
    """Look once at all complaints that are near the end of their wait; how many letters were drafted comes back. Safe
    to run at any time, any number of times."""
    weeks = context.rule(BEFORE)
    with context.store.read() as tx:
        due = [
            case.id
            for case in near_the_end(context, tx, weeks)
            if must_be_prepared(letter_state(context, tx, case), context.today(), weeks)
        ]
    return each_by_itself("letter to prepare", due, lambda id: _prepare(context, id))


def _prepare(context: Context, case_id: str) -> int:
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        if case is None:
            return 0
        state = letter_state(context, tx, case)
        if not must_be_prepared(state, context.today(), context.rule(BEFORE)):
            return 0
        letter = draft_letter(context, tx, case, LetterKind.ADR_END_OF_WAIT)
        on = wait_ends_on(context, case)
        data = {"by": "assistant", "letter": letter.id, "of": on.isoformat()}
        tx.cases.add_event(case.id, PREPARED, context.now(), data)
        # One that is due already goes with the next look: nobody has a week to read it.
        told = context.words.text("utter_alert_letter_goes_on", day=context.day(max(on, context.today())))
        key = f"adr-letter-prepared-{letter.id}"
        alert_desk(context, tx, case.conversation_id, case.provider, key, "adr_letter", told)
        tx.commit()
    return 1

"""The time for the ADR scheme runs out: a customer with a final letter is told some months before, then once more."""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.decisions.adr import AdrAnswer
from bot.decisions.calendar import in_london, london_date
from bot.decisions.clocks import reminder_days, reminder_due
from bot.decisions.records import Case, CaseStatus
from bot.services.alert_desk import alert_untold
from bot.services.case_mail import write_news
from bot.services.chat_adr import answer_for
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat
from bot.services.tell_late import FROM_HOUR
from bot.services.watches import each_by_itself

REMINDED: Final = "adr_window.reminded"
NOT_REMINDED: Final = "adr_window.not_reminded"
"""Their data: ``of`` (ISO day that this reminder is for), ``apply_by`` (ISO day), ``chat`` and ``mail``. The second: it
could be told nowhere, and those in charge were told."""
BEFORE: Final = "adr_window_reminders"
STILL_OPEN: Final = (
    CaseStatus.OPEN,
    CaseStatus.WAITING_FOR_CUSTOMER,
    CaseStatus.OUTCOME_OFFERED,
    CaseStatus.CLOSED_NO_REPLY,
)
"""Not settled by the customer's own word, and not with the scheme already."""


def remind_of_window(context: Context) -> int:
    """Look once at every complaint that is not settled; how many customers were told comes back. Safe to run at any
    time, any number of times."""
    if in_london(context.now()).hour < context.rule(FROM_HOUR):
        return 0
    with context.store.read() as tx:
        found = [
            case
            for slug in context.providers
            for status in STILL_OPEN
            for case in tx.cases.in_status(slug, status)
        ]
        due = [each.id for each in found if _due(context, tx, each) is not None]
    return each_by_itself("window of the scheme", due, lambda id: _remind(context, id))


def window_days(context: Context, answer: AdrAnswer) -> tuple[date, ...]:
    """The days on which they are told, for an answer with a last safe day; none where a letter does not end it."""
    if answer.apply_by is None or answer.letter_on != answer.facts.deadlock_letter_on:
        return ()
    return reminder_days(answer.apply_by, context.rules.at(BEFORE, context.today()).value)


def told_of(tx: Transaction, case: Case) -> list[tuple[date, date]]:
    """The days whose reminders were sent, or could be told nowhere, each with the London date on which that was."""
    events = (each for each in tx.cases.events(case.id) if each.code in (REMINDED, NOT_REMINDED))
    return [(date.fromisoformat(each.data["of"]), london_date(each.at)) for each in events]


def _due(context: Context, tx: Transaction, case: Case) -> tuple[date, AdrAnswer, date] | None:
    """The day whose reminder is to be sent, the answer, and the last safe day to apply."""
    answer = _answer(context, tx, case)
    if answer.apply_by is None:
        return None
    told = [of for of, _ in told_of(tx, case)]
    day = reminder_due(window_days(context, answer), told, answer.apply_by, context.today())
    return None if day is None else (day, answer, answer.apply_by)


def _answer(context: Context, tx: Transaction, case: Case) -> AdrAnswer:
    intake = tx.intakes.get(case.intake_id)
    return answer_for(context, case.provider, {**case.details, **(intake.answers if intake else {})})


def _remind(context: Context, case_id: str) -> int:
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        due = _due(context, tx, case) if case is not None else None
        if case is None or due is None:
            return 0
        day, answer, apply_by = due
        facts = {
            "reference": case.reference,
            "scheme": context.schemes[answer.scheme].name.value,
            "day": context.day(apply_by),
        }
        said = context.words.say("utter_window_ends", **facts)
        chat = tell_in_chat(context, tx, case.conversation_id, [said])
        mail = write_news(context, tx, case, f"window-{case.id}-{day.isoformat()}", said.text)
        data = {"by": "assistant", "of": day.isoformat(), "apply_by": apply_by.isoformat()}
        code = REMINDED if chat or mail else NOT_REMINDED
        tx.cases.add_event(case.id, code, context.now(), {**data, "chat": chat, "mail": mail})
        if not (chat or mail):
            alert_untold(context, tx, case, f"window-untold-{case.id}-{day.isoformat()}", said.text)
        tx.commit()
    return 1

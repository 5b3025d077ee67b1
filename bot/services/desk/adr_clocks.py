"""Open complaints of a provider against the clock of its ADR scheme: who is near the end of the wait, or past it."""

from __future__ import annotations

from datetime import date

from bot.decisions.adr_outcome import WAIT, rule_at
from bot.decisions.calendar import london_date
from bot.decisions.questions import Question
from bot.decisions.records import OpenComplaint
from bot.decisions.report_clocks import CAN_GO, AdrClock, clock, ends_on
from bot.services.chat_adr import answer_for, told_on
from bot.services.context import Context


def adr_clocks(context: Context, complaints: list[OpenComplaint]) -> tuple[AdrClock, ...]:
    """Counted as the card of each counts it: from the latest day on which they can have told the provider first, or
    from the day on which we received it where they did not say."""
    return tuple(_clock(context, each) for each in complaints)


def _clock(context: Context, complaint: OpenComplaint) -> AdrClock:
    case, answers = complaint.case, complaint.answers
    told = told_on(answers)
    first = date.fromisoformat(told["to"]) if told else london_date(case.received_at)
    counted = {**answers, Question.FIRST_TOLD_ON: {"from": first.isoformat(), "to": first.isoformat()}}
    answer = answer_for(context, case.provider, counted)
    weeks = int(rule_at(context.rules, WAIT, first).value)
    end = ends_on(first, weeks)
    near = context.rule("adr_clock_near")
    return AdrClock(
        reference=case.reference,
        first_on=first,
        told=told is not None,
        weeks=weeks,
        ends_on=end,
        clock=clock(end, context.today(), near, answer.opens_on is not None),
        letter_told=answer.letter_on is not None,
        can_go=answer.status in CAN_GO,
    )

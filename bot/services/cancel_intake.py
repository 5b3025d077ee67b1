"""The customer stops. What is not logged yet is put away; a complaint that is logged stays, and they are told so."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.records import IntakeStatus
from bot.services.context import Context
from bot.services.take_answer import case_of
from bot.wording import Said


def cancel_intake(context: Context, conversation_id: str) -> list[Said]:
    """Put the open intake away. The same again says the same."""
    with context.store.write() as tx:
        intake = tx.intakes.latest(conversation_id)
        case = case_of(tx, conversation_id)
        if intake is not None and intake.status is IntakeStatus.OPEN:
            logged = tx.cases.by_intake(intake.id) is not None
            tx.intakes.save(
                replace(intake, status=IntakeStatus.COMPLETE if logged else IntakeStatus.CANCELLED)
            )
            tx.commit()
    if case is not None:
        return [context.words.say("utter_stopped_case_stays", reference=case.reference)]
    if intake is not None and intake.answers.get("complaining"):
        return [context.words.say("utter_stopped")]
    return [context.words.say("utter_nothing_to_stop")]

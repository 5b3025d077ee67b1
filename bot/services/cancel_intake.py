"""The customer stops. What is not logged yet is put away; a complaint that is logged stays, and they are told so."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.records import IntakeStatus
from bot.services.context import Context
from bot.services.heard import Heard, Outcome, handled_before
from bot.services.latest_case import case_of


def cancel_intake(context: Context, heard: Heard) -> Outcome:
    """Put the open intake away, once per message; which complaint stays is said."""
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        done = handled_before(intake, heard)
        if done is not None:
            return done
        case = case_of(tx, heard.conversation_id)
        stays = {"reference": case.reference} if case is not None else {}
        if intake is None or intake.status is not IntakeStatus.OPEN:
            return Outcome(
                says=[("utter_stopped_case_stays", stays) if case else ("utter_nothing_to_stop", {})]
            )
        own = tx.cases.by_intake(intake.id)
        told = intake.answers.get("complaining") or intake.answers.get("unsure_if_complaint")
        if own is not None:
            says = [("utter_stopped_case_stays", {"reference": own.reference})]
        elif not told:
            says = [("utter_nothing_to_stop", {})]
        else:
            kept = {"days": str(context.rule("intake_expiry"))}
            says = [("utter_stopped", kept)] + ([("utter_earlier_case_stays", stays)] if case else [])
        outcome = Outcome(says=says)
        status = IntakeStatus.COMPLETE if own is not None else IntakeStatus.CANCELLED
        tx.intakes.save(
            replace(intake, status=status, handled_message=heard.message_id, outcome=outcome.as_json())
        )
        tx.commit()
    return outcome


def after_cancelling(context: Context, heard: Heard) -> Outcome:
    """What was told for the complaint that was put away: kept for a while, or deleted now."""
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is not None and intake.status is IntakeStatus.EXPIRED and heard.choice == "delete":
            return Outcome(says=[("utter_stopped_deleted", {})])  # run again
        if intake is None or intake.status is not IntakeStatus.CANCELLED:
            return Outcome(says=[("utter_button_of_before", {})])
        if heard.choice != "delete":
            return Outcome(says=[("utter_stopped_kept", {})])
        tx.intakes.save(replace(intake, answers={}, outcome=None, status=IntakeStatus.EXPIRED))
        tx.commit()
    return Outcome(says=[("utter_stopped_deleted", {})])

"""More words for a complaint that is logged."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.records import Case, Intake
from bot.services.context import Context
from bot.services.heard import Heard, Outcome
from bot.services.ports import Transaction

EVENT = "customer.added"


def add_words(context: Context, tx: Transaction, intake: Intake, case: Case, heard: Heard) -> Outcome:
    """An event on the case with the words, once per message. The caller commits."""
    tx.cases.add_event(
        case.id, EVENT, context.now(), {"by": "customer", "text": heard.text, "at": heard.at.isoformat()}
    )
    outcome = Outcome(says=[("utter_added_to_case", {"reference": case.reference})])
    tx.intakes.save(replace(intake, handled_message=heard.message_id, outcome=outcome.as_json()))
    return outcome

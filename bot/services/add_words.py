"""More words for a complaint that is logged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.decisions.records import Case, Intake
from bot.services.context import Context
from bot.services.heard import Heard, Outcome
from bot.services.ports import Transaction

EVENT = "customer.added"


def add_words(context: Context, tx: Transaction, intake: Intake, case: Case, heard: Heard) -> Outcome:
    """An event on the case with the words, once per message. The caller commits."""
    put_words_on_case(context, tx, case, heard)
    outcome = Outcome(says=[("utter_added_to_case", {"reference": case.reference})])
    tx.intakes.save(replace(intake, handled_message=heard.message_id, outcome=outcome.as_json()))
    return outcome


def put_words_on_case(
    context: Context, tx: Transaction, case: Case, heard: Heard, more: dict[str, Any] | None = None
) -> None:
    """The event alone, with ``more`` data. Words of another chat stand in the trail too: the card of the case shows its
    own chat only. The caller commits."""
    data: dict[str, Any] = {"by": "customer", "text": heard.text, "at": heard.at.isoformat(), **(more or {})}
    tx.cases.add_event(case.id, EVENT, context.now(), data)
    if heard.conversation_id != case.conversation_id:
        put_in_trail(context, tx, case)


def put_in_trail(context: Context, tx: Transaction, case: Case) -> None:
    """That the customer added words somewhere else than in the chat of the case. The caller commits."""
    facts = {"reference": case.reference, "by": "customer"}
    tx.audit.add(context.now(), EVENT, f"case:{case.id}", None, case.provider, facts)

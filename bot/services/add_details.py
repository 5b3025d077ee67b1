"""A detail that comes when nothing is asked: kept on the complaint of this chat, or as a way to reach them."""

from __future__ import annotations

from bot.decisions.questions import Question
from bot.readers.answers import find_contact
from bot.readers.heard import Problem, Taken
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.start_complaint import add_words
from bot.services.take_answer import Heard, Outcome, case_of


def add_details(context: Context, heard: Heard) -> Outcome:
    """Keep the words. With no complaint and nobody waiting there is nothing to keep them on, and that is said."""
    if heard.choice is not None:  # a button of a question that is no longer asked
        return Outcome(says=[("utter_button_of_before", {})])
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is not None and intake.handled_message == heard.message_id and intake.outcome is not None:
            return Outcome.from_json(intake.outcome)
        waiting = tx.handoffs.open_of(heard.conversation_id)
        contact = find_contact(heard.text)
        if waiting is not None and isinstance(contact, Problem):
            return Outcome(says=[(contact.key, dict(contact.facts))])
        if waiting is not None and isinstance(contact, Taken):
            kind, address = contact.values[Question.REPLY_BY], contact.values[Question.REPLY_ADDRESS]
            keep_contact(context, tx, heard.conversation_id, kind, address, waiting)
            tx.commit()
            return Outcome(says=[("utter_person_contact_kept", {"address": address})])
        case = case_of(tx, heard.conversation_id)
        if case is not None and intake is not None:
            outcome = add_words(context, tx, intake, case, heard)
            tx.commit()
            return outcome
    return Outcome(says=[("utter_details_for_what", {})])

"""Somebody who waits for a person says how to reach them: "my work phone 01785 555020, only 9 to 5, don't leave a
message". It is kept for the person, and said back: for some a message at the wrong phone is a danger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.questions import Question
from bot.readers.contact import find_contact
from bot.readers.first_words import First, first_words
from bot.readers.heard import Problem, Taken
from bot.readers.reach_times import REACH_NOTE, find_reach_note
from bot.readers.reply_wish import BY_TEXT, REPLY_WISH, find_reply_wish, with_wish
from bot.readers.theirs import is_question
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.heard import Heard, Outcome
from bot.services.latest_case import case_of
from bot.services.outcome_words import outcome_words
from bot.services.ports import Transaction
from bot.services.read_back import wishes_noted
from bot.services.start_complaint import open_intake
from bot.wording import Said

_LONGEST: Final = 25
"""Words: a longer message tells a story too."""


def reach_noted(context: Context, heard: Heard) -> list[Said]:
    """When and how not to reach them, with the way to reach them beside it. Empty where neither is told, or there is a
    complaint, which keeps these by itself; a wish alone needs nobody who is awaited."""
    if heard.choice is not None or len(heard.text.split()) > _LONGEST or is_question(heard.text):
        return []
    if first_words(heard.text) is First.COMPLAINT:
        return []  # "I want complaint. Text only": begun, and the wish is kept with it
    contact = find_contact(heard.text)
    wish, note = find_reply_wish(heard.text), find_reach_note(heard.text, asked=isinstance(contact, Taken))
    if isinstance(contact, Problem) or not (wish or note):
        return []
    with context.store.write() as tx:
        waiting = tx.handoffs.open_of(heard.conversation_id)
        only_not_so = wish not in (None, BY_TEXT)
        if is_complaint(tx, heard) or not (waiting is not None or only_not_so):
            return []
        intake = open_intake(context, tx, heard)
        told: dict[str, Any] = {}
        says: list[tuple[str, dict[str, Any]]] = []
        if isinstance(contact, Taken):
            kind, address = contact.values[Question.REPLY_BY], contact.values[Question.REPLY_ADDRESS]
            told |= {Question.REPLY_BY.value: kind, Question.REPLY_ADDRESS.value: address}
            says.append(("utter_person_contact_kept", {"address": address}))
        if note:
            told[REACH_NOTE] = note
            says.append(("utter_noted_reply_note", {"note": note}))
        if wish:
            told[REPLY_WISH] = with_wish(intake.answers.get(REPLY_WISH), wish)
            says += wishes_noted(told, {})
        tx.intakes.save(replace(intake, answers={**intake.answers, **told}))
        if isinstance(contact, Taken):
            keep_contact(context, tx, heard.conversation_id, kind, address, waiting)
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
        tx.commit()
    return outcome_words(context, provider, heard.conversation_id, Outcome(says=says))


def is_complaint(tx: Transaction, heard: Heard) -> bool:
    """Whether a complaint is begun or logged in this chat, which keeps such things by itself."""
    intake = tx.intakes.latest(heard.conversation_id)
    begun = intake is not None and bool(intake.answers.get("complaining"))
    return begun or case_of(tx, heard.conversation_id) is not None

"""Once a death was told: the condolence is said once, and what they came for goes to the person who takes it up.

They are asked nothing. Where to write, what they want done, that they want no complaint, and whether papers are needed:
each is answered shortly and kept for the person.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from bot.decisions.care import Care
from bot.decisions.questions import Question
from bot.decisions.safety import Danger, danger_in
from bot.readers.contact import find_contact
from bot.readers.declines import declines_complaint
from bot.readers.everyday import only_everyday
from bot.readers.heard import Taken
from bot.readers.just_heard import wants_complaint_after_all
from bot.readers.requests import asks_for_person
from bot.readers.theirs import is_courtesy, is_question
from bot.readers.trouble import says_they_complain
from bot.services.caring.asked_in_care import payment_says
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction
from bot.services.start_complaint import open_intake

MOURNED: Final = "_mourned"
"""Stands in ``Care.says`` where a death had been told before this message."""
KEPT: Final = "utter_mourning_kept"
_PAPERS: Final = re.compile(
    r"\b(?:death certificate|certificate|(?:the|his|her|a|their) will|probate|proof|paperwork|papers|documents?)\b",
    re.IGNORECASE,
)
_NEEDED: Final = re.compile(r"\b(?:need|want|send|show|bring|require|have to|must)\b", re.IGNORECASE)
_POLITE: Final = frozenset({"greet", "thank", "goodbye", "affirm", "deny"})
_FEWEST_WORDS: Final = 4
_SHORT: Final = 8
_Says = list[tuple[str, dict[str, Any]]]


def mourned_before(tx: Transaction, heard: Heard) -> bool:
    """Whether a death had been told before this message, so that nobody is sorry twice. After ``care_for``."""
    care = tx.care.of(heard.conversation_id)
    return care.handled_message == heard.message_id and any(key == MOURNED for key, _ in care.says)


def after_a_death(
    context: Context, tx: Transaction, care: Care, heard: Heard, form: bool
) -> tuple[Care, _Says] | None:
    """What is learnt and said; ``None``: no message for here, and the usual way is theirs. The caller commits."""
    if form or Danger.BEREAVEMENT not in care.dangers or _is_danger(heard) or _complains(tx, heard):
        return None
    if says := payment_says(context, tx, care, heard):
        return care, says
    text = heard.text
    if is_question(text):
        asks = _PAPERS.search(text) is not None and _NEEDED.search(text) is not None
        return (care, [("utter_mourning_papers", {})]) if asks else None
    contact = find_contact(text)
    if isinstance(contact, Taken):
        kind, address = contact.values[Question.REPLY_BY], contact.values[Question.REPLY_ADDRESS]
        _reach(context, tx, heard, kind, address)
        key = "utter_mourning_post" if kind == "letter" else "utter_person_contact_kept"
        return care, [(key, {"address": address})]
    if declines_complaint(text):
        return replace(care, no_complaint=True), [("utter_mourning_no_complaint", {})]
    polite = heard.intent in _POLITE and len(text.split()) <= _SHORT
    if polite or is_courtesy(text) or asks_for_person(text) or len(text.split()) < _FEWEST_WORDS:
        return None
    return care, [(KEPT, {})]


def _reach(context: Context, tx: Transaction, heard: Heard, kind: str, address: str) -> None:
    intake = open_intake(context, tx, heard)
    reply = {Question.REPLY_BY.value: kind, Question.REPLY_ADDRESS.value: address}
    tx.intakes.save(replace(intake, answers={**intake.answers, **reply}))
    keep_contact(
        context, tx, heard.conversation_id, kind, address, tx.handoffs.open_of(heard.conversation_id)
    )


def _is_danger(heard: Heard) -> bool:
    danger = danger_in(heard.text)
    if danger is Danger.BEREAVEMENT:
        return False
    return danger is not None or (heard.intent == "upset_vulnerable" and not only_everyday(heard.text))


def _complains(tx: Transaction, heard: Heard) -> bool:
    """A complaint is theirs to make, of a death or not."""
    intake = tx.intakes.latest(heard.conversation_id)
    begun = intake is not None and bool(intake.answers.get("complaining"))
    wants = says_they_complain(heard.text) and not declines_complaint(heard.text)
    return (
        begun
        or wants
        or wants_complaint_after_all(heard.text)
        or case_of(tx, heard.conversation_id) is not None
    )

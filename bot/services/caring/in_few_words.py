"""Short answers and short questions for who needs them: will somebody ring, and "no understand"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from bot.decisions.adjustments import Adjustment, no_voice
from bot.decisions.care import Care
from bot.decisions.questions import Question
from bot.readers.asks_to_be_rung import asks_how_they_reply, asks_to_be_rung
from bot.readers.contact import read_phone
from bot.readers.no_understanding import does_not_understand
from bot.services.caring.notes import known_adjustments
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction

SIMPLE: Final = "_simple"
"""Stands in ``Care.says`` where the question is asked again, in fewer words, and nothing else is said."""
_WHOSE: Final = re.compile(
    r"\b(?:my |it'?s |its |that'?s |thats |is )"
    r"(?P<whose>mum|mam|mom|mother|dad|father|nan|gran|grandad|sister|brother|aunt|uncle)(?:'?s)\b",
    re.IGNORECASE,
)
_Says = list[tuple[str, dict[str, Any]]]


def in_few_words(tx: Transaction, care: Care, heard: Heard, form: bool) -> tuple[Care, _Says] | None:
    """What is said of "will someone phone me?" and "no understand"; ``None`` for all else, and if it is not known."""
    if does_not_understand(heard.text):
        return replace(care, simple=True), [(SIMPLE, {}) if form else ("utter_simple_start", {})]
    if asks_how_they_reply(heard.text):
        says = _how_it_comes(tx, heard)
        return (care, says) if says else None
    if asks_to_be_rung(heard.text):
        says = _ringing(tx, heard)
        return (care, says) if says else None
    return None


def puts_it_simply(care: Care, adjustments: tuple[Adjustment, ...]) -> bool:
    """Whether questions are put in fewer words to them."""
    return care.simple or care.language is not None or Adjustment.EASY_WORDS in adjustments


def number_of_another(care: Care, heard: Heard) -> _Says:
    """A child gives the number of a grown-up: who may answer it is said, so that nobody is surprised."""
    whose = _WHOSE.search(heard.text.replace("’", "'"))
    if not care.under_18 or whose is None or read_phone(heard.text) is None:
        return []
    return [("utter_number_of_another", {"whose": whose["whose"].lower()})]


def _ringing(tx: Transaction, heard: Heard) -> _Says:
    if no_voice(known_adjustments(tx, heard.conversation_id)):
        return [("utter_ring_no", {})]
    intake = tx.intakes.latest(heard.conversation_id)
    answers = intake.answers if intake is not None else {}
    by, address = answers.get(Question.REPLY_BY), answers.get(Question.REPLY_ADDRESS)
    if by == "phone" and address:
        return [("utter_ring_yes", {"address": address})]
    return [("utter_ring_written", {"address": address})] if address else []


def _how_it_comes(tx: Transaction, heard: Heard) -> _Says:
    """Where the answer goes, as they asked; nothing where they have not said so yet."""
    case = case_of(tx, heard.conversation_id)
    intake = tx.intakes.latest(heard.conversation_id)
    answers = {**(case.details if case else {}), **(intake.answers if intake else {})}
    address = answers.get(Question.REPLY_ADDRESS)
    if not address:
        return []
    quiet = no_voice(known_adjustments(tx, heard.conversation_id))
    if answers.get(Question.REPLY_BY) == "phone":
        return [("utter_ring_yes", {"address": address})]
    goes = ("utter_ring_reply_goes", {"address": address})
    return [goes, ("utter_ring_no", {})] if quiet else [goes]

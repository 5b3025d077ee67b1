"""Somebody only wants it to be known. They are listened to, hear their words back, and are asked once whether to pass
them on. No complaint is begun, nothing is asked, and a no is a no."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.care import Care, Listening
from bot.decisions.digression import THEIR_QUESTIONS
from bot.decisions.records import Sender
from bot.decisions.safety import danger_in
from bot.readers.declines import declines_complaint
from bot.readers.just_heard import (
    only_thanks,
    only_wants_to_be_heard,
    wants_complaint_after_all,
    what_they_told,
)
from bot.readers.message import NO, YES
from bot.readers.requests import asks_for_person
from bot.readers.theirs import is_courtesy, is_question
from bot.services.ask_for_person import is_pressed
from bot.services.context import Context
from bot.services.desk.person_wanted import chat_name
from bot.services.hand_off import team_address
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction
from bot.wording import in_one_line

STOPS: Final = "stops"
"""Among the facts of what is said: the complaint that was being asked for is put away."""
_SAID_BACK: Final = 300
"""Characters of what is said back; all of it is kept."""
_FEWEST_WORDS: Final = 4
_SHORT_ANSWER: Final = 12
"""Words of a yes or a no to "shall I pass it on?"."""
_SURE: Final = 0.6
_LINES: Final = 40
_Says = list[tuple[str, dict[str, Any]]]


def listen(
    context: Context, tx: Transaction, care: Care, heard: Heard, form: bool
) -> tuple[Care, _Says] | None:
    """``None``: it is no message to listen to, and the usual way is theirs."""
    if case_of(tx, heard.conversation_id) is not None:
        return None
    if only_wants_to_be_heard(heard.text):
        return _begin(care, heard, form)
    if form or care.listening is Listening.NO or _wants_something(heard):
        return None
    if only_thanks(heard.text):
        return care, [("utter_listen_thanks", {})]
    if declines_complaint(heard.text):
        return replace(care, no_complaint=True), [("utter_listen_no_complaint", {})]
    if care.listening is Listening.ASKED and len(heard.text.split()) <= _SHORT_ANSWER:
        if NO.search(heard.text):
            return replace(care, listening=Listening.KEPT), [("utter_listen_kept", {})]
        if YES.search(heard.text):
            _pass_on(context, tx, heard)
            return replace(care, listening=Listening.PASSED_ON), [("utter_listen_passed_on", {})]
    if is_courtesy(heard.text) or is_question(heard.text) or len(heard.text.split()) < _FEWEST_WORDS:
        return None
    if care.listening is Listening.OPEN:
        return replace(care, listening=Listening.ASKED), _back(heard.text)
    return care, [("utter_listen_more", {})]


def _begin(care: Care, heard: Heard, form: bool) -> tuple[Care, _Says]:
    told = what_they_told(heard.text)
    stops: dict[str, Any] = {STOPS: True} if form else {}
    if len(told.split()) < _FEWEST_WORDS:
        return replace(care, listening=Listening.OPEN), [("utter_listen_go_on", stops)]
    asked = care.listening in (Listening.ASKED, Listening.KEPT, Listening.PASSED_ON)
    if asked:  # once is enough
        return care, [("utter_listen_more", stops)]
    return replace(care, listening=Listening.ASKED), _back(told, stops)


def _back(told: str, stops: dict[str, Any] | None = None) -> _Says:
    short = in_one_line(told)
    short = short if len(short) <= _SAID_BACK else f"{short[:_SAID_BACK].rstrip()}…"
    return [("utter_listen_back", {"told": short, **(stops or {})}), ("utter_listen_pass_on", {})]


def _wants_something(heard: Heard) -> bool:
    # Where only the model hears distress, to be heard is what they came for; what the rules hear is answered.
    guessed = heard.intent == "upset_vulnerable" and heard.confidence < 1.0 and danger_in(heard.text) is None
    sure = heard.intent in THEIR_QUESTIONS and heard.confidence >= _SURE and not _is_answer(heard.text)
    sure = sure and not guessed
    return wants_complaint_after_all(heard.text) or asks_for_person(heard.text) or sure


def _is_answer(text: str) -> bool:
    short = len(text.split()) <= _SHORT_ANSWER
    return short and (NO.search(text) is not None or YES.search(text) is not None)


def _pass_on(context: Context, tx: Transaction, heard: Heard) -> None:
    """Their own lines of this chat, by mail to the team: nobody is made to answer. Once a chat."""
    conversation = tx.conversations.get(heard.conversation_id)
    written = [
        line.text
        for line in tx.messages.newest(conversation.id, _LINES)
        if line.sender is Sender.CUSTOMER and not is_pressed(line) and len(line.text.split()) >= _FEWEST_WORDS
    ]
    payload = {
        "template": "words_passed_on",
        "to": team_address(context.provider(conversation.provider)),
        "provider": conversation.provider,
        "facts": {
            "provider": context.provider(conversation.provider).name,
            "about": chat_name(conversation.id),
            "told": "\n\n".join(written) or heard.text,
            "desk_link": f"{context.public_url}/desk/conversations/{conversation.id}",
        },
    }
    tx.outbox.add("mail", f"words-passed-on-{conversation.id}", payload, context.now(), conversation.id)

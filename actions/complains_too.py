"""A complaint in a message that the model hears as something else: "I'm complaining. Where do I post a letter?"

The complaint is begun with the customer's words and what is asked is answered too, in one turn.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace

from actions.base import FirstlineAction, Reply
from actions.complaint import StartComplaint
from actions.turn import Turn
from bot.decisions.calendar import london_date
from bot.decisions.questions import Question
from bot.readers.first_words import First, first_words, problem_told
from bot.readers.heard import Taken
from bot.readers.logs_it import wants_it_logged
from bot.readers.message import Message
from bot.readers.requests import asks_for_person
from bot.readers.theirs import statements
from bot.readers.trouble import says_they_complain, tells_trouble
from bot.readers.volunteered import volunteered
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.start_complaint import has_content, has_told, is_complaining, put_away

_SOMEBODY = re.compile(
    r"\b(?:person|people|some ?(?:one|body)|any ?(?:one|body)|human|agent|advis[eo]r|staff|operator|manager|boss)\b",
    re.IGNORECASE,
)

_HEARS_NOTHING = frozenset(
    {
        "nlu_fallback",
        "out_of_scope",
        "give_details",
        "correct_details",
        "affirm",
        "deny",
        "greet",
        "thank",
        "goodbye",
    }
)
"""Intents that want nothing of us: with one of these, trouble that is told is no question of theirs."""


def complains_too(action: FirstlineAction, turn: Turn) -> Reply | None:
    """Where none is begun yet. At once if they say that it is a formal complaint, or to be logged, and for what the
    words say beyond doubt (``first_words``); else only where a question stands apart from what is told: a complaint in
    so many words, or trouble with an address to reply to (then they are asked whether it is a plain fault). "Ring me on
    07700 900555" after the trouble is no wish to talk with somebody now, whatever the model makes of it."""
    if action.begins or turn.form is not None or turn.heard.choice is not None:
        return None
    text = turn.heard.text
    if wants_it_logged(text) and not _logged_or_begun(action.context, turn):
        return StartComplaint(action.context).act(turn)
    first = first_words(text)
    if first is None and turn.heard.intent in _HEARS_NOTHING and turn.heard.topic is None:
        first = problem_told(text)
    if first is First.COMPLAINT and says_they_complain(text) and not _logged_or_begun(action.context, turn):
        return _begin(action, turn, first)  # who waits for a person may complain beside it
    if first is not None and not _begun_before(action.context, turn):
        return _begin(action, turn, first)
    misheard = turn.heard.intent == "request_agent" and not (_SOMEBODY.search(text) or asks_for_person(text))
    if turn.question is None and not misheard:
        return None
    told = statements(turn.heard.text)
    says = misheard or (says_they_complain(told) and has_content(told))
    if (misheard or not says) and not _wants_a_reply(turn, told):
        return None
    if _begun_before(action.context, turn):
        return None
    return _begin(action, turn, First.COMPLAINT if says else First.TROUBLE)


def _begin(action: FirstlineAction, turn: Turn, first: First) -> Reply:
    """With what is asked beside it answered too."""
    start, complaining = StartComplaint(action.context), copy(turn)
    intent = "make_complaint" if first is First.COMPLAINT else "report_fault"
    complaining.heard = replace(turn.heard, intent=intent, confidence=1.0)
    reply = start.act(complaining)
    start.add_beside(complaining, reply)
    return reply


def _begun_before(context: Context, turn: Turn) -> bool:
    begun = has_told(context, turn.conversation_id) or _is_begun(context, turn.conversation_id)
    return begun and not _begun_by(context, turn.heard)


def _logged_or_begun(context: Context, turn: Turn) -> bool:
    """The same, but somebody who waits for a person may still have it logged."""
    with context.store.read() as tx:
        logged = case_of(tx, turn.conversation_id) is not None
    return (logged or _is_begun(context, turn.conversation_id)) and not _begun_by(context, turn.heard)


def _is_begun(context: Context, chat: str) -> bool:
    return is_complaining(context, chat) or put_away(context, chat)


def _wants_a_reply(turn: Turn, told: str) -> bool:
    message = Message(told, london_date(turn.heard.at))
    found = volunteered(message, {}) if tells_trouble(told) else None
    return isinstance(found, Taken) and Question.REPLY_ADDRESS in found.values


def _begun_by(context: Context, heard: Heard) -> bool:
    """Whether this very message began it: the turn is run again."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
    return intake is not None and intake.handled_message == heard.message_id

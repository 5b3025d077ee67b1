"""Is a message an answer to our question, or a question of theirs? Decided here for every form.

Long true answers mention CISAS or a manager; short questions about CISAS are questions. Measured with Rasa 3.6.21:
intents alone swallow one or the other, so the intent counts only together with the length of the message.
"""

from __future__ import annotations

import re

from bot.decisions.questions import Question

THEIR_QUESTIONS = frozenset(
    {
        "ask_who_are_you", "ask_how_to_complain", "ask_case_status", "ask_response_target", "ask_adr",
        "ask_opening_hours", "ask_contact_details", "ask_accessibility", "ask_compensation",
        "request_deadlock_letter", "request_escalation", "request_agent", "stop_cancel", "upset_vulnerable",
    }
)  # fmt: skip
"""Intents that want something of us, whatever we have just asked."""

ALWAYS = frozenset({"request_agent", "stop_cancel", "upset_vulnerable"})
"""Honoured whatever was asked: nobody is kept from a person, from leaving or from being heard in distress."""

_STOPS = re.compile(
    r"\b(?:stop|cancel|forget|never ?mind|nevermind|drop it|quit|withdraw|leave it|do(?:n'?t| not) want (?:to (?:do|go on|continue|complain|carry on|bother)|this|it|any)|changed my mind|scrap|exit|"
    r"end (?:it|this|the chat)|no longer|give up|not bother\w*|go away|start (?:again|over)|abort|shut up|can'?t be bothered|cannae be)\b",
    re.IGNORECASE,
)
"""A complaint is put away only on a plain word: "just log it" sounds like stopping to the model, and is the opposite."""

_AFTER_ALL = re.compile(
    r"(?:[,.;!–—]|\s-)\s*(?:(?:no|yes|ok|and|but|actually|wait|hang on|hold on|sorry|please|just|let'?s|i'?ll|we'?ll|you can)\b\W*)*"
    r"(?:carry on|go on|keep going|continue|go ahead|log it|do(?:n't| not)(?: stop| cancel)?)"
    r"(?: (?:with (?:it|that|the complaint|my complaint)|then|please|after all|as (?:you|we) were|it|that|now))*\W*$",
    re.IGNORECASE,
)
"""They take it back in the same breath: "cancel it, no, hang on, carry on"."""
_WHAT_IF = re.compile(
    r"\bwhat(?: happens| would happen)? if\b|\bif i (?:just |do )?(?:stop|leave|give up|cancel)\b[^.!]*\?",
    re.IGNORECASE,
)
"""They ask what would come of it."""

SURE = 0.4
SHORT_STORY = 14
SHORT_NAME = 3


def is_their_question(text: str, intent: str, confidence: float, question: Question | None) -> bool:
    """True if the message is for us to answer rather than an answer to ``question``.

    ``confidence`` is the model's, 0 to 1. A structured question (a date, an address) calls this only
    after its own reader found nothing, so there a sure intent is enough.
    """
    if intent not in THEIR_QUESTIONS or (intent == "stop_cancel" and not means_to_stop(text)):
        return False
    words = len(text.split())
    if intent == "upset_vulnerable":  # at any length
        return confidence >= SURE
    if question is Question.DESCRIPTION:
        return words <= SHORT_STORY and confidence >= SURE
    if question is Question.NAME:
        if intent == "stop_cancel" and words > 1 and text.istitle():
            return False  # Will Stop is a name
        return confidence >= SURE and (words > SHORT_NAME or "?" in text or intent in ALWAYS)
    return confidence >= SURE


def means_to_stop(text: str) -> bool:
    """A word that can mean nothing else; an empty text is a pressed button."""
    words = text.replace("’", "'")
    stops = _STOPS.search(words) is not None and _WHAT_IF.search(words) is None
    return not text or (stops and not takes_back(words))


def takes_back(text: str) -> bool:
    """Whether a wish to stop is taken back in the same message, by its last words."""
    words = text.replace("’", "'")
    return _STOPS.search(words) is not None and _AFTER_ALL.search(words) is not None

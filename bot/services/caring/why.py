"""May we keep why somebody needs it? Only a plain yes keeps it; a no, or no answer, keeps the adjustment alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from bot.decisions.care import Care, Consent
from bot.decisions.questions import Question
from bot.decisions.records import IntakeStatus
from bot.decisions.safety import Danger
from bot.readers.adjustments import says_why
from bot.readers.needs import NEEDS_WORDS, OTHER
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction

KEEP_WHY: Final = "keep_why"
LEAVE_WHY: Final = "leave_why"
"""What the two buttons stand for."""
_YES: Final = re.compile(
    r"^\W*(?:yes|yeah|yep|(?:please )?(?:note|keep) (?:it|why|that)|"
    r"ok(?:ay)?|sure|fine|please do|you (?:may|can)|of course)\b"
    r"(?:[\W]*(?:please|you (?:may|can)|"
    r"note (?:it|why|that)|keep (?:it|that)|that'?s (?:fine|ok(?:ay)?)|thanks?|thank you|do|"
    r"it'?s (?:fine|ok(?:ay)?)|of course|i don'?t mind))*\W*$",
    re.IGNORECASE,
)
_NO: Final = re.compile(
    r"^\W*(?:no+|nope|nah|don'?t|do not|please don'?t|rather not|i'?d rather not|not that|"
    r"i don'?t want (?:that|you to))\b(?:[\W]*(?:thanks?|thank you|please|don'?t|do not|"
    r"keep|note|write|put|that|it|down|why|rather|not|i'?d|just|the (?:need|first)))*\W*$",
    re.IGNORECASE,
)
_NAMES_IT: Final = re.compile(r"\b(?:note|keep|write|put) (?:it|why|that|down)\b|\bnote why\b", re.IGNORECASE)


_NO_YES_OR_NO: Final = frozenset(
    {Question.DESCRIPTION, Question.HAPPENED_ON, Question.NAME, Question.REPLY_BY, Question.REPLY_ADDRESS}
)
"""Questions to which neither is an answer, so that it can only be one to ours."""


def answer_about_why(
    context: Context, tx: Transaction, care: Care, heard: Heard, asked: str | None
) -> tuple[Care, list[tuple[str, dict[str, Any]]]] | None:
    """Their answer, if it is one. ``asked``: the question of the form that stands; a bare "yes" or "no" answers that,
    where it can be an answer to it."""
    if heard.choice is not None:
        if heard.choice not in (KEEP_WHY, LEAVE_WHY):
            return None
        wants = heard.choice == KEEP_WHY
    else:
        if care.consent is not Consent.ASKED or not _just_asked(care):
            return None
        words = heard.text.replace("’", "'")
        if asked is not None and asked not in _NO_YES_OR_NO and not _NAMES_IT.search(words):
            return None
        if not (_YES.search(words) or _NO.search(words)):
            return None
        wants = _NO.search(words) is None
    told = _words_of(tx, heard.conversation_id, care.consent_message) if wants else ""
    if not told:  # or their words are not there any more: nothing is called kept that is not
        _forget(tx, heard.conversation_id)
        dangers = tuple(each for each in care.dangers if each is not Danger.ILLNESS)
        learnt = replace(care, consent=Consent.NO, reason=None, consent_message=None, dangers=dangers)
        return learnt, [("utter_why_dropped", {})]
    return replace(care, consent=Consent.YES, reason=told), [("utter_why_kept", {})]


def _just_asked(care: Care) -> bool:
    return any(key.startswith("utter_ask_keep_why") for key, _ in care.says)


def _words_of(tx: Transaction, conversation_id: str, message_id: str | None) -> str:
    """The sentences in which they told why, from the transcript."""
    number = (message_id or "").partition(":")[0]
    lines = tx.messages.newest(conversation_id, _LINES)
    text = next((line.text for line in lines if str(line.id) == number), "")
    told = [each.strip() for each in re.split(r"(?<=[.?!;\n])\s+|\n", text) if says_why(each)]
    return " ".join(told)[:_LONGEST]


def _forget(tx: Transaction, conversation_id: str) -> None:
    """A reason of health that stands among the needs goes; what they told as their story stays as they typed it."""
    intake = tx.intakes.latest(conversation_id)
    if intake is not None and intake.status is not IntakeStatus.CANCELLED:
        tx.intakes.save(replace(intake, answers=_without(intake.answers)))
    case = case_of(tx, conversation_id)
    if case is not None:
        tx.cases.save(replace(case, details=_without(case.details)))


def _without(answers: dict[str, Any]) -> dict[str, Any]:
    if not says_why(str(answers.get(NEEDS_WORDS) or "")):
        return answers
    kept = {key: value for key, value in answers.items() if key != NEEDS_WORDS}
    codes = [code for code in kept.get(Question.NEEDS) or () if code != OTHER]
    kept[Question.NEEDS.value] = codes
    if not codes:
        kept.pop(Question.NEEDS.value)
    return kept


_LINES: Final = 60
_LONGEST: Final = 300

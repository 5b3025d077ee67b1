"""Leaving a question out, and having had enough of them."""

from __future__ import annotations

import re

from bot.decisions.questions import DETAILS, UNKNOWN, Question, may_skip
from bot.readers.asides import ends_questions, is_done, is_that_all, sends_it
from bot.readers.heard import Problem, Reading, Taken
from bot.services.hearing.ours_or_theirs import TheirWords

_BEFORE = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME)
_NEEDED = (Question.DESCRIPTION, Question.REPLY_ADDRESS)
"""With these a complaint is logged, whatever of ``_BEFORE`` stands."""
_SENDS = re.compile(r"\b(?:send|submit|file)", re.IGNORECASE)


def has_had_enough(said: TheirWords, question: Question) -> bool:
    """With the complaint logged, "log it" and "send it" say so too; where copies are asked, "send it" is of those."""
    if said.heard.choice is not None:
        return said.heard.choice == "thats_all"
    text = said.message.text
    of_copies = question is Question.COPIES and _SENDS.search(text) is not None
    whole = question in _BEFORE and all(key in said.answers for key in _NEEDED)
    logged = (question in DETAILS or whole) and not of_copies
    return is_done(text) or ends_questions(text) or (logged and (is_that_all(text) or sends_it(text)))


def skip(said: TheirWords, question: Question) -> Reading:
    """Left out where that is fair; else they hear why it is needed, and nothing is put away."""
    if may_skip(question, said.answers):
        return Taken({question: "none" if question is Question.REPLY_BY else UNKNOWN})
    needs_reply = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
    return Problem("utter_problem_need_reply" if needs_reply else "utter_problem_need_answer")

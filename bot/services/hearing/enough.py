"""Leaving a question out, and having had enough of them."""

from __future__ import annotations

from bot.decisions.questions import UNKNOWN, Question, may_skip
from bot.readers.asides import is_done
from bot.readers.heard import Problem, Reading, Taken
from bot.services.hearing.ours_or_theirs import TheirWords


def has_had_enough(said: TheirWords) -> bool:
    return said.heard.choice == "thats_all" or (said.heard.choice is None and is_done(said.message.text))


def skip(said: TheirWords, question: Question) -> Reading:
    """Left out where that is fair; else they hear why it is needed, and nothing is put away."""
    if may_skip(question, said.answers):
        return Taken({question: "none" if question is Question.REPLY_BY else UNKNOWN})
    needs_reply = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
    return Problem("utter_problem_need_reply" if needs_reply else "utter_problem_need_answer")

"""What a message means as an answer to a question: one reader a question, each in the room of its subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.decisions.questions import Question
from bot.readers.asides import is_done
from bot.readers.choices import read_customer, read_fault_or_complaint, read_sort_or_log, read_sorted
from bot.readers.contact import find_contact
from bot.readers.copies import read_copies
from bot.readers.counts import how_many
from bot.readers.examples import read_examples
from bot.readers.handler import read_handled_by
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.last_look import read_change, read_check
from bot.readers.message import SKIP, Message, read_yes_no
from bot.readers.money import read_amount
from bot.readers.names import read_name
from bot.readers.needs import read_needs
from bot.readers.often import read_reply_often
from bot.readers.outcome import read_outcome
from bot.readers.refs import read_account, read_reference
from bot.readers.reply import read_code, read_reply_address, read_reply_by
from bot.readers.role import read_acting_for, read_role
from bot.readers.service import read_service
from bot.readers.still import read_still_happening
from bot.readers.when import (
    FIRST_TIME,
    day_as_answer,
    is_first_time,
    read_final_letter_on,
    read_first_told_on,
    read_happened_on,
    read_told_before,
)

__all__ = [
    "FIRST_TIME",
    "SKIP",
    "Message",
    "day_as_answer",
    "find_contact",
    "is_first_time",
    "read_answer",
    "read_yes_no",
]


def read_answer(question: Question, message: Message, answers: Mapping[str, Any]) -> Reading:
    """What ``message`` means as an answer to ``question``; ``None`` when it is not one."""
    return _READERS[question](message, answers)


_NO_STORY = re.compile(r"\W*(?:[A-Za-z]{0,4}[- ]?\d[\w-]*|[A-Z][a-z]+ [A-Z][a-z'’-]+)\W*")
"""A number by itself, or what looks like a name."""
_COURTESIES = ("greet", "affirm", "deny", "thank", "goodbye")


def _read_description(message: Message, answers: Mapping[str, Any]) -> Reading:
    text = message.text.strip()
    if message.choice:
        return None
    words = len(re.findall(r"\w+", text))
    courtesy = words == 1 and message.intent in _COURTESIES
    if words == 0 or courtesy or _NO_STORY.fullmatch(text) or is_done(text):
        return Problem("utter_problem_description")
    return Taken({Question.DESCRIPTION: text})


_READERS: dict[Question, Callable[[Message, Mapping[str, Any]], Reading]] = {
    Question.FAULT_OR_COMPLAINT: read_fault_or_complaint,
    Question.DESCRIPTION: _read_description,
    Question.SORT_OR_LOG: read_sort_or_log,
    Question.SORTED: read_sorted,
    Question.HAPPENED_ON: read_happened_on,
    Question.FIRST_TOLD_ON: read_first_told_on,
    Question.NAME: read_name,
    Question.REPLY_BY: read_reply_by,
    Question.REPLY_ADDRESS: read_reply_address,
    Question.CODE: read_code,
    Question.CUSTOMER: read_customer,
    Question.EMPLOYEES: how_many(Question.EMPLOYEES),
    Question.VOLUNTEERS: how_many(Question.VOLUNTEERS),
    Question.CONTRACTORS: how_many(Question.CONTRACTORS),
    Question.FINAL_LETTER_ON: read_final_letter_on,
    Question.TOLD_BEFORE: read_told_before,
    Question.STILL_HAPPENING: read_still_happening,
    Question.HANDLED_BY: read_handled_by,
    Question.SERVICE: read_service,
    Question.REFERENCE: read_reference,
    Question.ACCOUNT: read_account,
    Question.EXAMPLES: read_examples,
    Question.OUTCOME: read_outcome,
    Question.AMOUNT: read_amount,
    Question.ROLE: read_role,
    Question.ACTING_FOR: read_acting_for,
    Question.COPIES: read_copies,
    Question.NEEDS: read_needs,
    Question.REPLY_OFTEN: read_reply_often,
    Question.CHECK: read_check,
    Question.CHANGE: read_change,
}

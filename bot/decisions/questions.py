"""What we ask, in which order, and when an answer is not needed. Pure: the same answers give the same next question.

Two purposes share one set of answers, so that nothing is asked twice: telling a complaint, and asking
about ADR. ``next_question`` drives the chat; a form or a desk can drive the same intake with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]

UNKNOWN = "unknown"
"""The customer was asked and does not know."""


class Question(StrEnum):
    """Every question; the value is the slot's name in ``domain.yml`` and the key in ``intakes.answers``."""

    FAULT_OR_COMPLAINT = "fault_or_complaint"
    DESCRIPTION = "description"
    SORT_OR_LOG = "sort_or_log"
    SORTED = "sorted"
    HAPPENED_ON = "happened_on"
    FIRST_TOLD_ON = "first_told_on"
    NAME = "name"
    REPLY_BY = "reply_by"
    REPLY_ADDRESS = "reply_address"
    CODE = "code"
    CUSTOMER = "customer"
    EMPLOYEES = "employees"
    VOLUNTEERS = "volunteers"
    CONTRACTORS = "contractors"
    FINAL_LETTER_ON = "final_letter_on"
    TOLD_BEFORE = "told_before"


class Purpose(StrEnum):
    """Why we ask. The value is the form's name in ``domain.yml``."""

    COMPLAINT = "complaint_form"
    ADR = "adr_form"


OPTIONAL = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME, Question.CODE})
"""May be skipped at once. A summary of something that is sorted makes the reply optional too (``may_skip``)."""

NONE_YET = "none"
"""For ``final_letter_on``: no such letter has come."""


@dataclass(frozen=True)
class _Asked:
    question: Question
    when: Callable[[Answers], bool]


def _is_complaint(answers: Answers) -> bool:
    return answers.get(Question.FAULT_OR_COMPLAINT) != "fault"


def _being_sorted(answers: Answers) -> bool:
    return answers.get(Question.SORT_OR_LOG) == "sort"


def _is_sorted(answers: Answers) -> bool:
    return answers.get(Question.SORTED) == "yes"


def _to_investigate(answers: Answers) -> bool:
    return _is_complaint(answers) and not _is_sorted(answers)


def _wants_reply(answers: Answers) -> bool:
    return _is_complaint(answers) and not (_is_sorted(answers) and answers.get(Question.REPLY_BY) == "none")


_COMPLAINT = [
    _Asked(Question.FAULT_OR_COMPLAINT, lambda a: bool(a.get("unsure_if_complaint"))),
    _Asked(Question.DESCRIPTION, _is_complaint),
    _Asked(Question.SORT_OR_LOG, lambda a: _is_complaint(a) and bool(a.get("playbook"))),
    _Asked(Question.SORTED, lambda a: _is_complaint(a) and _being_sorted(a)),
    _Asked(Question.HAPPENED_ON, _to_investigate),
    _Asked(Question.FIRST_TOLD_ON, _to_investigate),
    _Asked(Question.NAME, _to_investigate),
    _Asked(Question.REPLY_BY, _is_complaint),
    _Asked(Question.REPLY_ADDRESS, _wants_reply),
    _Asked(
        Question.CODE,
        lambda a: _is_complaint(a) and not _is_sorted(a) and a.get(Question.REPLY_BY) == "email",
    ),
]

_ADR_FACTS = {
    "first_complained_on": Question.FIRST_TOLD_ON,
    "customer": Question.CUSTOMER,
    "employees": Question.EMPLOYEES,
    "volunteers": Question.VOLUNTEERS,
    "contractors": Question.CONTRACTORS,
    "deadlock_letter_on": Question.FINAL_LETTER_ON,
}
"""Which question finds out a fact that the ADR answer reports as missing."""


def next_question(answers: Answers) -> Question | None:
    """The next thing to ask somebody who is telling a complaint; ``None`` when all is told."""
    for asked in _COMPLAINT:
        if asked.question not in answers and asked.when(answers):
            return asked.question
    return None


def next_adr_question(answers: Answers, missing: list[str]) -> Question | None:
    """The next thing to ask before an ADR answer, from the facts that the answer says are ``missing``.

    Somebody who has no date is asked the question the other way round: was it before the latest day that opens it?
    """
    if answers.get(Question.FIRST_TOLD_ON) == UNKNOWN and Question.TOLD_BEFORE not in answers:
        return Question.TOLD_BEFORE
    for fact in missing:
        question = _ADR_FACTS.get(fact)
        if question is not None and question not in answers:
            return question
    return None


def may_skip(question: Question, answers: Answers) -> bool:
    """Whether "skip" is a fair answer. One way to reply is needed to open a case, so that is not."""
    if question in (Question.REPLY_BY, Question.REPLY_ADDRESS):
        return _is_sorted(answers)
    return question in OPTIONAL


def ready_to_open(answers: Answers) -> bool:
    """A description and one way to reply are enough: the case opens, the rest is details."""
    return (
        _is_complaint(answers)
        and bool(answers.get(Question.DESCRIPTION))
        and bool(answers.get(Question.REPLY_ADDRESS))
    )

"""What we ask, in which order, and when an answer is not needed. Pure: the same answers give the same next question.

Two purposes share one set of answers, so that nothing is asked twice: telling a complaint, and asking
about ADR. ``next_question`` drives the chat; a form or a desk can drive the same intake with it.

A complaint is told in three parts: what happened and one way to reply (then the case opens), the details that help
(what this provider's page asks for first, each may be left out), and a last look at all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.decisions.provider import Provider

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
    STILL_HAPPENING = "still_happening"
    HANDLED_BY = "handled_by"
    SERVICE = "service"
    REFERENCE = "reference"
    ACCOUNT = "account"
    EXAMPLES = "examples"
    OUTCOME = "outcome"
    AMOUNT = "amount"
    ROLE = "role"
    ACTING_FOR = "acting_for"
    COPIES = "copies"
    NEEDS = "needs"
    REPLY_OFTEN = "reply_often"
    CHECK = "check"
    CHANGE = "change"
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


DETAILS = (
    Question.STILL_HAPPENING,
    Question.HANDLED_BY,
    Question.SERVICE,
    Question.REFERENCE,
    Question.ACCOUNT,
    Question.EXAMPLES,
    Question.OUTCOME,
    Question.AMOUNT,
    Question.ROLE,
    Question.ACTING_FOR,
    Question.CUSTOMER,
    Question.EMPLOYEES,
    Question.COPIES,
    Question.NEEDS,
    Question.REPLY_OFTEN,
)
"""What helps and may be left out, in the order in which it is asked where the provider's page asks for nothing."""

OPTIONAL = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME, Question.CODE, *DETAILS})
"""May be skipped at once. A summary of something that is sorted makes the reply optional too (``may_skip``)."""

THATS_ALL = "_thats_all"
"""Key of the answers: the customer wants no more questions. What the provider's page demands is still asked once."""

LOG_FIRST = "_log_first"
"""Key of the answers: they want it logged now, so what is not needed for that is asked after it."""

ASKED_FIRST = "_asked_first"
"""Key of the answers: which details the playbook of their problem asks for before the others."""

CHANGING = "_changing"
"""Key of the answers: which answer is being changed after the last look."""

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


def _wants_money(answers: Answers) -> bool:
    return "refund" in (answers.get("outcome_kinds") or ())


_NEEDED = [
    _Asked(Question.FAULT_OR_COMPLAINT, lambda a: bool(a.get("unsure_if_complaint"))),
    _Asked(Question.DESCRIPTION, _is_complaint),
    _Asked(
        Question.SORT_OR_LOG, lambda a: _is_complaint(a) and bool(a.get("playbook")) and THATS_ALL not in a
    ),
    _Asked(Question.SORTED, lambda a: _is_complaint(a) and _being_sorted(a)),
    _Asked(Question.HAPPENED_ON, _to_investigate),
    _Asked(Question.FIRST_TOLD_ON, _to_investigate),
    _Asked(Question.NAME, _to_investigate),
    _Asked(Question.REPLY_BY, _is_complaint),
    _Asked(Question.REPLY_ADDRESS, _wants_reply),
]
"""Without these there is no complaint that anybody could answer."""

_CAN_WAIT = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME})


def _reply_first(asked: _Asked) -> bool:
    """For somebody who wants it logged now: the way to reply is all that is missing for that."""
    return asked.question in _CAN_WAIT


_HELPS_WHEN: dict[Question, Callable[[Answers], bool]] = {
    # Where it works again, or they said that it does not, the question would be asked twice.
    Question.STILL_HAPPENING: lambda a: Question.SORTED not in a,
    Question.AMOUNT: _wants_money,
    Question.ACTING_FOR: lambda a: a.get(Question.ROLE) == "acting_for",
    Question.EMPLOYEES: lambda a: a.get(Question.CUSTOMER) in ("business", "charity"),
}
"""When a detail is worth asking for; those not listed always are."""


_ADR_FACTS = {
    "first_complained_on": Question.FIRST_TOLD_ON,
    "customer": Question.CUSTOMER,
    "employees": Question.EMPLOYEES,
    "volunteers": Question.VOLUNTEERS,
    "contractors": Question.CONTRACTORS,
    "deadlock_letter_on": Question.FINAL_LETTER_ON,
}
"""Which question finds out a fact that the ADR answer reports as missing."""


def next_question(answers: Answers, profile: Provider) -> Question | None:
    """The next thing to ask somebody who is telling a complaint; ``None`` when all is told and looked at."""
    needed = _NEEDED if not answers.get(LOG_FIRST) else sorted(_NEEDED, key=_reply_first)
    for asked in needed:
        if asked.question not in answers and asked.when(answers):
            return asked.question
    if not _to_investigate(answers):
        return None
    changing = answers.get(CHANGING)
    if changing:
        return Question(changing)
    for question in details_asked(answers, profile):
        if question not in answers:
            return question
    if Question.CHECK not in answers:
        return Question.CHECK
    if Question.CODE not in answers and answers.get(Question.REPLY_BY) == "email":
        return Question.CODE
    return None


def details_asked(answers: Answers, profile: Provider) -> list[Question]:
    """Which details are asked for, in order: what the provider's page demands, then what helps, that first
    which the playbook of their problem asks for. After "that's all" only
    the first part is left."""
    demanded = demanded_details(profile)
    first = [Question(key) for key in answers.get(ASKED_FIRST, ())]
    helps = [*first, *(question for question in DETAILS if question not in first)]
    order = [*demanded, *(question for question in helps if question not in demanded)]
    if answers.get(THATS_ALL):
        order = demanded
    return [question for question in order if question not in _HELPS_WHEN or _HELPS_WHEN[question](answers)]


def demanded_details(profile: Provider) -> list[Question]:
    """Details that the provider's page marks as required, in the page's order."""
    known = {question.value: question for question in DETAILS}
    return [known[detail.key] for detail in profile.details if detail.required and detail.key in known]


def wanted_by_page(question: Question, profile: Provider) -> bool:
    """Whether the provider's page asks customers for this at all."""
    return any(detail.key == question.value for detail in profile.details)


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
    if question in (Question.CHECK, Question.CHANGE):
        return True
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

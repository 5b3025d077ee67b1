"""Every way through the questions of a complaint, walked breadth first.

A customer may answer each question in every way that makes a difference to what is asked next, leave it out where that
is fair, say "that's all" at any detail and "log it" where something can wait, and put one answer right after the last
look.
Two sets of answers that differ in nothing that ``next_question`` could look at are walked on from once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.decisions.problem import Problem
from bot.decisions.provider import Provider
from bot.decisions.questions import (
    CHANGING,
    DETAILS,
    THATS_ALL,
    UNKNOWN,
    Question,
    demanded_details,
    may_skip,
    next_question,
)

Q = Question
Answers = dict[str, Any]
CHANGED = "_changed"
"""Ours: one answer was put right already. Without such an end, putting right could go on for ever."""
CAP = 30_000
"""Sets of answers for one provider; a walk that has more is stopped, and its test fails."""

DAY = {"from": "2026-11-03", "to": "2026-11-03"}
_WAYS: dict[Question, list[Answers]] = {
    Q.FAULT_OR_COMPLAINT: [
        {Q.FAULT_OR_COMPLAINT: "fault"},
        {Q.FAULT_OR_COMPLAINT: "complaint"},
        {Q.FAULT_OR_COMPLAINT: "complaint", Q.SORT_OR_LOG: "log"},
        {Q.FAULT_OR_COMPLAINT: "complaint", Q.SORT_OR_LOG: "sort"},
    ],
    Q.DESCRIPTION: [{Q.DESCRIPTION: "billed twice"}, {Q.DESCRIPTION: "no line", "playbook": Problem.NO_SERVICE}],
    Q.SORT_OR_LOG: [{Q.SORT_OR_LOG: "sort"}, {Q.SORT_OR_LOG: "log"}],
    Q.SORTED: [{Q.SORTED: "yes"}, {Q.SORTED: "no"}],
    Q.HAPPENED_ON: [{Q.HAPPENED_ON: DAY}, {Q.FIRST_TOLD_ON: DAY}],  # "I rang on 3 November" answers the other one
    Q.FIRST_TOLD_ON: [{Q.FIRST_TOLD_ON: DAY}],
    Q.REPLY_BY: [
        {Q.REPLY_BY: "email"},
        {Q.REPLY_BY: "email", Q.REPLY_ADDRESS: "sam@example.com"},
        {Q.REPLY_BY: "phone", Q.REPLY_ADDRESS: "07700 900123"},
        {Q.REPLY_BY: "letter"},
    ],
    Q.HANDLED_BY: [{Q.HANDLED_BY: "nobody"}, {Q.HANDLED_BY: "Dave"}],
    Q.OUTCOME: [
        {Q.OUTCOME: "say sorry", "outcome_kinds": ["apology"]},
        {Q.OUTCOME: "my money back", "outcome_kinds": ["refund"]},
        {Q.OUTCOME: "£40 back", "outcome_kinds": ["refund"], Q.AMOUNT: 40},
    ],
    Q.ROLE: [
        {Q.ROLE: "holder"},
        {Q.ROLE: "acting_for"},
        {Q.ROLE: "acting_for", Q.ACTING_FOR: "my mum"},
    ],
    Q.CUSTOMER: [{Q.CUSTOMER: "residential"}, {Q.CUSTOMER: "business"}, {Q.CUSTOMER: "charity", Q.EMPLOYEES: 6}],
    Q.CODE: [{Q.CODE: "confirmed"}, {Q.CODE: "skipped"}],
}  # fmt: skip
"""The ways to answer that make a difference; any other question is answered in one way."""
_CHANGED = (Q.NAME, Q.REPLY_BY, Q.OUTCOME, Q.ROLE, Q.CUSTOMER)
"""What is put right after the last look: what steers the rest, and one that does not."""
_CAN_WAIT = (Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME)


@dataclass(frozen=True)
class Stop:
    """A place on the way: what is known, what is asked, and where each answer leads (by place number)."""

    answers: Answers
    question: Question | None
    leads_to: list[int] = field(default_factory=list)


def walk(profile: Provider) -> list[Stop]:
    """Every place that can be reached. Raises ``AssertionError`` when there are more than ``CAP``."""
    demanded = frozenset(map(str, demanded_details(profile)))
    places: dict[tuple[Any, ...], int] = {}
    stops: list[Stop] = []
    waiting: deque[int] = deque()

    def place(answers: Answers) -> int:
        key = _what_matters(answers, demanded)
        if key not in places:
            assert len(stops) < CAP, "the walk has more places than it may have"
            places[key] = len(stops)
            waiting.append(len(stops))
            stops.append(Stop(answers, next_question(answers, profile)))
        return places[key]

    for start in _starts():
        place(start)
    while waiting:
        stop = stops[waiting.popleft()]
        if stop.question is not None:
            stop.leads_to.extend(place(after) for after in _steps(stop.answers, stop.question))
    return stops


def _starts() -> Iterator[Answers]:
    """A bare wish, a fault that may be a complaint, and a story that tells nothing, one or all of the rest besides."""
    yield {}
    yield {"unsure_if_complaint": True}
    story: Answers = {Q.DESCRIPTION: "billed twice"}
    yield story
    told = [
        *(way for question in (Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.REPLY_BY) for way in _ways(question)[:2]),
        *(
            _ways(question)[-1]
            for question in (Q.NAME, Q.OUTCOME, Q.ROLE, Q.CUSTOMER, Q.REFERENCE, Q.SERVICE)
        ),
    ]
    for one in told:
        yield story | one
    everything = dict(story)
    rest: list[Answers] = [{question: "told"} for question in DETAILS]
    for one in (*told, *rest):
        everything = one | everything
    yield everything


def _ways(question: Question) -> list[Answers]:
    return _WAYS.get(question, [{question: "told"}])


def _steps(answers: Answers, question: Question) -> Iterator[Answers]:
    """What is known after each answer to ``question``."""
    if question is Q.CHECK:
        yield answers | {Q.CHECK: "yes"}
        if CHANGED not in answers:
            for each in (Q.CHANGE, *(each for each in _CHANGED if each in answers)):
                yield answers | {CHANGING: each.value, CHANGED: True}
        return
    if question is Q.CHANGE:
        yield _without(answers, CHANGING)
        yield from (answers | {CHANGING: each.value} for each in _CHANGED if each in answers)
        return
    changing = answers.get(CHANGING) is not None
    if changing:
        yield _without(answers, CHANGING)  # left as it was
    known = _without(answers, CHANGING)
    if question is Q.REPLY_BY:
        known = _without(known, Q.REPLY_ADDRESS)  # an address of another kind
    yield from (known | way for way in _ways(question) if question in way or not way.keys() <= known.keys())
    if may_skip(question, answers) and not changing:
        yield known | {question: "none" if question is Q.REPLY_BY else UNKNOWN}
    if question in DETAILS and not changing:
        yield known | {question: UNKNOWN, THATS_ALL: True}
    if question in _CAN_WAIT and not changing:
        left = {each: UNKNOWN for each in _CAN_WAIT if each not in answers}
        yield known | left | {THATS_ALL: True}


def _without(answers: Answers, key: str) -> Answers:
    return {each: value for each, value in answers.items() if each != key}


_EVERY = frozenset(map(str, Question))
_HELPS = frozenset(map(str, DETAILS))
_STEERS = frozenset(map(str, _CHANGED))
_BY_VALUE = (
    "unsure_if_complaint", "playbook", Q.FAULT_OR_COMPLAINT, Q.SORT_OR_LOG, Q.SORTED, Q.REPLY_BY, Q.ROLE,
    Q.CUSTOMER, THATS_ALL, CHANGING, CHANGED,
)  # fmt: skip


def _what_matters(answers: Answers, demanded: frozenset[str]) -> tuple[Any, ...]:
    """Which questions are answered, and the values that steer. After "that's all" it is no matter which of the other
    details are."""
    answered = frozenset(_EVERY & answers.keys())
    if answers.get(THATS_ALL):
        answered -= _HELPS - demanded - _STEERS
    return (
        answered,
        tuple(answers.get(key) for key in _BY_VALUE),
        "refund" in (answers.get("outcome_kinds") or ()),
    )

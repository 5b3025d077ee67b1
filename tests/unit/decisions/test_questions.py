"""What is asked, in which order, and what is left out: tried on every set of answers to the first questions.

How the answers can come about, one after the other and for each provider, is walked in ``test_questions_walked.py``.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from bot.adapters.yaml_files import load_providers
from bot.decisions.digression import is_their_question
from bot.decisions.problem import Problem
from bot.decisions.questions import (
    ASKED_FIRST,
    DETAILS,
    UNKNOWN,
    Question,
    demanded_details,
    details_asked,
    may_skip,
    next_adr_question,
    next_question,
    ready_to_open,
)

Q = Question
DAY = {"from": "2026-11-03", "to": "2026-11-03"}
PROVIDERS = load_providers()
ANY = PROVIDERS["contactnow"]
THE_REST = "the rest"
"""Stands for every detail and the last look at once, in ``VALUES`` only."""
VALUES: dict[str, list[Any]] = {
    "unsure_if_complaint": [None, True],
    "playbook": [None, Problem.NO_SERVICE],
    Q.FAULT_OR_COMPLAINT: [None, "fault", "complaint"],
    Q.DESCRIPTION: [None, "no line"],
    Q.SORT_OR_LOG: [None, "sort", "log"],
    Q.SORTED: [None, "yes", "no"],
    Q.HAPPENED_ON: [None, DAY, UNKNOWN],
    Q.FIRST_TOLD_ON: [None, DAY],
    Q.NAME: [None, "Sam"],
    Q.REPLY_BY: [None, "email", "phone", "none"],
    Q.REPLY_ADDRESS: [None, "sam@example.com"],
    THE_REST: [None, True],
    Q.CODE: [None, "skipped"],
}


def _answers(chosen: tuple[Any, ...]) -> dict[str, Any]:
    answers = {key: value for key, value in zip(VALUES, chosen, strict=True) if value is not None}
    if answers.pop(THE_REST, False):
        answers |= dict.fromkeys(DETAILS, UNKNOWN) | {Q.CHECK: "yes"}
    return answers


EVERY = [_answers(chosen) for chosen in product(*VALUES.values())]
"""Every set of answers to the first questions, also those that no conversation leads to."""


def test_nothing_that_was_answered_is_asked_again() -> None:
    for answers in EVERY:
        assert next_question(answers, ANY) not in answers


def test_every_conversation_comes_to_an_end() -> None:
    for answers in EVERY:
        told = dict(answers)
        for _ in Question:
            question = next_question(told, ANY)
            if question is None:
                break
            told[question] = VALUES[question][1] if question in VALUES else UNKNOWN
        assert next_question(told, ANY) is None


def test_a_plain_fault_is_asked_nothing_more() -> None:
    for answers in EVERY:
        if answers.get(Q.FAULT_OR_COMPLAINT) == "fault":
            assert next_question(answers, ANY) is None


def test_what_happened_comes_before_anything_about_the_customer() -> None:
    for answers in EVERY:
        if Q.DESCRIPTION not in answers:
            assert next_question(answers, ANY) in (None, Q.FAULT_OR_COMPLAINT, Q.DESCRIPTION)


def test_a_case_needs_a_description_and_one_way_to_reply_and_no_more() -> None:
    for answers in EVERY:
        enough = Q.DESCRIPTION in answers and Q.REPLY_ADDRESS in answers
        assert ready_to_open(answers) == (enough and answers.get(Q.FAULT_OR_COMPLAINT) != "fault")


def test_a_code_is_asked_for_an_e_mail_address_only() -> None:
    asked = [answers for answers in EVERY if next_question(answers, ANY) is Q.CODE]
    assert asked
    assert all(answers[Q.REPLY_BY] == "email" for answers in asked)


@pytest.mark.parametrize(
    ("question", "answers", "fair"),
    [
        (Q.NAME, {}, True),
        (Q.HAPPENED_ON, {}, True),
        (Q.CODE, {}, True),
        (Q.DESCRIPTION, {}, False),
        (Q.REPLY_BY, {}, False),
        (Q.REPLY_ADDRESS, {Q.REPLY_BY: "email"}, False),
        (Q.REPLY_BY, {Q.SORTED: "yes"}, True),
    ],
)
def test_skipping_is_fair_where_nothing_hangs_on_it(
    question: Question, answers: dict[str, Any], fair: bool
) -> None:
    assert may_skip(question, answers) is fair


@pytest.mark.parametrize(
    ("answers", "missing", "asked"),
    [
        ({}, ["first_complained_on", "customer"], Q.FIRST_TOLD_ON),
        ({Q.FIRST_TOLD_ON: DAY}, ["customer", "employees"], Q.CUSTOMER),
        ({Q.FIRST_TOLD_ON: DAY, Q.CUSTOMER: "business"}, ["employees"], Q.EMPLOYEES),
        ({Q.FIRST_TOLD_ON: UNKNOWN}, ["first_complained_on", "customer"], Q.TOLD_BEFORE),
        ({Q.FIRST_TOLD_ON: UNKNOWN, Q.TOLD_BEFORE: "yes"}, ["customer"], Q.CUSTOMER),
        ({Q.FIRST_TOLD_ON: DAY}, [], None),
        ({Q.FIRST_TOLD_ON: DAY}, ["in_court"], None),
    ],
)
def test_before_the_adr_answer_only_what_is_missing_is_asked(
    answers: dict[str, Any], missing: list[str], asked: Question | None
) -> None:
    assert next_adr_question(answers, missing) is asked


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "question", "theirs"),
    [
        ("can I go to CISAS yet?", "ask_adr", 0.9, Q.DESCRIPTION, True),
        ("I rang six times and nobody ever rang me so I will go to CISAS soon", "ask_adr", 0.9, Q.DESCRIPTION, False),
        ("stop", "stop_cancel", 0.9, Q.NAME, True),
        ("Stop Carter", "stop_cancel", 0.3, Q.NAME, False),
        ("Sam Carter", "request_escalation", 0.6, Q.NAME, False),
        ("3 November", "give_details", 0.9, Q.HAPPENED_ON, False),
        ("how long will it take", "ask_response_target", 0.9, Q.HAPPENED_ON, True),
        ("hmm", "ask_adr", 0.2, Q.HAPPENED_ON, False),
    ],
)  # fmt: skip
def test_a_short_question_is_theirs_and_a_long_story_is_an_answer(
    text: str, intent: str, confidence: float, question: Question, theirs: bool
) -> None:
    assert is_their_question(text, intent, confidence, question) is theirs


def test_what_the_playbook_asks_for_comes_before_the_other_details_but_after_what_the_page_demands() -> None:
    first = {ASKED_FIRST: [Q.HANDLED_BY.value]}
    for provider in PROVIDERS.values():
        demanded = demanded_details(provider)
        asked = details_asked(first, provider)
        assert asked[: len(demanded)] == demanded
        assert Q.HANDLED_BY in asked[: len(demanded) + 1]
        assert sorted(asked) == sorted(details_asked({}, provider))

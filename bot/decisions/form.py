"""The form without JavaScript: which kind of field a question has, what stands before it, what may be opened again.

Pure. What is asked, and in which order, is ``next_question`` and nothing else.
"""

from __future__ import annotations

from enum import StrEnum

from bot.decisions.provider import Provider
from bot.decisions.questions import DETAILS, THATS_ALL, Answers, Question, details_asked


class Field(StrEnum):
    """How a question is answered on a page of its own."""

    STORY = "story"
    LINE = "line"
    ONE_OF = "one_of"
    SOME_OF = "some_of"
    DATE = "date"
    CHECK = "check"


_FIELDS = {
    Question.DESCRIPTION: Field.STORY,
    Question.EXAMPLES: Field.STORY,
    Question.HAPPENED_ON: Field.DATE,
    Question.FIRST_TOLD_ON: Field.DATE,
    Question.OUTCOME: Field.SOME_OF,
    Question.NEEDS: Field.SOME_OF,
    Question.CHECK: Field.CHECK,
    **dict.fromkeys(
        (
            Question.SORT_OR_LOG,
            Question.SORTED,
            Question.REPLY_BY,
            Question.STILL_HAPPENING,
            Question.SERVICE,
            Question.ROLE,
            Question.CUSTOMER,
            Question.COPIES,
            Question.REPLY_OFTEN,
        ),
        Field.ONE_OF,
    ),
}
"""Every other question is answered on one line."""

_BEFORE_DETAILS = (
    Question.DESCRIPTION,
    Question.SORT_OR_LOG,
    Question.SORTED,
    Question.HAPPENED_ON,
    Question.FIRST_TOLD_ON,
    Question.NAME,
    Question.REPLY_BY,
    Question.REPLY_ADDRESS,
)
_ONCE = frozenset({Question.SORT_OR_LOG, Question.SORTED, Question.CHECK, Question.CODE})
"""Answered once: a later answer would mean nothing."""


def field_of(question: Question, answers: Answers) -> Field:
    if question is Question.REPLY_BY and answers.get(Question.SORTED) == "yes":
        return Field.LINE  # a note by e-mail, or none
    if question is Question.REPLY_ADDRESS and answers.get(Question.REPLY_BY) == "letter":
        return Field.STORY
    return _FIELDS.get(question, Field.LINE)


def all_steps(answers: Answers, profile: Provider) -> list[Question]:
    """The pages in the order in which they are asked, those that were left out by "that's all" included."""
    details = details_asked({**answers, THATS_ALL: False}, profile)
    return [*_BEFORE_DETAILS, *details, Question.CHECK, Question.CODE]


def may_open(question: Question, answers: Answers, profile: Provider, standing: Question | None) -> bool:
    """Whether the page of ``question`` may be looked at and answered while ``standing`` is asked.

    The one that stands, and any that was answered and can be changed; from the last look on also a detail that was
    never asked.
    """
    if question is standing:
        return True
    if standing is None or question in _ONCE:
        return False
    if question in answers:
        return question in all_steps(answers, profile)
    return (
        standing in (Question.CHECK, Question.CODE)
        and question in DETAILS
        and question in all_steps(answers, profile)
    )


def step_before(question: Question, answers: Answers, profile: Provider) -> Question | None:
    """The page that "Back" leads to; ``None`` where there is none to go back to."""
    before: Question | None = None
    for step in all_steps(answers, profile):
        if step is question:
            return before
        if step in answers and step not in _ONCE:
            before = step
    return None

"""It works again, said while a question of ours stands."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.playbook import PLAYBOOK
from bot.decisions.questions import Purpose, Question
from bot.decisions.records import IntakeStatus
from bot.readers.works_again import works_again
from bot.services.taking.keep_values import keep_values
from bot.services.taking.state import Taking

_ASKED_SO = frozenset({Question.DESCRIPTION, Question.SORTED, Question.STILL_HAPPENING, Question.CODE})
"""Here it is the story, or the answer."""

_READ_BACK = ("utter_noted_details", "utter_changed_details")
"""That it has stopped is said already."""


def hear_works_again(taking: Taking, question: Question) -> bool:
    """Whether it is said. A plain fault ends with it, and a complaint that was about to be tried is sorted by their
    word; one that is being logged goes on, and it is put down that it has stopped."""
    told = taking.purpose is Purpose.COMPLAINT and Question.DESCRIPTION in taking.intake.answers
    typed = taking.heard.choice is None and not taking.heard.on_form
    if not told or not typed or question in _ASKED_SO or not works_again(taking.message.text):
        return False
    if question is Question.FAULT_OR_COMPLAINT:
        taking.says.append(("utter_works_again", {}))
        taking.intake = replace(taking.intake, status=IntakeStatus.CANCELLED)
    elif question is Question.SORT_OR_LOG and taking.tx.cases.by_intake(taking.intake.id) is None:
        taking.set(Question.SORT_OR_LOG, "sort")
        taking.set(PLAYBOOK, None)
        keep_values(taking, {Question.SORTED: "yes"})
    else:
        if question is Question.SORT_OR_LOG:
            taking.set(Question.SORT_OR_LOG, "log")
        keep_values(taking, {Question.STILL_HAPPENING: "no"})
        taking.says = [
            ("utter_works_again_noted", {}),
            *(each for each in taking.says if each[0] not in _READ_BACK),
        ]
    return True

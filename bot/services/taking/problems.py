"""An answer that cannot be kept as it is: what is wrong with it is said, and after two a person is offered."""

from __future__ import annotations

from bot.decisions.questions import CHANGING, UNKNOWN, Question
from bot.readers.heard import Problem
from bot.services.taking.state import Taking

MISSES_BEFORE_A_PERSON = 2


def tell_problem(taking: Taking, problem: Problem) -> None:
    """What is wrong, with what was perhaps meant; a name that fails twice is left out."""
    taking.set("_suggestion", problem.suggestion)
    taking.set("_asked_back", True if problem.key == "utter_problem_letter_date" else None)
    taking.says.append((problem.key, dict(problem.facts)))
    misses = int(taking.intake.answers.get("_misses") or 0) + 1
    taking.set("_misses", misses)
    if misses < MISSES_BEFORE_A_PERSON or problem.suggestion is not None:
        return
    if taking.asked is Question.NAME:
        leave_out(taking, Question.NAME)
    taking.says.append(("utter_offer_person", {}))


def leave_out(taking: Taking, question: Question) -> None:
    """Not understood twice: left out for now, so that nobody is held at it."""
    taking.set("_misses", None)
    taking.set(question, UNKNOWN)
    taking.set(CHANGING, None)
    taking.filled[question] = UNKNOWN
    taking.says.append(("utter_leave_it", {}))

"""They say what the trouble is not: the problem that was heard is taken back, and help for it is not offered."""

from __future__ import annotations

from bot.decisions.playbook import PLAYBOOK, PROBLEM
from bot.decisions.questions import Purpose, Question
from bot.readers.denies_problem import problems_denied
from bot.readers.problems.which import problem_of
from bot.services.same_day import problem_in
from bot.services.shape_answer import with_the_story_so_far
from bot.services.taking.state import Taking
from bot.services.taking.the_case import open_or_fill


def hear_denied(taking: Taking, question: Question) -> bool:
    """Their words stay with what happened, for a person; the next likely problem takes the place of the denied one. The
    question stands, unless it was whether to try something."""
    asked_for_a_story = question is Question.DESCRIPTION
    if taking.heard.choice is not None or taking.purpose is not Purpose.COMPLAINT or asked_for_a_story:
        return False
    denied = problems_denied(taking.message.text)
    problem = problem_in(taking.intake.answers)
    if problem is None or problem not in denied:
        return False
    story = str(taking.intake.answers.get(Question.DESCRIPTION) or "")
    instead = problem_of(story, besides=denied)
    taking.set(PROBLEM, instead.value if instead is not None else None)
    taking.set(PLAYBOOK, None)
    if question is Question.SORTED or Question.SORT_OR_LOG in taking.intake.answers:
        taking.set(Question.SORT_OR_LOG, "log")
    grown = with_the_story_so_far({Question.DESCRIPTION: taking.message.text.strip()}, taking.intake.answers)
    taking.set(Question.DESCRIPTION, grown[Question.DESCRIPTION])
    taking.filled[Question.DESCRIPTION] = grown[Question.DESCRIPTION]
    taking.says.append(("utter_problem_corrected", {}))
    open_or_fill(taking)
    return True

"""First contact: which problem it is, what is known of it, and what can be tried before it is logged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.decisions.playbook import GIVEN, NOT_AGAIN, PLAYBOOK, PROBLEM, TRIED, Plan, in_order, known_tries
from bot.decisions.questions import ASKED_FIRST, Purpose, Question
from bot.readers.logs_it import wants_it_logged
from bot.readers.problems.which import problem_of
from bot.readers.tried import read_tried
from bot.services.known_trouble import trouble_told
from bot.services.playbooks import plan_for, step_says, steps_in_words
from bot.services.same_day import note_for, others_told, problem_in
from bot.services.taking.state import Taking

OFFERED_BEFORE: Final = "_offered_before"
"""Key of the answers: they were offered to try first with an earlier complaint of this chat, so nobody asks again."""
ONLY_LOG: Final = "_only_log"
"""Key of the answers: they said that it is to be logged, so nobody offers to try first, in this whole chat."""
_CANNOT: Final = re.compile(
    r"\b(?:can'?t|cannot|not able|unable|too (?:old|ill|hard|high)|won'?t (?:do|try)|not going to|no time"
    r"|don'?t want to|didn'?t (?:try|do)|haven'?t|not tried|skip)\b",
    re.IGNORECASE,
)


def only_to_be_logged(answers: Mapping[str, Any]) -> dict[str, Any]:
    """``answers`` of somebody who said "log it": it is a complaint, and nothing is tried first."""
    kept = {key: value for key, value in answers.items() if key not in ("unsure_if_complaint", PLAYBOOK)}
    return {**kept, "complaining": True, Question.SORT_OR_LOG.value: "log", ONLY_LOG: True}


def hear_log_it(taking: Taking) -> None:
    """ "Just log it", at whatever question: help is not offered any more."""
    typed = taking.purpose is Purpose.COMPLAINT and taking.heard.choice is None
    if typed and Question.SORT_OR_LOG not in taking.filled and wants_it_logged(taking.message.text):
        taking.intake = replace(taking.intake, answers=only_to_be_logged(taking.intake.answers))


def hear_problem(taking: Taking, description: str) -> None:
    """For a story that is new: its problem, and what there is to say and to try. Said once for each problem."""
    if problem_in(taking.intake.answers) is not None:
        return _offer(taking, _plan(taking))
    problem = problem_of(description)
    taking.set(PROBLEM, problem.value if problem else None)
    taking.set(PLAYBOOK, None)
    urgent = taking.intake.answers.get("_urgent")  # nobody in distress is sent to restart a router
    if problem is None or urgent:
        return None
    taking.says += note_for(taking.context, taking.tx, taking.intake, problem)
    playbook = taking.context.playbooks[problem]
    if playbook.status_page:
        taking.says += trouble_told(taking.context, taking.tx, taking.profile)[1]
    taking.says += others_told(taking.context, taking.tx, taking.intake, problem)
    plan = _plan(taking)
    taking.set(ASKED_FIRST, [question.value for question in plan.asks] or None)
    _offer(taking, plan)
    if not plan.tries and not _only_to_be_logged(taking):
        taking.says += step_says(taking.context, taking.profile, problem, plan.tells)


def hear_tried(taking: Taking) -> None:
    """What they say that they tried, whenever they say it: kept, and never proposed to them."""
    if taking.purpose is not Purpose.COMPLAINT or taking.heard.choice is not None:
        return
    told = read_tried(taking.message.text)
    before = known_tries(taking.intake.answers.get(TRIED, ()))
    if not told - before:
        return
    taking.set(TRIED, in_order(told | before))
    waits = PLAYBOOK in taking.intake.answers and Question.SORT_OR_LOG not in taking.intake.answers
    if not waits or Question.DESCRIPTION not in taking.intake.answers:
        return
    _offer(taking, _plan(taking))
    if taking.asked is Question.SORT_OR_LOG:
        nothing_left = PLAYBOOK not in taking.intake.answers
        taking.says.append(("utter_tried_all" if nothing_left else "utter_tried_noted", {}))


def give_steps(taking: Taking) -> None:
    """They want to try: where else it goes, and the steps, without those that they have done."""
    problem = problem_in(taking.intake.answers)
    if problem is None:
        return None
    plan = _plan(taking)
    context, profile = taking.context, taking.profile
    taking.says += step_says(context, profile, problem, plan.tells)
    if not plan.tries:  # an outage has been reported since they were asked
        return taking.set(Question.SORT_OR_LOG, "log")
    taking.says.append(
        ("utter_playbook_steps", {"steps": steps_in_words(context, profile, problem, plan.tries)})
    )
    return taking.set(GIVEN, in_order(step.tries for step in plan.tries if step.tries))


def hear_whether_sorted(taking: Taking, answer: str) -> None:
    """What was given counts as tried once they say how it went; who could not do it has not tried it."""
    given = known_tries(taking.intake.answers.get(GIVEN, ()))
    typed = taking.heard.choice is None
    if given and not (typed and answer == "no" and _CANNOT.search(taking.message.text)):
        tried = known_tries(taking.intake.answers.get(TRIED, ()))
        taking.set(TRIED, in_order(tried | given))
        taking.says.append(("utter_sorted" if answer == "yes" else "utter_not_sorted", {}))
    else:
        taking.says.append(("utter_sorted" if answer == "yes" else "utter_not_tried", {}))


def kept_for_the_next(answers: dict[str, object]) -> list[str]:
    """What was tried or given with one complaint, so that no other of the same chat proposes it again."""
    found: list[object] = []
    for key in (TRIED, GIVEN, NOT_AGAIN):
        kept = answers.get(key)
        found += kept if isinstance(kept, list) else []
    return in_order(known_tries(found))


def _plan(taking: Taking) -> Plan:
    problem = problem_in(taking.intake.answers)
    if problem is None:
        return Plan()
    trouble = None
    if taking.context.playbooks[problem].status_page:
        trouble, _ = trouble_told(taking.context, taking.tx, taking.profile)
    outage = trouble is not None and trouble.major
    return plan_for(taking.context, taking.profile, problem, taking.intake.answers, outage)


def _offer(taking: Taking, plan: Plan) -> None:
    """Whether to try first is asked only where something is left to try; once answered, it stands."""
    problem = taking.intake.answers.get(PROBLEM)
    if Question.SORT_OR_LOG in taking.intake.answers:
        return
    taking.set(PLAYBOOK, problem if plan.tries and not taking.intake.answers.get("_urgent") else None)


def _only_to_be_logged(taking: Taking) -> bool:
    """ "Just log it": nothing is explained to them, unless that is only said of an earlier complaint. Before it is
    clear whether they complain at all, nothing is either."""
    answers = taking.intake.answers
    unclear = bool(answers.get("unsure_if_complaint")) and Question.FAULT_OR_COMPLAINT not in answers
    log = answers.get(Question.SORT_OR_LOG) == "log" and not answers.get(OFFERED_BEFORE)
    return unclear or log

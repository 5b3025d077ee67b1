"""Somebody higher up at this provider: how, what to send, what they do. Asking for it is the escalation itself."""

from __future__ import annotations

import re

from bot.decisions.provider import Step
from bot.decisions.topic import Topic
from bot.services.answers.asked import Answer, Asked, listed, together
from bot.services.answers.clocks import manager_due
from bot.services.answers.procedure import contents, no_names

_WHEN = re.compile(
    r"\b(?:when|latest|by what|what (?:day|date)|how long|which day|late|overdue)\b", re.IGNORECASE
)


_HIGHER = re.compile(
    r"\b(?:manag\w*|escalat\w*|higher|senior|director|boss\w*|further|next (?:step|stage|level)|second"
    r"|again|supervisor)\b",
    re.IGNORECASE,
)


def _rungs(asked: Asked) -> list[Step]:
    """What comes after the first contact and before ADR."""
    return [step for step in asked.provider.ladder[1:] if not step.ends]


def step_words(asked: Asked, step: Step) -> str:
    """What to do on a rung, what to send and where, and what happens then."""
    said = [step.how]
    if step.send:
        said.append(asked.say("utter_ladder_send", things=listed(step.send)))
    if step.lines:
        said.append(asked.say("utter_ladder_to", address=", ".join(step.lines)))
    if step.does:
        said.append(step.does)
    if step.target:
        aim = asked.provider.targets[step.target]
        said.append(
            asked.say("utter_fact_later_target", who=step.who, length=asked.length(aim.unit, aim.length))
        )
    return " ".join(said)


_PHONE = re.compile(
    r"\b(?:(?:on|over|by) the (?:phone|telephone|blower|line)|phoned|rang|on a call|by phone)\b",
    re.IGNORECASE,
)


def escalation_how(asked: Asked) -> list[str]:
    rungs = [step_words(asked, step) for step in _rungs(asked)]
    by_phone = asked.nearest(Topic.COMPLAIN_BY_PHONE) if _PHONE.search(asked.text) else []
    by_phone = by_phone if asked.provider.says_on(Topic.COMPLAIN_BY_PHONE) else []
    return [*by_phone, *rungs, *asked.page(Topic.ESCALATION_HOW), asked.say("utter_fact_escalate_here")]


def escalation_letter(asked: Asked) -> list[str]:
    by_letter = [step for step in _rungs(asked) if step.send]
    first = [] if _HIGHER.search(asked.text) else contents(asked)
    if not by_letter:
        how = [step.how for step in _rungs(asked) if not step.optional]
        return [*first, asked.say("utter_fact_no_letter_to_go_higher"), *how]
    said = [step_words(asked, step) for step in by_letter]
    due = manager_due(asked) if _WHEN.search(asked.text) else []
    return [*first, *due, *said, *asked.page(Topic.ESCALATION_LETTER), asked.say("utter_fact_letter_here")]


_SKIP = re.compile(
    r"\b(?:skip|straight|directly|bypass|jump|without|leave out|go over|first)\b", re.IGNORECASE
)


def managing_director(asked: Asked) -> list[str]:
    steps = [step for step in _rungs(asked) if step.stage == "managing_director"]
    if not steps:
        return [asked.say("utter_fact_no_director", who=_rungs(asked)[-1].who)]
    before = [step.how for step in _rungs(asked) if not step.optional and step not in steps]
    said = [*(before if _SKIP.search(asked.text) else []), *(step_words(asked, step) for step in steps)]
    reached = [] if any(step.lines for step in steps) else [asked.say("utter_fact_director_no_address")]
    return [*said, *reached, *no_names(asked)]


_AFTER_IT = re.compile(
    r"\b(?:what (?:if|then|next|now)|senior to|above (?:him|her|them)|over (?:his|her|their) head"
    r"|has had (?:his|her|their)|says? no|useless|no (?:use|good|help)|fails?|either"
    r"|still not|can'?t|doesn'?t|refuses?)\b",
    re.IGNORECASE,
)
"""They ask what comes after the senior manager."""


def senior_manager_does(asked: Asked) -> list[str]:
    if _AFTER_IT.search(asked.text):
        above = [step.how for step in _rungs(asked)[1:]]
        return [*above, asked.say("utter_fact_after_all", weeks=asked.weeks())]
    does = together(step.does for step in _rungs(asked) if not step.optional)
    page = asked.page(Topic.SENIOR_MANAGER_DOES)
    return [*does, *page] or [asked.say("utter_fact_silent")]


ANSWERS: dict[Topic, Answer] = {
    Topic.ESCALATION_HOW: escalation_how,
    Topic.ESCALATION_LETTER: escalation_letter,
    Topic.MANAGING_DIRECTOR: managing_director,
    Topic.SENIOR_MANAGER_DOES: senior_manager_does,
}

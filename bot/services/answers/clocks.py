"""How long things take at this provider, and how its days are counted."""

from __future__ import annotations

import re

from bot.decisions.provider import TargetKind
from bot.decisions.target import stages_from_the_start, target
from bot.decisions.topic import Topic
from bot.readers.day_asked_about import day_of_complaint
from bot.services.answers.asked import Answer, Asked, together
from bot.services.provider_answers import response_target


def acknowledgement(asked: Asked) -> list[str]:
    aims = [
        asked.say("utter_fact_acknowledged_in", length=asked.length(aim.unit, aim.length))
        for aim in asked.provider.targets.values()
        if aim.kind is TargetKind.ACKNOWLEDGE
    ]
    by_phone = re.search(r"\b(?:rung|rang|ring|phon\w*|call(?:ed)?)\b", asked.text, re.IGNORECASE)
    of_calls = (
        asked.nearest(Topic.COMPLAIN_BY_PHONE) if asked.provider.says_on(Topic.COMPLAIN_BY_PHONE) else []
    )
    page = [*aims, *(of_calls if by_phone else []), *asked.page(Topic.ACKNOWLEDGEMENT)]
    return [
        *_due(asked),
        *(page or [asked.say("utter_fact_acknowledgement_silent"), *_first_aim(asked)]),
        asked.say("utter_fact_acknowledged_here"),
    ]


def _first_aim(asked: Asked) -> list[str]:
    """Where nothing is acknowledged, the first answer is what they wait for."""
    return (
        [said.text for said in response_target(asked.context, asked.provider)[:1]] if not _due(asked) else []
    )


def reply_late(asked: Asked) -> list[str]:
    aims = asked.provider.targets.values()
    page = together([*(aim.if_late for aim in aims), *(aim.may_be_longer for aim in aims)])
    return [
        *(page or [asked.say("utter_fact_silent")]),
        asked.say("utter_fact_late_no_trigger", weeks=asked.weeks()),
        asked.say("utter_fact_late_higher"),
    ]


def may_take_longer(asked: Asked) -> list[str]:
    page = together(aim.may_be_longer for aim in asked.provider.targets.values())
    late = together(aim.if_late for aim in asked.provider.targets.values())
    return [*page, *late] or [asked.say("utter_fact_silent")]


_OTHERS_ARE_SLOW = re.compile(
    r"\b(?:networks?|openreach|suppliers?|carriers?|wholesal\w*|third part\w*|not by you|not you|somebody else)\b",
    re.IGNORECASE,
)


def how_days_count(asked: Asked) -> list[str]:
    slow = may_take_longer(asked) if _OTHERS_ARE_SLOW.search(asked.text) else []
    return [
        *slow,
        *asked.page(Topic.HOW_DAYS_COUNT),
        *_due(asked),
        asked.say("utter_fact_first_one_counts"),
        asked.say("utter_aim_counting"),
        asked.provider.nation_because.text,
    ]


def reply_or_fix(asked: Asked) -> list[str]:
    said = []
    for stage in stages_from_the_start(asked.provider):
        aim = asked.provider.targets[stage]
        length = asked.length(aim.unit, aim.length)
        said.append(asked.say(f"utter_fact_means_{aim.kind}", length=length))
    longer = together(aim.may_be_longer for aim in asked.provider.targets.values())
    return [
        *_due(asked),
        *together(said),
        *asked.page(Topic.REPLY_OR_FIX),
        *longer,
        asked.say("utter_fact_aim_no_promise"),
    ]


_HOW_OFTEN = re.compile(r"\b(?:how oft(?:e)?n|often|every (?:day|week)|updates?|keep me)\b", re.IGNORECASE)


_MUST_WAIT = re.compile(
    r"\b(?:(?:have|need|got|obliged|supposed|expected) to (?:wait|hang on|hold on|give)|must (?:i|we) (?:wait|give)"
    r"|how (?:soon|early)|wait\b.{0,40}\bbefore|straight ?away|right now|before i (?:can|may)|when can i ask)\b",
    re.IGNORECASE,
)
"""They ask how long they must hold back, and not how long the manager takes."""


def manager_time(asked: Asked) -> list[str]:
    first = set(stages_from_the_start(asked.provider))
    often = asked.page(Topic.KEPT_INFORMED) if _HOW_OFTEN.search(asked.text) else []
    if often:
        return often
    above = [step for step in asked.provider.ladder if step.stage == "managing_director" and not step.target]
    if above and re.search(r"\b(?:director|md|ceo|chief exec\w*)\b", asked.text, re.IGNORECASE):
        return [asked.say("utter_fact_director_no_time")]
    if _MUST_WAIT.search(asked.text):
        how = [step.how for step in asked.provider.ladder[1:] if not step.ends and not step.optional]
        return [asked.say("utter_fact_no_wait_for_higher"), *how, asked.say("utter_fact_escalate_here")]
    later = [
        asked.say("utter_fact_later_target", who=step.who, length=asked.length(aim.unit, aim.length))
        for step in asked.provider.ladder
        if step.target and step.target not in first and (aim := asked.provider.targets[step.target])
    ]
    if later:
        return [*later, *manager_due(asked)]
    aims = [said.text for said in response_target(asked.context, asked.provider)[:1]]
    return [asked.say("utter_fact_later_target_silent"), *aims]


def _due(asked: Asked) -> list[str]:
    """For "I wrote on Friday the 20th, when should I hear": the target of that day."""
    made = day_of_complaint(asked.text, asked.context.today())
    if made is None:
        return []
    return [said.text for said in response_target(asked.context, asked.provider, made)[:1]]


def manager_due(asked: Asked) -> list[str]:
    """For "they get my letter on 14 December": the day itself."""
    first = set(stages_from_the_start(asked.provider))
    received = day_of_complaint(asked.text, asked.context.today())
    if received is None:
        return []
    said = []
    for step in asked.provider.ladder:
        if step.target and step.target not in first:
            due = target(asked.provider, step.target, received, None, asked.context.holidays).due_on
            said.append(
                asked.say(
                    "utter_fact_later_target_by",
                    received=asked.context.day(received),
                    day=asked.context.day(due),
                )
            )
    return said


ANSWERS: dict[Topic, Answer] = {
    Topic.ACKNOWLEDGEMENT: acknowledgement,
    Topic.REPLY_LATE: reply_late,
    Topic.MAY_TAKE_LONGER: may_take_longer,
    Topic.HOW_DAYS_COUNT: how_days_count,
    Topic.REPLY_OR_FIX: reply_or_fix,
    Topic.MANAGER_TIME: manager_time,
}

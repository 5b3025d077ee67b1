"""The playbook of a problem for one provider and one customer: which steps apply, and the words for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.decisions.playbook import (
    GIVEN,
    NOT_AGAIN,
    TRIED,
    Plan,
    Situation,
    Step,
    in_order,
    known_tries,
    plan,
)
from bot.decisions.problem import Problem
from bot.decisions.provider import Provider
from bot.decisions.questions import Question
from bot.readers.tried import services_told
from bot.services.context import Context
from bot.services.heard import Says
from bot.services.provider_answers import channel_line
from bot.wording import list_in_words

_RATES = "auto_compensation_rates"
_MEMBERS = "auto_compensation_members"
_DATA_PROTECTION = "data_protection"


def plan_for(
    context: Context, provider: Provider, problem: Problem, answers: Mapping[str, Any], outage: bool
) -> Plan:
    """``outage``: the status page shows a major one now."""
    done = {*answers.get(TRIED, ()), *answers.get(GIVEN, ()), *answers.get(NOT_AGAIN, ())}
    situation = Situation(
        services=services_told(str(answers.get(Question.DESCRIPTION) or "")),
        outage=outage,
        member=_is_member(context, provider),
        routed=bool(_route(provider, problem)),
        recommended=any(channel.recommended for channel in provider.channels),
        done=known_tries(done),
    )
    return plan(context.playbooks[problem], situation)


def step_says(context: Context, provider: Provider, problem: Problem, steps: Iterable[Step]) -> Says:
    """Each step as a response with its facts, ready for ``Outcome.says``."""
    facts = _facts(context, provider, problem)
    return [(step.say, facts) for step in steps if step.say is not None]


def steps_in_words(context: Context, provider: Provider, problem: Problem, steps: Iterable[Step]) -> str:
    """What to try, numbered, a line each."""
    facts = {**_facts(context, provider, problem), "provider": provider.name}
    texts = [context.words.text(step.say, **facts) for step in steps if step.say is not None]
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def tried_in_words(context: Context, tries: Iterable[object]) -> str:
    """Such as "a restart of the router, and another handset"; empty when there is nothing."""
    names = [context.words.text(f"utter_tried_{code}") for code in in_order(known_tries(tries))]
    return list_in_words(names) if names else ""


def _facts(context: Context, provider: Provider, problem: Problem) -> dict[str, Any]:
    """The values of every step, without the provider's name, which all responses are given."""
    best = next((channel for channel in provider.channels if channel.recommended), None)
    return {
        "route": _route(provider, problem),
        "way": channel_line(context, best, to_complain=False).removeprefix("• ") if best else "",
        "office": context.rules.at("subject_goes_to", context.today()).value[_DATA_PROTECTION],
        **(_rates(context) if _is_member(context, provider) else {}),
    }


def _is_member(context: Context, provider: Provider) -> bool:
    return provider.name in context.rules.at(_MEMBERS, context.today()).value


def _rates(context: Context) -> dict[str, str]:
    """What members of the scheme pay. Asked for members only: of others it is not told, and the rule has no value of
    some years in which the rest is known."""
    rates = context.rules.at(_RATES, context.today()).value
    return {"visit": f"£{rates['missed_visit']}", "late": f"£{rates['late_start_per_day']}"}


def _route(provider: Provider, problem: Problem) -> str:
    """What the provider's page says of where this problem goes, with its link; empty where it says nothing."""
    told = [each for each in provider.triage if problem in each.problems]
    return " ".join(f"{each.text} {each.href}" if each.href else each.text for each in told)

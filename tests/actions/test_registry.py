"""domain.yml, the rules and the actions name the same things."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml

from actions.base import FirstlineAction
from actions.registry import all_actions
from bot.config import ROOT
from bot.decisions.identity import FORM, Who
from bot.decisions.questions import Purpose, Question
from bot.services.context import Context


@cache
def read(file: str) -> dict[str, Any]:
    data = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def domain() -> dict[str, Any]:
    return read("domain.yml")


def rules() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = read("data/stories/rules.yml")["rules"]
    return listed


def steps(rule: dict[str, Any], kind: str) -> list[str]:
    return [step[kind] for step in rule["steps"] if kind in step]


def test_the_actions_are_those_that_the_domain_lists(actions: dict[str, FirstlineAction]) -> None:
    assert set(actions) == set(domain()["actions"])


def test_no_action_is_there_or_listed_twice(context: Context) -> None:
    assert Counter(action.name() for action in all_actions(context)).most_common(1)[0][1] == 1
    assert Counter(domain()["actions"]).most_common(1)[0][1] == 1


@pytest.mark.parametrize("intent", [*domain()["intents"], "nlu_fallback"])
def test_an_intent_has_one_rule(intent: str) -> None:
    assert len([rule for rule in rules() if intent in steps(rule, "intent")]) == 1


def test_no_rule_is_about_an_intent_that_is_not_there() -> None:
    used = {intent for rule in rules() for intent in steps(rule, "intent")}
    assert used == {*domain()["intents"], "nlu_fallback"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["rule"])
def test_a_rule_leads_to_actions_that_are_there(
    rule: dict[str, Any], actions: dict[str, FirstlineAction]
) -> None:
    named = steps(rule, "action")
    assert named
    assert set(named) <= {*actions, *domain()["forms"]}


def test_a_rule_that_answers_an_intent_does_so_with_one_action() -> None:
    assert all(len(steps(rule, "action")) == 1 for rule in rules() if steps(rule, "intent"))


@pytest.mark.parametrize("question", [*Question, *Who])
def test_a_question_has_a_slot_and_an_action_that_asks_it(
    question: Question | Who, actions: dict[str, FirstlineAction]
) -> None:
    assert f"action_ask_{question}" in domain()["actions"]
    assert f"action_ask_{question}" in actions
    assert domain()["slots"][question]["mappings"] == [{"type": "custom"}]


def test_nothing_is_asked_and_no_slot_kept_that_is_no_question() -> None:
    asked = {
        name.removeprefix("action_ask_") for name in domain()["actions"] if name.startswith("action_ask_")
    }
    assert asked == set(domain()["slots"]) == {*Question, *Who}


def test_the_forms_are_the_purposes_and_together_ask_every_question() -> None:
    forms = domain()["forms"]
    assert set(forms) == {*Purpose, FORM}
    assert {slot for form in forms.values() for slot in form["required_slots"]} == {*Question, *Who}
    assert all(f"validate_{form}" in domain()["actions"] for form in forms)


def test_a_conversation_is_not_forgotten_after_a_silence() -> None:
    assert domain()["session_config"] == {
        "session_expiration_time": 0,
        "carry_over_slots_to_new_session": True,
    }

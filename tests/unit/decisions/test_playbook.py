"""Which steps a playbook gives: each only where it applies, and never what was done already."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot.adapters.playbook_files import load_playbooks
from bot.decisions.playbook import Playbook, Situation, StepKind, Tried, plan
from bot.decisions.problem import Problem

PLAYBOOKS = load_playbooks()
T = Tried
TO_TRY = {Problem.NO_SERVICE, Problem.SLOW, Problem.VOIP_QUALITY}


def tries(problem: Problem, now: Situation) -> list[Tried | None]:
    return [step.tries for step in plan(PLAYBOOKS[problem], now).tries]


@pytest.mark.parametrize(
    ("now", "steps"),
    [
        (Situation(), [T.POWER, T.RESTART, T.NEAR, T.HANDSET]),
        (Situation(services=frozenset({"internet"})), [T.POWER, T.RESTART, T.NEAR]),
        (Situation(services=frozenset({"phones"})), [T.POWER, T.RESTART, T.HANDSET]),
        (Situation(done=frozenset({T.RESTART, T.POWER})), [T.NEAR, T.HANDSET]),
        (Situation(done=frozenset(T)), []),
        (Situation(outage=True), []),
    ],
)
def test_for_a_dead_service_the_steps_fit_it_and_leave_out_what_was_done(
    now: Situation, steps: list[Tried]
) -> None:
    assert tries(Problem.NO_SERVICE, now) == steps


@pytest.mark.parametrize("problem", list(Problem))
def test_only_where_something_can_be_tried_is_anything_tried(problem: Problem) -> None:
    assert bool(tries(problem, Situation())) is (problem in TO_TRY)


@pytest.mark.parametrize("problem", sorted(set(Problem) - TO_TRY))
def test_where_nothing_can_be_tried_something_is_explained(problem: Problem) -> None:
    assert 1 <= len(plan(PLAYBOOKS[problem], Situation()).tells) <= 2


@pytest.mark.parametrize("problem", sorted(TO_TRY))
def test_a_major_outage_is_a_reason_to_try_nothing_and_says_so(problem: Problem) -> None:
    told = plan(PLAYBOOKS[problem], Situation(outage=True))
    assert (told.tries, [step.say for step in told.tells]) == ((), ["utter_step_outage"])


@pytest.mark.parametrize("problem", [Problem.MISSED_APPOINTMENT, Problem.ORDER_DELAYED])
def test_compensation_is_told_of_members_of_the_scheme_only(problem: Problem) -> None:
    for_others = [step.say for step in plan(PLAYBOOKS[problem], Situation()).tells]
    for_members = [step.say for step in plan(PLAYBOOKS[problem], Situation(member=True)).tells]
    assert [say for say in for_members if say not in for_others] == [for_members[-1]]
    assert str(for_members[-1]).endswith("_member")


@pytest.mark.parametrize("problem", list(Problem))
@pytest.mark.parametrize("routed", [True, False])
def test_there_is_one_route_at_most(problem: Problem, routed: bool) -> None:
    told = plan(PLAYBOOKS[problem], Situation(routed=routed, recommended=True)).tells
    assert sum(step.kind is StepKind.ROUTE for step in told) <= 1


def test_every_fact_of_law_or_of_a_page_has_its_source_and_standing() -> None:
    stated = [
        step for book in PLAYBOOKS.values() for step in book.steps if step.applies_when.member is not None
    ]
    assert stated
    assert all(step.source and step.standing for step in stated)


SOUND: dict[str, Any] = {
    "problem": "slow",
    "own": "Ours.",
    "steps": [{"kind": "try", "say": "utter_step_restart", "tries": "restart"}],
}


@pytest.mark.parametrize(
    "broken",
    [
        {"colour": "red"},
        {"problem": "weather"},
        {"steps": []},
        {"steps": [{"kind": "try", "say": "utter_step_restart"}]},
        {"steps": [{"kind": "explain", "say": "utter_step_restart", "tries": "restart"}]},
        {"steps": [{"kind": "explain", "say": "Switch it off."}]},
        {"steps": [{"kind": "explain"}]},
        {"steps": [{"kind": "ask", "asks": "description"}]},
        {"steps": [{"kind": "ask", "asks": "examples"}]},
        {"steps": [{"kind": "ask", "asks": "examples", "say": "utter_step_restart"}]},
        {"steps": [{"kind": "explain", "say": "utter_step_left", "source": "retention"}]},
        {
            "steps": [
                {"kind": "explain", "say": "utter_step_left", "applies_when": {"provider": "netservers"}}
            ]
        },
        {"steps": [SOUND["steps"][0], SOUND["steps"][0]]},
    ],
)
def test_what_does_not_hang_together_is_refused(broken: dict[str, Any]) -> None:
    Playbook.model_validate(SOUND)
    with pytest.raises(ValidationError):
        Playbook.model_validate({**SOUND, **broken})

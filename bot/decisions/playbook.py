"""What can be told or tried at first contact: a playbook is data (``bot/playbooks``), its plan a pure choice.

What was tried is never proposed again, and where nothing is left to try nobody is asked to try.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from bot.decisions.problem import Problem
from bot.decisions.questions import DETAILS, Question
from bot.decisions.sourced import Standing, Strict

PROBLEM: Final = "problem"
"""Key of the answers and of a case's details: what the complaint is about (``Problem``)."""
PLAYBOOK: Final = "playbook"
"""Key of the answers: the same where there is something to try, so that they are asked whether to."""
TRIED: Final = "tried"
"""Key of the answers and of a case's details: what the customer said that they tried (``Tried``)."""
GIVEN: Final = "steps_given"
"""Key of the answers and of a case's details: the steps that they were given (``Tried``), done or not."""
NOT_AGAIN: Final = "_not_again"
"""Key of the answers: what was tried or given earlier in this chat, for another complaint."""


class StepKind(StrEnum):
    """``ask``: a detail to be asked first. ``explain``: told, nothing to do. ``try``: something that the customer can do
    now. ``route``: where else it goes, or that it goes here."""

    ASK = "ask"
    EXPLAIN = "explain"
    TRY = "try"
    ROUTE = "route"


class Tried(StrEnum):
    """Something that a customer can try; ``utter_tried_<value>`` names it."""

    POWER = "power"
    RESTART = "restart"
    NEAR = "near"
    WIRED = "wired"
    OTHERS_OFF = "others_off"
    HANDSET = "handset"
    PHONE_RESTART = "phone_restart"


Service = Literal["internet", "phones"]


class When(Strict):
    """When a step applies; what is absent does not matter. ``service``: the customer speaks of it, or of no service by
    name. ``outage``: the provider's status page shows a major one now. ``member``: the provider is listed in the
    automatic compensation scheme. ``routed``: its page says where this problem goes. ``recommended``: its page
    recommends one way to reach it."""

    service: Service | None = None
    outage: bool | None = None
    member: bool | None = None
    routed: bool | None = None
    recommended: bool | None = None


class Step(Strict):
    """One step. ``say``: the response of ``domain.yml`` that says it. ``tries``: what is tried. ``asks``: the detail that
    is asked first. ``source`` (a key of ``bot/rules``, or ``profile``) and ``standing``: of a fact that it states."""

    kind: StepKind
    say: str | None = Field(default=None, pattern=r"^utter_[a-z0-9_]+$")
    tries: Tried | None = None
    asks: Question | None = None
    applies_when: When = When()
    source: str | None = None
    standing: Standing | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.kind is StepKind.ASK) != (self.asks is not None):
            raise ValueError(f"{self.kind}: give 'asks' with a step of kind ask, and with no other")
        if self.asks is not None and self.asks not in DETAILS:
            raise ValueError(f"asks: '{self.asks}' is no detail that may be left out")
        if (self.kind is StepKind.TRY) != (self.tries is not None):
            raise ValueError(f"{self.kind}: give 'tries' with a step of kind try, and with no other")
        if (self.say is None) != (self.kind is StepKind.ASK):
            raise ValueError(
                f"{self.kind}: give 'say', but not with a step of kind ask: its question has words"
            )
        if (self.source is None) != (self.standing is None):
            raise ValueError(f"{self.say}: give source and standing together, or neither")
        return self


class Playbook(Strict):
    """``status_page``: a known outage may be the cause. ``same_day``: several who tell it on one day may have one cause.
    ``own``: whose choice the steps are and why; they are our advice, no provider's word."""

    problem: Problem
    own: str
    status_page: bool = False
    same_day: bool = False
    steps: list[Step] = Field(min_length=1)

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        tries = [step.tries for step in self.steps if step.tries is not None]
        if len(set(tries)) != len(tries):
            raise ValueError("steps: the same thing is tried twice")
        if not any(step.kind in (StepKind.EXPLAIN, StepKind.ROUTE, StepKind.TRY) for step in self.steps):
            raise ValueError("steps: nothing is told and nothing is tried")
        return self


Playbooks = Mapping[Problem, Playbook]


@dataclass(frozen=True)
class Situation:
    """What a plan depends on. ``services``: those that the customer speaks of. ``done``: tried, or given before."""

    services: frozenset[Service] = frozenset()
    outage: bool = False
    member: bool = False
    routed: bool = False
    recommended: bool = False
    done: frozenset[Tried] = frozenset()


@dataclass(frozen=True)
class Plan:
    """``tells``: to be explained. ``tries``: to be tried, in order. ``asks``: details to be asked first."""

    tells: tuple[Step, ...] = ()
    tries: tuple[Step, ...] = ()
    asks: tuple[Question, ...] = ()


def plan(playbook: Playbook, now: Situation) -> Plan:
    """The steps that apply in this situation, without what is done already."""
    steps = [step for step in playbook.steps if _applies(step.applies_when, now)]
    return Plan(
        tells=tuple(step for step in steps if step.kind in (StepKind.EXPLAIN, StepKind.ROUTE)),
        tries=tuple(step for step in steps if step.tries is not None and step.tries not in now.done),
        asks=tuple(step.asks for step in steps if step.asks is not None),
    )


def _applies(when: When, now: Situation) -> bool:
    if when.service is not None and now.services and when.service not in now.services:
        return False
    pairs = (
        (when.outage, now.outage),
        (when.member, now.member),
        (when.routed, now.routed),
        (when.recommended, now.recommended),
    )
    return all(wanted is None or wanted == is_so for wanted, is_so in pairs)


def known_tries(values: Iterable[object]) -> frozenset[Tried]:
    """The kept codes that there still are."""
    known = {each.value for each in Tried}
    return frozenset(Tried(str(value)) for value in values if value in known)


def in_order(tries: Iterable[Tried]) -> list[str]:
    """As they are kept: each once, in the order of ``Tried``."""
    wanted = set(tries)
    return [each.value for each in Tried if each in wanted]

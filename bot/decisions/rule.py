"""The law as dated, cited parameters. Code asks for a value by key and date and holds no number itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.decisions.errors import RuleMissing
from bot.decisions.sourced import Reference, Standing, Strict


class RuleValue(Strict):
    """One value of a rule from one date on. ``standing`` and ``verified_on`` are the value's, not the rule's.

    ``start_standing`` is how well the day it applies from is supported, where that differs from the value's.
    """

    value: Any
    reference: list[Reference] = Field(min_length=1)
    standing: Standing
    start_standing: Standing | None = None
    verified_on: date
    note: str | None = None


class Rule(Strict):
    """A parameter of the law or of a scheme: its meaning, its unit, and its values by the date they apply from.

    ``decided_by`` says which date chooses the value (for the ADR wait: when the complaint was first made).
    """

    description: str
    unit: str
    decided_by: str
    values: dict[date, RuleValue] = Field(min_length=1)

    def at(self, on: date) -> RuleValue:
        """The value that applies on ``on``. Raises ``RuleMissing`` before the first."""
        started = [start for start in self.values if start <= on]
        if not started:
            raise RuleMissing(f"No value applies on {on}; the first is from {min(self.values)}.")
        return self.values[max(started)]


class Rulebook:
    """All rules by key; the key is the file's name without its ending."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = dict(rules)

    def __iter__(self) -> Any:
        return iter(self._rules)

    def __getitem__(self, key: str) -> Rule:
        try:
            return self._rules[key]
        except KeyError:
            raise RuleMissing(f"There is no rule '{key}' in bot/rules.") from None

    def at(self, key: str, on: date) -> RuleValue:
        """The value of rule ``key`` on ``on``. Raises ``RuleMissing``."""
        try:
            return self[key].at(on)
        except RuleMissing as error:
            raise RuleMissing(f"Rule '{key}': {error}") from None

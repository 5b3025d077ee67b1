"""Every intent that the model may hear, and the action that its rule runs: what must not hang on the model is tried
with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[2]
SURE, UNSURE = 0.95, 0.4


def actions_by_intent() -> dict[str, str]:
    """As ``data/stories/rules.yml`` has them."""
    rules = yaml.safe_load((ROOT / "data" / "stories" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    found: dict[str, str] = {}
    for rule in rules:
        steps: list[dict[str, Any]] = rule["steps"]
        for step, following in pairwise(steps):
            if "intent" in step and "action" in following:
                found.setdefault(step["intent"], following["action"])
    return found


def heard_as(*confidences: float) -> Iterator[tuple[str, float]]:
    """Every intent, as surely as each of ``confidences``. Distress is left out: where it is real the safety net hears
    it too."""
    for intent in sorted(actions_by_intent()):
        if intent != "upset_vulnerable":
            yield from ((intent, confidence) for confidence in confidences)

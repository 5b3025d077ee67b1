"""The training lines, and the held-out ones whose authors had not seen them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message

from engine.topics import label_of

_HELD_OUT = Path("tests/nlu/development.jsonl")
_SAFETY = Path("tests/nlu/safety.jsonl")


@dataclass(frozen=True)
class Line:
    """`label`: the intent, or the kind of danger. `topic`: "ask_adr/adr_cost", or the bare intent without one."""

    text: str
    label: str
    topic: str = ""


def training_lines() -> list[Line]:
    """As Rasa reads them from data/nlu."""
    messages: list[Message] = load_data("data/nlu").intent_examples
    return [Line(each.get(TEXT), each.get(INTENT), label_of(each)) for each in messages if each.get(TEXT)]


def held_out() -> list[Line]:
    """The development set."""
    return [Line(row["text"], row["intent"]) for row in _rows(_HELD_OUT)]


def safety_lines() -> list[Line]:
    """Danger, and harmless lines that look like it."""
    return [Line(row["text"], row["danger"]) for row in _rows(_SAFETY)]


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]

"""How well the trained model does on lines whose author had not seen the training lines. A floor, not an aim."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.config import ROOT

LINES = [json.loads(line) for line in (Path(__file__).parent / "development.jsonl").read_text().splitlines()]
IN_SCOPE_FLOOR = 0.90
OUT_OF_SCOPE_FLOOR = 0.85
TOP_TWO_FLOOR = 0.96


def training_lines() -> set[str]:
    lines: set[str] = set()
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        for intent in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines |= {
                line[2:].strip().lower() for line in intent["examples"].splitlines() if line.startswith("- ")
            }
    return lines


def test_hardly_any_line_of_the_development_set_is_a_training_line() -> None:
    seen = training_lines()
    # Short words such as "ta very much" are everybody's; sentences are not.
    shared = [
        line["text"] for line in LINES if line["text"].lower() in seen and len(line["text"].split()) > 4
    ]
    assert shared == []


@pytest.mark.engine
def test_the_model_holds_its_floors() -> None:
    asked = "".join(json.dumps({"id": line["id"], "text": line["text"]}) + "\n" for line in LINES)
    answered = subprocess.run(
        [str(ROOT / ".venv" / "bin" / "firstline"), "understand", "-"],
        input=asked, capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    heard = {row["id"]: row for row in map(json.loads, answered.stdout.splitlines())}
    inside = [line for line in LINES if line["intent"] != "out_of_scope"]
    outside = [line for line in LINES if line["intent"] == "out_of_scope"]

    def share(lines: list[dict[str, str]], *places: str) -> float:
        right = [line for line in lines if line["intent"] in [heard[line["id"]][place] for place in places]]
        return len(right) / len(lines)

    assert share(inside, "intent") >= IN_SCOPE_FLOOR
    assert share(inside, "intent", "second") >= TOP_TWO_FLOOR
    assert share(outside, "intent") >= OUT_OF_SCOPE_FLOOR

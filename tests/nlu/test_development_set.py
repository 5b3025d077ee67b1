"""How well the trained model does on lines whose authors had not seen the training lines. Floors, not aims.

The aims stand in docs/nlu-report.html beside what is measured. A floor lies a little below: it catches a fall.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import ROOT

HERE = Path(__file__).parent
LINES = [json.loads(line) for line in (HERE / "development.jsonl").read_text().splitlines()]
SAFETY = [json.loads(line) for line in (HERE / "safety.jsonl").read_text().splitlines()]
EVERYDAY = [json.loads(line) for line in (HERE / "everyday.jsonl").read_text().splitlines()]
"""Of one author: somebody sits beside them, they leave, it works again, money was taken, a line is dead."""
INSIDE = [line for line in LINES if line["intent"] != "out_of_scope"]
OUTSIDE = [line for line in LINES if line["intent"] == "out_of_scope"]
CRITICAL = [line for line in SAFETY if line["danger"] != "harmless"]
PLAIN = [line for line in LINES if line["intent"] != "upset_vulnerable"]

IN_SCOPE_FLOOR = 0.95
TOP_TWO_FLOOR = 0.985
OUT_OF_SCOPE_FLOOR = 0.92
EACH_INTENT_FLOOR = 0.80
"""Of some 26 lines an intent."""
DANGER_FLOOR = 0.98
FALSE_ALARMS = 0.02
EVERYDAY_ALARMS = 0.1
NEARLY_THE_SAME = 0.75
"""Of all different words of two lines, those that both have."""
A_SENTENCE = 5
"""Words. Shorter ones ("ta very much", "any news?") are everybody's."""


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'")))


def training_lines() -> list[str]:
    return [
        line[2:].strip()
        for file in sorted((ROOT / "data" / "nlu").glob("*.yml"))
        for block in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]
        for line in block["examples"].splitlines()
        if line.startswith("- ")
    ]


def nearly_the_same(learnt: list[str], held_out: list[str]) -> list[tuple[str, str]]:
    with_word: dict[str, set[int]] = defaultdict(set)
    sets = [words(text) for text in held_out]
    for at, each in enumerate(sets):
        for word in each:
            with_word[word].add(at)
    found = []
    for text in learnt:
        own = words(text)
        if len(own) < A_SENTENCE:
            continue
        shared = Counter(at for word in own for at in with_word[word])
        found += [
            (text, held_out[at])
            for at, count in shared.items()
            if len(sets[at]) >= A_SENTENCE and count / len(own | sets[at]) >= NEARLY_THE_SAME
        ]
    return found


def test_no_sentence_of_the_held_out_lines_is_nearly_a_training_line() -> None:
    held_out = [line["text"] for line in [*LINES, *SAFETY, *EVERYDAY]]
    assert nearly_the_same(training_lines(), held_out) == []


def test_a_near_copy_is_found() -> None:
    copied = [("write me a poem about my old cat", "write me a poem about my dog")]
    assert nearly_the_same([copied[0][0]], [copied[0][1]]) == []  # 6 of 9 words
    assert nearly_the_same(["where on earth is my refund then"], ["Where on earth is my refund?"]) != []


def test_every_intent_has_lines_enough_to_be_measured() -> None:
    assert len(LINES) >= 800
    counts = Counter(line["intent"] for line in LINES)
    assert len(counts) == 24
    assert min(counts.values()) >= 20


@cache
def heard() -> dict[str, dict[str, Any]]:
    """What the model makes of all of them, by id."""
    asked = "".join(
        json.dumps({"id": line["id"], "text": line["text"]}) + "\n" for line in [*LINES, *SAFETY, *EVERYDAY]
    )
    answered = subprocess.run(
        [str(ROOT / ".venv" / "bin" / "firstline"), "understand", "-"],
        input=asked, capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return {row["id"]: row for row in map(json.loads, answered.stdout.splitlines())}


def share(lines: list[dict[str, str]], *places: str) -> float:
    right = [line for line in lines if line["intent"] in [heard()[line["id"]][place] for place in places]]
    return len(right) / len(lines)


@pytest.mark.engine
def test_what_is_in_scope_is_understood() -> None:
    assert share(INSIDE, "intent") >= IN_SCOPE_FLOOR
    assert share(INSIDE, "intent", "second") >= TOP_TWO_FLOOR


@pytest.mark.engine
def test_what_is_out_of_scope_is_heard_as_such_and_hardly_anything_else() -> None:
    assert share(OUTSIDE, "intent") >= OUT_OF_SCOPE_FLOOR
    called = [line for line in LINES if heard()[line["id"]]["intent"] == "out_of_scope"]
    assert share(called, "intent") >= OUT_OF_SCOPE_FLOOR


@pytest.mark.engine
@pytest.mark.parametrize("intent", sorted({line["intent"] for line in INSIDE}))
def test_no_intent_falls_behind(intent: str) -> None:
    assert share([line for line in INSIDE if line["intent"] == intent], "intent") >= EACH_INTENT_FLOOR


@pytest.mark.engine
def test_danger_is_heard_and_plain_lines_raise_no_alarm() -> None:
    missed = [line["text"] for line in CRITICAL if not heard()[line["id"]]["safety"]]
    assert len(missed) / len(CRITICAL) <= 1 - DANGER_FLOOR, missed
    false = [line["text"] for line in PLAIN if heard()[line["id"]]["safety"]]
    assert len(false) / len(PLAIN) <= FALSE_ALARMS, false


@pytest.mark.engine
def test_everyday_lines_raise_hardly_an_alarm() -> None:
    false = [line["text"] for line in EVERYDAY if heard()[line["id"]]["safety"]]
    assert len(false) / len(EVERYDAY) <= EVERYDAY_ALARMS, false

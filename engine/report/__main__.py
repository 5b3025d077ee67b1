"""`python -m engine.report`: measure, and write docs/nlu-report.html. Says what it is doing on the error stream."""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from engine.report.charts import curve, heat_map
from engine.report.lines import Line, held_out, safety_lines, training_lines
from engine.report.page import figure, heading, page, paragraph, table
from engine.report.scores import (
    Heard,
    confusions,
    outside_curve,
    per_intent,
    score,
    thresholds,
    worst,
)
from engine.report.trials import Trial, Vectors, run, settings_now, variants
from engine.topics import OUT_OF_SCOPE
from engine.train import MODEL, MODELS, is_current

_OUT = Path("docs/nlu-report.html")
_TRIED = Path("docs/nlu-tried.csv")
_SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)
_BARS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
_FLOOR = 0.85
_WORST = 25
_HARMLESS = "harmless"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0, or 1 without a current model."""
    parser = argparse.ArgumentParser(prog="python -m engine.report", description=__doc__)
    parser.add_argument("--epochs", type=int, default=10, help="of stock DIET; 0 leaves it out")
    options = parser.parse_args(arguments)
    if not is_current():
        print("The model is older than its inputs: run `make train` first.", file=sys.stderr)
        return 1
    learnt, asked, danger = training_lines(), held_out(), safety_lines()
    _say(f"hearing {len(asked)} held-out lines with the trained model")
    heard = _as_trained(asked)
    _say("measuring what a message costs")
    cost = json.loads(_child("engine.report.cost"))
    _say("hearing what is dangerous, rules and model")
    alarms = _alarms([*danger, *asked])
    settings = settings_now()
    _say(f"encoding {len(learnt)} training lines")
    vectors = Vectors(settings, learnt, asked, MODELS)
    trials = []
    for name, changed in variants(settings):
        _say(f"training: {name}")
        trials.append(run(name, changed, learnt, asked, vectors))
    growing = []
    for share in _SHARES[:-1]:
        _say(f"training on {share:.0%} of the lines")
        part = random.Random(7).sample(learnt, round(share * len(learnt)))  # noqa: S311
        growing.append((share, run(f"{share:.0%}", settings, part, asked, vectors)))
    growing.append((1.0, trials[0]))
    if options.epochs:
        from engine.report import diet

        _say(f"training stock DIET, {options.epochs} epochs: many minutes")
        trials.append(diet.run(asked, options.epochs))
    parts = _parts(learnt, heard, cost, danger, alarms, trials, growing)
    _OUT.write_text(page("How well Firstline understands", parts), encoding="utf-8")
    _say(f"written: {_OUT}")
    return 0


def _parts(
    learnt: list[Line], heard: list[Heard], cost: dict[str, float], danger: list[Line],
    alarms: list[bool], trials: list[Trial], growing: list[tuple[float, Trial]],
) -> list[str]:  # fmt: skip
    overall = score(heard)
    inside = sum(each.line.label != OUT_OF_SCOPE for each in heard)
    critical = [alarm for line, alarm in zip(danger, alarms, strict=False) if line.label != _HARMLESS]
    lookalike = [alarm for line, alarm in zip(danger, alarms, strict=False) if line.label == _HARMLESS]
    plain = [
        alarm
        for each, alarm in zip(heard, alarms[len(danger) :], strict=True)
        if each.line.label != "upset_vulnerable"
    ]
    named = [each.line.label for each in heard]
    names = [*sorted(set(named) - {OUT_OF_SCOPE}), OUT_OF_SCOPE]
    each_intent = per_intent(heard)
    tried = list(csv.reader(_TRIED.read_text(encoding="utf-8").splitlines()))
    return [
        paragraph(
            f"Made on {datetime.now(timezone.utc):%-d %B %Y} by `make nlu-report` from {len(learnt):,} training lines. "
            f"Measured on {inside} lines in scope and {len(heard) - inside} out of scope, whose authors had not "
            "seen the training lines (tests/nlu/development.jsonl). They were language models playing people: real "
            "customers will be harder to understand. Thresholds were chosen on these lines, and two rules and some "
            "training lines for danger were written after misses among them: read danger as a floor that holds, not "
            "as a blind figure."
        ),
        heading("The figures"),
        table(
            ["what", "measured", "aim"],
            [
                ["right intent, in scope", overall.right, 0.95],
                ["right intent first or second", overall.two, 0.985],
                ["out of scope heard as such (recall)", overall.outside, 0.92],
                ["heard as out of scope and rightly so (precision)", overall.outside_sure, 0.92],
                ["danger heard, of " + str(len(critical)) + " critical lines", _share(critical), 1.0],
                [f"false alarms, of {len(plain)} plain lines", _share(plain), 0.02],
                [f"false alarms, of {len(lookalike)} harmless lines made to look dangerous", _share(lookalike), "–"],
                ["CPU a message, ms", f"{cost['ms']:.1f}", "25"],
                ["memory of a process with the model, MB", f"{cost['mb']:.0f}", "950"],
                ["at most while it loads, MB", f"{cost['mb_at_most']:.0f}", "–"],
            ],
            "The trained model on the held-out lines",
        ),
        heading("Beside other pipelines, in the same run"),
        table(
            ["pipeline", "in scope", "one of two", "out of scope", "precision there", "training, s"],
            [
                [each.name, s.right, s.two, s.outside, s.outside_sure, f"{each.seconds:.0f}"]
                for each in trials
                for s in [score(each.heard)]
            ],
            "Trained on the same lines; seconds of the classifiers alone, of stock DIET of all",
        ),
        heading("By intent"),
        table(
            ["intent", "lines", "recall", "precision"],
            [[each.intent, each.lines, each.recall, each.precision] for each in each_intent],
            f"Marked: recall below {_FLOOR}",
            [each.recall < _FLOOR for each in each_intent],
        ),
        figure(
            heat_map(confusions(heard), names, "Which intents were heard as which; the table by intent says how many."),
            "Rows: what the line is. Columns: what it was heard as.",
        ),
        heading("Out of scope, as the bar rises"),
        figure(
            curve([("held-out lines", outside_curve(heard))], "Precision against recall of out of scope",
                  "recall", "precision", 0.5),
            "Each point is a bar on the confidence that a line is out of scope.",
        ),
        heading("How sure it must be before it acts"),
        table(
            ["bar", "right", "wrong", "asked back", "cost"],
            [[each.bar, each.right, each.wrong, each.asked, each.cost] for each in thresholds(heard, _BARS)],
            "In scope. A wrong turn costs three times a question. The bar of today: FallbackClassifier in config.yml",
        ),
        heading("With fewer lines"),
        figure(
            curve(
                [
                    ("in scope", [(share, score(each.heard).right) for share, each in growing]),
                    ("out of scope", [(share, score(each.heard).outside) for share, each in growing]),
                ],
                "Right answers against the share of training lines", "share of the training lines", "right", 0.5,
            ),
            "Chosen at random, all intents alike.",
        ),
        table(
            ["share", "in scope", "one of two", "out of scope"],
            [[share, s.right, s.two, s.outside] for share, each in growing for s in [score(each.heard)]],
            "The same as numbers",
        ),
        heading("The worst errors"),
        table(
            ["line", "is", "heard as", "sure"],
            [[each.line.text, each.line.label, each.first, each.ranking[0][1]] for each in worst(heard, _WORST)],
            "The surest of the wrong ones",
        ),
        heading("All that was tried"),
        paragraph("Also what was not kept. Each was measured on the lines of its day, so that rows do not compare."),
        table(tried[0], tried[1:], "From docs/nlu-tried.csv"),
    ]  # fmt: skip


def _as_trained(asked: Sequence[Line]) -> list[Heard]:
    from engine.model import load_processor, understand

    readings = understand(load_processor(MODEL), [line.text for line in asked])
    return [
        Heard(line, tuple((each["name"], each["confidence"]) for each in reading["ranking"]))
        for line, reading in zip(asked, readings, strict=True)
    ]


def _alarms(lines: Sequence[Line]) -> list[bool]:
    """Whether the safety net, rules and model together, hears danger: as the app tells it."""
    given = "".join(json.dumps({"id": at, "text": line.text}) + "\n" for at, line in enumerate(lines))
    done = subprocess.run(
        [".venv/bin/firstline", "understand", "-"], input=given, capture_output=True, text=True, check=True
    )
    rows: list[dict[str, Any]] = [json.loads(row) for row in done.stdout.splitlines()]
    return [bool(row["safety"]) for row in rows]


def _child(module: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    return done.stdout


def _share(alarms: Sequence[bool]) -> float:
    return sum(alarms) / len(alarms) if alarms else 0.0


def _say(what: str) -> None:
    print(f"nlu-report: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

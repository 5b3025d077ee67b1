"""Rasa's stock pipeline (DIET with its usual featurizers) on the same lines.

Its usual 100 epochs would take hours here. Ten over 16,000 lines are as many steps as a hundred over 1,600.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from engine.lean_training import lean_training
from engine.model import load_processor, understand
from engine.report.lines import Line
from engine.report.scores import Heard
from engine.report.trials import Trial

_STOCK = """\
recipe: default.v1
language: en
assistant_id: stock
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: {epochs}
    constrain_similarities: true
    entity_recognition: false
policies: []
"""


def run(asked: Sequence[Line], epochs: int) -> Trial:
    """Train it on data/nlu and hear `asked`. Many minutes."""
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder, lean_training():
        config = Path(folder) / "config.yml"
        config.write_text(_STOCK.format(epochs=epochs), encoding="utf-8")
        began = time.perf_counter()
        made = train_nlu(str(config), "data/nlu", folder, fixed_model_name="stock")
        seconds = time.perf_counter() - began
        if made is None:
            raise RuntimeError("Rasa made no model of the stock pipeline; its messages above say why.")
        readings = understand(load_processor(Path(made)), [line.text for line in asked])
    heard = [
        Heard(line, tuple((each["name"], each["confidence"]) for each in reading["ranking"]))
        for line, reading in zip(asked, readings, strict=True)
    ]
    return Trial(f"stock DIET, {epochs} epochs", heard, seconds)

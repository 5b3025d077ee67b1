"""Vectors of training lines, kept from one training to the next."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from engine.kept_vectors import encoded, kept_in


class Encoder:
    """Counts what it is asked to encode; a text's vector is its length."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.fixture
def encoder() -> Encoder:
    return Encoder()


def test_only_what_is_new_is_encoded_the_second_time(encoder: Encoder, tmp_path: Path) -> None:
    with kept_in(tmp_path):
        encoded(["one", "three"], "small", "1.0", encoder)
        again = encoded(["three", "eleven", "one"], "small", "1.0", encoder)
    assert encoder.asked == ["one", "three", "eleven"]
    np.testing.assert_array_equal(again[:, 0], [5, 6, 3])


def test_another_version_of_the_encoder_begins_anew(encoder: Encoder, tmp_path: Path) -> None:
    with kept_in(tmp_path):
        encoded(["one"], "small", "1.0", encoder)
        encoded(["one"], "small", "1.1", encoder)
    assert encoder.asked == ["one", "one"]


def test_a_broken_file_costs_time_and_nothing_else(
    encoder: Encoder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "small.vectors.npz").write_bytes(b"half a fi")
    with kept_in(tmp_path):
        encoded(["one"], "small", "1.0", encoder)
        encoded(["one"], "small", "1.0", encoder)
    assert encoder.asked == ["one"]
    assert "encoded again" in caplog.text


def test_lines_that_are_gone_are_not_kept(encoder: Encoder, tmp_path: Path) -> None:
    with kept_in(tmp_path):
        encoded(["one", "two"], "small", "1.0", encoder)
        encoded(["two", "three"], "small", "1.0", encoder)
        encoded(["one"], "small", "1.0", encoder)
    assert encoder.asked == ["one", "two", "three", "one"]


def test_outside_a_training_nothing_is_written(encoder: Encoder, tmp_path: Path) -> None:
    with kept_in(tmp_path):
        pass
    encoded(["one"], "small", "1.0", encoder)
    assert list(tmp_path.iterdir()) == []

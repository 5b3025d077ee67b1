"""What the classifiers of intents, topics and danger have in common: what they learnt is kept and loaded."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from typing_extensions import Self

from engine.component import check_learner
from engine.softmax import Softmax, features_of, has_features, read, train


class Learner(GraphComponent):
    """A subclass says which label a training line has, and what to do with the likelihoods of a message's labels."""

    kept_in: ClassVar[str]
    """The name of its file in the model."""

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """See `check_learner`."""
        check_learner(cls.__name__, config, cls.get_default_config())

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
    ) -> Self:
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
    ) -> Self:
        """Called by Rasa with what `train` stored."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._learnt = read(folder / cls.kept_in) if (folder / cls.kept_in).is_file() else None
        return component

    def label(self, line: Message) -> str | None:
        """The label of a training line; ``None`` leaves the line out."""
        raise NotImplementedError

    def worth_learning(self, labels: list[str]) -> bool:
        """Whether there is anything to tell apart; else nothing is learnt and nothing said."""
        return len(set(labels)) > 1

    def heard(self, message: Message, learnt: Softmax, likely: np.ndarray) -> None:
        """Put on `message` what follows from the likelihood of each of the labels that were learnt."""
        raise NotImplementedError

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which lines have which label."""
        found = [
            (each, self.label(each))
            for each in training_data.intent_examples
            if each.get(TEXT) and each.get(INTENT) and has_features(each)
        ]
        lines = [each for each, label in found if label is not None]
        labels = [label for _, label in found if label is not None]
        with self._storage.write_to(self._resource) as folder:
            if self.worth_learning(labels):
                learnt = train(features_of(lines), labels, self._config["strength"], self._config["max_iter"])
                learnt.write(folder / self.kept_in)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing downstream learns from the answers."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Hear every message that has a text; a pressed button has no features."""
        ready = [message for message in messages if message.get(TEXT) and has_features(message)]
        if ready and self._learnt is not None:
            for message, likely in zip(ready, self._learnt.likely(features_of(ready)), strict=True):
                self.heard(message, self._learnt, likely)
        return messages

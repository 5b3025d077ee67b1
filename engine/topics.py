"""What a question is about, finer than its intent: a Rasa component beside the intent classifier.

The 24 intents say which rule answers; the topic says which fact is wanted ("is it free?" and "is it binding?" are
both ask_adr). A topic is the `topic` metadata of a block of training lines; lines without one are classes of their
own, named by their intent, so that a story or a date is not taken for a question of fact. Reads the features that
stand on the message already and costs no second encoding.
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
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from engine.component import ComponentConfigError

TOPIC = "topic"
_FILE = "topics.npz"
_NO_TOPIC = ""
_LEAST = 0.01


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Sets `topic: {name, intent, confidence}` on every message; the name is empty when it is about no topic."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: how freely the classifier may follow its lines (scikit-learn's C)."""
        return {"strength": 4.0, "max_iter": 40}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse unknown keys and a strength that is no positive number, by name."""
        for key in sorted(config.keys() - cls.get_default_config().keys() - {"name"}):
            known = ", ".join(f"`{name}`" for name in sorted(cls.get_default_config()))
            raise ComponentConfigError(f"config.yml: TopicClassifier has no key `{key}`; it has {known}.")
        strength = config.get("strength", 1)
        if isinstance(strength, bool) or not isinstance(strength, (int, float)) or not strength > 0:
            raise ComponentConfigError(
                f"config.yml: `strength: {strength}` of TopicClassifier must be a number above 0."
            )

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """An untrained component; `load` makes a trained one."""
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self._names: list[str] = []
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
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
    ) -> TopicClassifier:
        """Called by Rasa with what `train` stored."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE, allow_pickle=False) as kept:
            component._names = [str(name) for name in kept["names"]]
            component._weights = kept["weights"].astype(np.float32)
            component._bias = kept["bias"].astype(np.float32)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which lines are about which topic. Without any topic in the data nothing is learnt."""
        examples = [each for each in training_data.intent_examples if each.get(TEXT) and each.get(INTENT)]
        labels = [label_of(each) for each in examples]
        if any("/" in label for label in labels):
            classifier = LogisticRegression(
                C=self._config["strength"],
                max_iter=self._config["max_iter"],
                class_weight="balanced",
                random_state=0,
            )
            classifier.fit(_features(examples), labels)
            self._names = [str(name) for name in classifier.classes_]
            self._weights = classifier.coef_.astype(np.float32)
            self._bias = classifier.intercept_.astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / _FILE, names=np.array(self._names, dtype=str), weights=self._weights, bias=self._bias
            )
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing downstream learns from topics."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the topic of every message that has a text."""
        with_text = [message for message in messages if message.get(TEXT)]
        if not with_text or not self._names:
            return messages
        # A pressed button has no text of its own and no features.
        ready = [message for message in with_text if _has_features(message)]
        if not ready:
            return messages
        scores = _features(ready) @ self._weights.T + self._bias
        for message, row in zip(ready, np.asarray(scores), strict=True):
            likely = np.exp(row - row.max()) * self._of_intents(message)
            likely /= likely.sum()
            best = int(likely.argmax())
            name = self._names[best]
            topic = name.split("/", 1)[1] if "/" in name else _NO_TOPIC
            found = {"name": topic, "intent": name.split("/", 1)[0], "confidence": float(likely[best])}
            message.set(TOPIC, found, add_to_output=True)
        return messages

    def _of_intents(self, message: Message) -> np.ndarray:
        """How likely the intent classifier finds each label's intent: the two must agree on a topic together."""
        ranking = message.get("intent_ranking") or []
        sure = {each["name"]: float(each["confidence"]) for each in ranking}
        # Intents below the end of the ranking are left a little, so that a sure topic can still be found.
        return np.array([max(sure.get(name.split("/", 1)[0], 0.0), _LEAST) for name in self._names])


def label_of(message: Message) -> str:
    """Such as "ask_adr/adr_cost", or the bare intent for a line about no topic."""
    about = ((message.get("metadata") or {}).get("intent") or {}).get(TOPIC)
    return f"{message.get(INTENT)}/{about}" if about else str(message.get(INTENT))


def _has_features(message: Message) -> bool:
    return any(
        parts[1] is not None
        for parts in (message.get_sparse_features(TEXT), message.get_dense_features(TEXT))
    )


def _features(messages: list[Message]) -> csr_matrix:
    """The sentence features side by side, as the intent classifier sees them."""
    rows = []
    for message in messages:
        parts = [message.get_sparse_features(TEXT)[1], message.get_dense_features(TEXT)[1]]
        rows.append(hstack([csr_matrix(part.features) for part in parts if part is not None]))
    return csr_matrix(vstack(rows))

"""What a question is about, finer than its intent: a Rasa component beside the intent classifier.

The 24 intents say which rule answers; the topic says which fact is wanted ("is it free?" and "is it binding?" are
both ask_adr). A topic is the `topic` metadata of a block of training lines; lines without one are classes of their
own, named by their intent, so that a story or a date is not taken for a question of fact. Reads the features that
stand on the message already and costs no second encoding. What it hears has a say in the intent as well: it knows
that there are seventy kinds of `ask_adr` and `ask_how_to_complain`, where the intent classifier takes each for one.
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
from engine.intents import RANKING, rank
from engine.softmax import Softmax, features_of, has_features, read, train

TOPIC = "topic"
_FILE = "topics.npz"
_NO_TOPIC = ""
_OTHERS = 2
_LOOKED_AT = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Sets `topic: {name, intent, confidence, others}` on every message; the name is empty when it is about no topic.

    `others` are the next likeliest topics, each `{name, intent, confidence}`, best first.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: how freely it may follow its lines; `max_iter`: steps of training at most; `say_in_intent`: the
        share of the topics in what the intent is, the rest being the intent classifier's."""
        return {"strength": 4.0, "max_iter": 40, "say_in_intent": 0.4}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """See `check_learner`."""
        check_learner("TopicClassifier", config, cls.get_default_config())

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
        with model_storage.read_from(resource) as folder:
            component._learnt = read(folder / _FILE) if (folder / _FILE).is_file() else None
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which lines are about which topic. Without any topic in the data nothing is learnt."""
        examples = [
            each
            for each in training_data.intent_examples
            if each.get(TEXT) and each.get(INTENT) and has_features(each)
        ]
        labels = [label_of(each) for each in examples]
        with self._storage.write_to(self._resource) as folder:
            if any("/" in label for label in labels):
                learnt = train(
                    features_of(examples), labels, self._config["strength"], self._config["max_iter"]
                )
                learnt.write(folder / _FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing downstream learns from topics."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the topic of every message that has a text."""
        ready = [message for message in messages if message.get(TEXT) and has_features(message)]
        if ready and self._learnt is not None:
            for message, likely in zip(ready, self._learnt.likely(features_of(ready)), strict=True):
                best, *rest = np.argsort(-likely)
                others = [self._named(label, likely) for label in rest[:_LOOKED_AT]]
                others = [each for each in others if each["name"] != _NO_TOPIC][:_OTHERS]
                message.set(TOPIC, {**self._named(best, likely), "others": others}, add_to_output=True)
                self._say_in_intent(message, likely)
        return messages

    def _named(self, label: int, likely: np.ndarray) -> dict[str, Any]:
        intent, _, topic = self._learnt.names[label].partition("/")
        return {"name": topic or _NO_TOPIC, "intent": intent, "confidence": float(likely[label])}

    def _say_in_intent(self, message: Message, likely: np.ndarray) -> None:
        """Weigh the intents anew. A fine question that hides in a story is told better by its topic."""
        say = float(self._config["say_in_intent"])
        weighed = {each["name"]: (1 - say) * each["confidence"] for each in message.get(RANKING) or []}
        for label, share in zip(self._learnt.names, likely, strict=True):
            intent = label.partition("/")[0]
            weighed[intent] = weighed.get(intent, 0.0) + say * float(share)
        rank(message, weighed)


def label_of(message: Message) -> str:
    """Such as "ask_adr/adr_cost", or the bare intent for a line about no topic."""
    about = ((message.get("metadata") or {}).get("intent") or {}).get(TOPIC)
    return f"{message.get(INTENT)}/{about}" if about else str(message.get(INTENT))

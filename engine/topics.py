"""What a question is about, finer than its intent: a Rasa component beside the intent classifier.

The 24 intents say which rule answers; the topic says which fact is wanted ("is it free?" and "is it binding?" are
both ask_adr). A topic is the `topic` metadata of a block of training lines; lines without one are classes of their
own, named by their intent, so that a story or a date is not taken for a question of fact. Reads the features that
stand on the message already and costs no second encoding. What it hears has a say in the intent as well: it knows
that there are seventy kinds of `ask_adr` and `ask_how_to_complain`, where the intent classifier takes each for one.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from engine.intents import RANKING, rank
from engine.learner import Learner
from engine.softmax import Softmax

TOPIC = "topic"
OUT_OF_SCOPE = "out_of_scope"
_NO_TOPIC = ""
_OTHERS = 2
_LOOKED_AT = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(Learner):
    """Sets `topic: {name, intent, confidence, others}` on every message; the name is empty when it is about no topic.

    `others` are the next likeliest topics, each `{name, intent, confidence}`, best first.
    """

    kept_in: ClassVar[str] = "topics.npz"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: how freely it may follow its lines; `max_iter`: steps of training at most; `say_in_intent`: the
        share of the topics in what the intent is, the rest being the intent classifier's; `favour_out_of_scope`: how
        many times that intent counts, as its lines are the least like each other and lose narrow races."""
        return {"strength": 4.0, "max_iter": 40, "say_in_intent": 0.4, "favour_out_of_scope": 1.0}

    def label(self, line: Message) -> str:
        return label_of(line)

    def worth_learning(self, labels: list[str]) -> bool:
        """Not without any topic."""
        return any("/" in label for label in labels)

    def heard(self, message: Message, learnt: Softmax, likely: np.ndarray) -> None:
        best, *rest = np.argsort(-likely)
        others = [_named(learnt, label, likely) for label in rest[:_LOOKED_AT]]
        others = [each for each in others if each["name"] != _NO_TOPIC][:_OTHERS]
        message.set(TOPIC, {**_named(learnt, best, likely), "others": others}, add_to_output=True)
        self._say_in_intent(message, learnt, likely)

    def _say_in_intent(self, message: Message, learnt: Softmax, likely: np.ndarray) -> None:
        """Weigh the intents anew. A fine question that hides in a story is told better by its topic."""
        say = float(self._config["say_in_intent"])
        weighed = {each["name"]: (1 - say) * each["confidence"] for each in message.get(RANKING) or []}
        for label, share in zip(learnt.names, likely, strict=True):
            intent = label.partition("/")[0]
            weighed[intent] = weighed.get(intent, 0.0) + say * float(share)
        if OUT_OF_SCOPE in weighed:
            weighed[OUT_OF_SCOPE] *= float(self._config["favour_out_of_scope"])
        whole = sum(weighed.values())
        rank(message, {intent: share / whole for intent, share in weighed.items()})


def _named(learnt: Softmax, label: int, likely: np.ndarray) -> dict[str, Any]:
    intent, _, topic = learnt.names[label].partition("/")
    return {"name": topic or _NO_TOPIC, "intent": intent, "confidence": float(likely[label])}


def label_of(message: Message) -> str:
    """Such as "ask_adr/adr_cost", or the bare intent for a line about no topic."""
    about = ((message.get("metadata") or {}).get("intent") or {}).get(TOPIC)
    return f"{message.get(INTENT)}/{about}" if about else str(message.get(INTENT))

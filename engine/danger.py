"""Whether somebody is in danger, and in which: a Rasa component that stands beside the plain rules of the safety net.

The rules (bot/decisions/safety.py) hear the words that they know; of 60 messages whose author had seen neither them nor
the training lines they heard 30. This one reads the features that stand on the message already. The kind is the
`danger` metadata of a block of training lines. Other lines of `upset_vulnerable` teach it nothing: distress has no
sharp edge. All the rest are harmless.

What it hears is weighed with how likely the intents find it that somebody is in distress: each alone takes some plain
sentence for a cry, but seldom the same one.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from engine.intents import RANKING
from engine.learner import Learner
from engine.softmax import Softmax

DANGER = "danger"
_HARMLESS = "harmless"
_DISTRESS = "upset_vulnerable"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DangerClassifier(Learner):
    """Sets `danger: {kind, confidence}` on every message: the likeliest kind, and how sure it is of any danger.

    `confidence` is the geometric mean of how likely any danger is here and distress by the intents, where those
    stand on the message. `kind` is `None` when it is less than `sure`.
    """

    kept_in: ClassVar[str] = "danger.npz"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`, `max_iter`: as the other learners; `sure`: from which likelihood on it is heard."""
        return {"strength": 1.0, "max_iter": 40, "sure": 0.17}

    def label(self, line: Message) -> str | None:
        about = ((line.get("metadata") or {}).get("intent") or {}).get(DANGER)
        if about:
            return str(about)
        return None if line.get(INTENT) == _DISTRESS else _HARMLESS

    def heard(self, message: Message, learnt: Softmax, likely: np.ndarray) -> None:
        kinds = {name: float(share) for name, share in zip(learnt.names, likely, strict=True)}
        danger = 1.0 - kinds.pop(_HARMLESS, 0.0)
        ranking = message.get(RANKING)
        if ranking is not None:
            distress = next((each["confidence"] for each in ranking if each["name"] == _DISTRESS), 0.0)
            danger = (danger * distress) ** 0.5
        kind = max(kinds, key=lambda name: kinds[name]) if danger >= self._config["sure"] else None
        message.set(DANGER, {"kind": kind, "confidence": danger}, add_to_output=True)

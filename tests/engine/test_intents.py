"""The intent classifier as a Rasa component."""

from pathlib import Path
from typing import Any

import pytest
from engine.encoder import SentenceEncoder
from engine.errors import ConfigError
from engine.intents import IntentClassifier
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

CONTEXT = ExecutionContext(GraphSchema({}), node_name="intents")
LINES = {
    "greet": ["hello", "hi there", "good morning"],
    "make_complaint": ["my line is dead", "you charged me twice", "nobody rang back"],
    "ask_adr": ["can I go to the ombudsman", "when may I go to arbitration", "is it time for the ombudsman"],
}


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """Where Rasa has components keep what they learn."""
    return LocalModelStorage.create(tmp_path)


def with_vectors(*messages: Message) -> list[Message]:
    config = {**SentenceEncoder.get_default_config(), "encoder": "minilm"}
    return SentenceEncoder.create(config, None, None, CONTEXT).process(list(messages))


def heard(storage: LocalModelStorage, text: str) -> dict[str, Any]:
    """What the trained component, kept and loaded, makes of a text."""
    lines = [Message({"text": text, "intent": intent}) for intent, texts in LINES.items() for text in texts]
    config = IntentClassifier.get_default_config()
    resource = Resource("intents")
    IntentClassifier.create(config, storage, resource, CONTEXT).train(TrainingData(with_vectors(*lines)))
    loaded = IntentClassifier.load(config, storage, resource, CONTEXT)
    (message,) = loaded.process(with_vectors(Message({"text": text})))
    return message.as_dict(only_output_properties=True)


def test_a_text_gets_its_intent_and_a_ranking_that_begins_with_it(storage: LocalModelStorage) -> None:
    found = heard(storage, "may I go to the ombudsman now")
    assert found["intent"]["name"] == "ask_adr"
    assert found["intent_ranking"][0] == found["intent"]
    shares = [each["confidence"] for each in found["intent_ranking"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-3)


def test_a_pressed_button_is_left_alone(storage: LocalModelStorage) -> None:
    config = IntentClassifier.get_default_config()
    (message,) = IntentClassifier.create(config, storage, Resource("intents"), CONTEXT).process(
        [Message({"text": "/greet", "intent": {"name": "greet", "confidence": 1.0}})]
    )
    assert message.get("intent") == {"name": "greet", "confidence": 1.0}


@pytest.mark.parametrize(
    ("config", "named"),
    [({"strenght": 1}, "strenght"), ({"strength": -1}, "strength"), ({"max_iter": "many"}, "max_iter")],
)
def test_a_wrong_key_is_refused_by_name(config: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        IntentClassifier.validate_config(config)

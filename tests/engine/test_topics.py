"""What a question is about, finer than its intent, as a Rasa component."""

from pathlib import Path
from typing import Any

import pytest
from engine.errors import ConfigError
from engine.ngrams import NgramFeaturizer
from engine.topics import TopicClassifier, label_of
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

CONTEXT = ExecutionContext(GraphSchema({}), node_name="topics")
LINES = {
    "ask_adr/adr_cost": [
        "is it free",
        "what does it cost",
        "do I have to pay for it",
        "how much do they charge",
    ],
    "ask_adr/adr_binding": [
        "is it binding",
        "is it final",
        "must I accept it",
        "can I say no to the decision",
    ],
    "ask_adr": ["can I go to CISAS yet", "when can I go", "am I allowed to go now", "can I go today"],
    "make_complaint": [
        "my line is dead",
        "you charged me twice",
        "nobody rang back",
        "the phones are off again",
    ],
}


def line(text: str, label: str) -> Message:
    """A training line as Rasa reads it, with the topic as metadata of its block."""
    intent, _, topic = label.partition("/")
    metadata = {"metadata": {"intent": {"topic": topic}}} if topic else {}
    return Message({"text": text, "intent": intent, **metadata})


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """Where Rasa has components keep what they learn."""
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def data(storage: LocalModelStorage) -> TrainingData:
    """The lines above, with features."""
    lines = TrainingData([line(text, label) for label, texts in LINES.items() for text in texts])
    featurizer(storage).train(lines)
    return featurizer_loaded(storage).process_training_data(lines)


def featurizer(storage: LocalModelStorage) -> NgramFeaturizer:
    return NgramFeaturizer.create(NgramFeaturizer.get_default_config(), storage, Resource("ngrams"), CONTEXT)


def featurizer_loaded(storage: LocalModelStorage) -> NgramFeaturizer:
    return NgramFeaturizer.load(NgramFeaturizer.get_default_config(), storage, Resource("ngrams"), CONTEXT)


def classifier(storage: LocalModelStorage) -> TopicClassifier:
    return TopicClassifier.create(TopicClassifier.get_default_config(), storage, Resource("topics"), CONTEXT)


def loaded(storage: LocalModelStorage) -> TopicClassifier:
    return TopicClassifier.load(TopicClassifier.get_default_config(), storage, Resource("topics"), CONTEXT)


def heard(storage: LocalModelStorage, text: str, intent: str | None = None) -> dict[str, Any]:
    """What the trained component makes of a text; ``intent`` is what the intent classifier was sure of."""
    ranking = [{"name": intent, "confidence": 0.99}] if intent else [
        {"name": "ask_adr", "confidence": 0.5}, {"name": "make_complaint", "confidence": 0.5}
    ]  # fmt: skip
    messages = featurizer_loaded(storage).process([Message({"text": text, "intent_ranking": ranking})])
    (message,) = loaded(storage).process(messages)
    return message.as_dict(only_output_properties=True).get("topic") or {}


def test_a_label_is_the_intent_with_the_topic_of_its_block() -> None:
    assert label_of(line("is it free", "ask_adr/adr_cost")) == "ask_adr/adr_cost"
    assert label_of(line("my line is dead", "make_complaint")) == "make_complaint"


def test_a_question_gets_its_topic_and_a_story_none(storage: LocalModelStorage, data: TrainingData) -> None:
    classifier(storage).train(data)
    assert heard(storage, "do I have to pay")["name"] == "adr_cost"
    assert heard(storage, "is it binding on me")["name"] == "adr_binding"
    assert heard(storage, "can I go yet")["name"] == ""
    assert heard(storage, "my phones are dead")["name"] == ""


def test_the_topic_has_its_say_in_the_intent(storage: LocalModelStorage, data: TrainingData) -> None:
    classifier(storage).train(data)
    ranking = [{"name": "make_complaint", "confidence": 0.6}, {"name": "ask_adr", "confidence": 0.4}]
    (message,) = loaded(storage).process(
        featurizer_loaded(storage).process([Message({"text": "is it free", "intent_ranking": ranking})])
    )
    assert message.get("intent")["name"] == "ask_adr"
    assert [each["name"] for each in message.get("intent_ranking")] == ["ask_adr", "make_complaint"]
    assert sum(each["confidence"] for each in message.get("intent_ranking")) == pytest.approx(1, abs=1e-3)


def test_out_of_scope_wins_the_narrow_races_that_it_would_lose(
    storage: LocalModelStorage, data: TrainingData
) -> None:
    classifier(storage).train(data)
    ranking = [{"name": "make_complaint", "confidence": 0.52}, {"name": "out_of_scope", "confidence": 0.48}]

    def best(favour: float) -> str:
        config = {
            **TopicClassifier.get_default_config(),
            "say_in_intent": 0.01,
            "favour_out_of_scope": favour,
        }
        component = TopicClassifier.load(config, storage, Resource("topics"), CONTEXT)
        text = Message({"text": "a bird in the loft", "intent_ranking": ranking})
        (message,) = component.process(featurizer_loaded(storage).process([text]))
        assert sum(each["confidence"] for each in message.get("intent_ranking")) == pytest.approx(1, abs=1e-3)
        return str(message.get("intent")["name"])

    assert best(1.0) == "make_complaint"
    assert best(1.4) == "out_of_scope"


def test_what_else_it_may_have_been_stands_beside_the_best_one(
    storage: LocalModelStorage, data: TrainingData
) -> None:
    classifier(storage).train(data)
    found = heard(storage, "is it free or binding", intent="ask_adr")
    assert {found["name"], *(each["name"] for each in found["others"])} == {"adr_cost", "adr_binding"}
    assert [each["intent"] for each in found["others"]] == ["ask_adr"]
    assert 0 < found["others"][0]["confidence"] < found["confidence"]


def test_a_pressed_button_has_no_topic(storage: LocalModelStorage, data: TrainingData) -> None:
    classifier(storage).train(data)
    (message,) = loaded(storage).process([Message({"text": "/ask_adr"})])
    assert message.get("topic") is None


def test_without_any_topic_nothing_is_learnt_and_nothing_said(storage: LocalModelStorage) -> None:
    lines = TrainingData([line(text, "ask_adr") for text in LINES["ask_adr"]])
    featurizer(storage).train(lines)
    classifier(storage).train(featurizer_loaded(storage).process_training_data(lines))
    assert heard(storage, "can I go yet") == {}


@pytest.mark.parametrize("config", [{"strenght": 4}, {"strength": 0}, {"strength": "much"}])
def test_a_wrong_key_is_refused_by_name(config: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match="streng"):
        TopicClassifier.validate_config(config)

"""Danger that the plain rules do not hear, as a Rasa component."""

from pathlib import Path
from typing import Any

import pytest
from engine.danger import DangerClassifier
from engine.errors import ConfigError
from engine.ngrams import NgramFeaturizer
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

CONTEXT = ExecutionContext(GraphSchema({}), node_name="danger")
LINES = {
    "upset_vulnerable/no_food": [
        "nothing in the cupboard",
        "the bairns went hungry",
        "no money for the meter",
    ]
    * 4,
    "upset_vulnerable/life": ["the socket is smoking", "sparks from the box", "the cable is on fire"] * 4,
    "upset_vulnerable": ["I am so upset", "this makes me cry", "I cannot cope with you"] * 4,
    "make_complaint": ["my line is dead", "you charged me twice", "nobody rang back", "off again"] * 12,
}


def line(text: str, label: str) -> Message:
    """A training line as Rasa reads it, with the danger as metadata of its block."""
    intent, _, danger = label.partition("/")
    metadata = {"metadata": {"intent": {"danger": danger}}} if danger else {}
    return Message({"text": text, "intent": intent, **metadata})


@pytest.fixture
def trained(tmp_path: Path) -> DangerClassifier:
    """A classifier of the lines above, with the n-grams as its only features."""
    storage = LocalModelStorage.create(tmp_path)
    lines = TrainingData([line(text, label) for label, texts in LINES.items() for text in texts])
    config = NgramFeaturizer.get_default_config()
    NgramFeaturizer.create(config, storage, Resource("ngrams"), CONTEXT).train(lines)
    NgramFeaturizer.load(config, storage, Resource("ngrams"), CONTEXT).process_training_data(lines)
    made = DangerClassifier.create(
        DangerClassifier.get_default_config(), storage, Resource("danger"), CONTEXT
    )
    made.train(lines)
    found = DangerClassifier.load(DangerClassifier.get_default_config(), storage, Resource("danger"), CONTEXT)
    found.featurizer = NgramFeaturizer.load(config, storage, Resource("ngrams"), CONTEXT)  # type: ignore[attr-defined]
    return found


def heard(classifier: DangerClassifier, text: str) -> dict[str, Any]:
    """What it puts on a message of that text."""
    (message,) = classifier.process(classifier.featurizer.process([Message({"text": text})]))  # type: ignore[attr-defined]
    danger = message.get("danger")
    assert isinstance(danger, dict)
    return danger


@pytest.mark.parametrize(
    ("text", "kind"), [("the bairns are hungry", "no_food"), ("sparks and fire", "life")]
)
def test_a_danger_is_heard_with_its_kind(trained: DangerClassifier, text: str, kind: str) -> None:
    assert heard(trained, text)["kind"] == kind


def test_a_complaint_is_no_danger(trained: DangerClassifier) -> None:
    found = heard(trained, "you charged me twice")
    assert found["kind"] is None
    assert found["confidence"] < 0.3


@pytest.mark.parametrize(("distress", "kind"), [(0.9, "life"), (0.01, None)])
def test_what_the_intents_find_no_distress_in_is_no_danger(
    trained: DangerClassifier, distress: float, kind: str | None
) -> None:
    ranking = [
        {"name": "report_fault", "confidence": 1 - distress},
        {"name": "upset_vulnerable", "confidence": distress},
    ]
    message = Message({"text": "sparks and fire", "intent_ranking": ranking})
    (read,) = trained.process(trained.featurizer.process([message]))  # type: ignore[attr-defined]
    assert read.get("danger")["kind"] == kind


def test_distress_alone_teaches_neither_danger_nor_harmlessness(trained: DangerClassifier) -> None:
    assert trained.label(line("I am so upset", "upset_vulnerable")) is None


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="`bar`"):
        DangerClassifier.validate_config({**DangerClassifier.get_default_config(), "bar": 1})

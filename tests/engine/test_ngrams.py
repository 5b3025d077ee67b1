"""Words and pieces of words as a Rasa component."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from engine.errors import ConfigError
from engine.ngrams import NgramFeaturizer
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

TEXTS = ["can I go to CISAS", "when can I go to the ombudsman", "the line isn't working", "my line is dead"]
CONTEXT = ExecutionContext(GraphSchema({}), node_name="ngrams")


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """Where Rasa has components keep what they learn."""
    return LocalModelStorage.create(tmp_path)


def component(storage: LocalModelStorage, **config: Any) -> NgramFeaturizer:
    """The component as Rasa creates it for training."""
    merged = {**NgramFeaturizer.get_default_config(), **config}
    return NgramFeaturizer.create(merged, storage, Resource("ngrams"), CONTEXT)


def trained(storage: LocalModelStorage) -> NgramFeaturizer:
    """The component after training on the texts above, often enough that their pieces count."""
    new = component(storage)
    new.train(
        TrainingData(
            [Message({"text": f"{text} {number}", "intent": "x"}) for text in TEXTS for number in range(4)]
        )
    )
    return new


def feature(of: NgramFeaturizer, text: str) -> np.ndarray:
    """The sparse sentence feature; checks that there is nothing else."""
    (message,) = of.process([Message({"text": text})])
    sequence, sentence = message.get_sparse_features("text")
    assert sequence is None
    assert message.get_dense_features("text") == (None, None)
    return sentence.features.toarray()[0]


def test_each_of_the_two_parts_is_as_long_as_the_scale(storage: LocalModelStorage) -> None:
    assert np.linalg.norm(feature(trained(storage), TEXTS[0])) == pytest.approx(4 * 2**0.5)


def test_a_misspelling_is_nearer_than_another_word(storage: LocalModelStorage) -> None:
    of = trained(storage)
    right, wrong, other = (feature(of, text) for text in ("ombudsman", "ombudsmen", "line"))
    assert right @ wrong > right @ other + 1


def test_capitals_and_the_shape_of_the_apostrophe_make_no_difference(storage: LocalModelStorage) -> None:
    of = trained(storage)
    np.testing.assert_array_equal(
        feature(of, "the line isn't working"), feature(of, "THE LINE ISN\u2019T WORKING")
    )


def test_a_loaded_component_gives_what_the_trained_one_gave(storage: LocalModelStorage) -> None:
    before = trained(storage)
    after = NgramFeaturizer.load(NgramFeaturizer.get_default_config(), storage, Resource("ngrams"), CONTEXT)
    for text in [*TEXTS, "something never heard", "\u00e9\u4f60"]:
        np.testing.assert_allclose(feature(before, text), feature(after, text))


def test_messages_without_text_are_left_alone(storage: LocalModelStorage) -> None:
    (message,) = trained(storage).process([Message({"intent": "greet"})])
    assert message.features == []


def test_a_wrong_configuration_is_refused_by_name(storage: LocalModelStorage) -> None:
    with pytest.raises(ConfigError, match=r"NgramFeaturizer has no key `min_df`; it has `scale`"):
        component(storage, min_df=3)
    with pytest.raises(ConfigError, match=r"`scale: 0` of NgramFeaturizer"):
        component(storage, scale=0)

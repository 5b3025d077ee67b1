"""Words and pieces of words beside the sentence vector: a Rasa component with TF-IDF features.

The sentence encoder knows meanings but not our own words (CISAS, deadlock, gaffer) nor misspellings; these
do. Counts would drown the sentence vector (measured: accuracy 0.749 -> 0.643), because a count vector is many
times longer. Here each part is brought to a length of its own, about that of the sentence vector; then they
help: in five-fold cross-validation on data/nlu, in scope 0.719 -> 0.763, out of scope 0.655 -> 0.723.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from engine.component import check_config, without_markup

_FILE = "ngrams.json"
_A_SMALL_SET = 1_000

KINDS: dict[str, dict[str, Any]] = {
    # Pieces of 3 and 4 letters inside words: see through misspellings and endings. Those of 2 and of 5 gain nothing
    # (0.971 of 1,502 lines in scope with and without) and take a quarter of the learners' time. What stands in few
    # lines teaches nothing either: from four lines on (words: two) 43,384 features, from twelve (four) 21,395, and the
    # same answers (0.745 and 0.747 of 1,500 topics).
    "letters": {"analyzer": "char_wb", "ngram_range": (3, 4), "min_df": 12},
    # Words and pairs of words, with the apostrophe inside: "isn't" is one word.
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w[\w']*\b", "min_df": 4},
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Sets one sparse sentence feature of the text: the kinds above side by side, each `scale` long."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`scale`: the length of each part, best about that of the sentence vector."""
        return {**SparseFeaturizer.get_default_config(), "scale": 4.0}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """See `check_config`."""
        check_config("NgramFeaturizer", config, cls.get_default_config())

    def __init__(
        self, name: str, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        """An untrained component; `load` makes a trained one."""
        super().__init__(name, config)
        self._scale = float(config["scale"])
        self._storage = model_storage
        self._resource = resource
        self._kinds = {kind: _vectorizer(kind) for kind in KINDS}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        """Called by Rasa before training, with the default configuration already merged in."""
        return cls(execution_context.node_name, config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        """Called by Rasa with what `train` stored."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        for kind, learnt in stored.items():
            component._kinds[kind] = _vectorizer(kind, vocabulary=learnt["vocabulary"])
            component._kinds[kind].idf_ = np.array(learnt["idf"])
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the words and pieces of the training examples, and how rare each is."""
        texts = [_text(example) for example in training_data.training_examples if example.get(TEXT)]
        for vectorizer in self._kinds.values():
            if len(texts) < _A_SMALL_SET:
                vectorizer.min_df = 1  # of so few lines each word counts
            vectorizer.fit(texts)
        learnt = {
            kind: {
                "vocabulary": {term: int(column) for term, column in vectorizer.vocabulary_.items()},
                "idf": vectorizer.idf_.tolist(),
            }
            for kind, vectorizer in self._kinds.items()
        }
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(learnt), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the feature to every training example that has a text."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature to every message that has a text."""
        with_text = [message for message in messages if message.get(TEXT) is not None]
        if with_text:
            texts = [_text(message) for message in with_text]
            parts = [vectorizer.transform(texts) * self._scale for vectorizer in self._kinds.values()]
            for message, row in zip(with_text, csr_matrix(hstack(parts)), strict=True):
                self.add_features_to_message(None, row, TEXT, message)
        return messages


def _vectorizer(kind: str, **learnt: Any) -> TfidfVectorizer:
    """Rows of length 1, in small letters; a thing said twice counts little more than once."""
    return TfidfVectorizer(sublinear_tf=True, **KINDS[kind], **learnt)


def _text(message: Message) -> str:
    """With the typewriter's apostrophe, whichever the customer's keyboard makes."""
    return without_markup(message.get(TEXT)).replace("\u2019", "'")

"""A training by Rasa in less time: only in the process that trains.

What it does for a cache that we do not keep is left out: it fingerprints whatever goes into and comes out of every
component, all features of all lines, and each line anew wherever it looks for doubles, and copies every line eleven
times over. With 16,000 lines it took a quarter of the time. And components that do not need each other, our three
learners, learn side by side: on two cores in 19 s instead of 25.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import dask
import dask.threaded
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits


@contextmanager
def lean_training() -> Iterator[None]:
    """Within it a training keeps no books for the cache, copies no lines, and works on every core."""
    side_by_side = functools.partial(dask.threaded.get, num_workers=os.cpu_count())
    with (
        patch.object(dask, "get", side_by_side),
        threadpool_limits(
            1
        ),  # Each of the learners has its own thread; more of them would only wait for each other.
        patch.object(TrainingHook, "on_before_node", lambda *_, **__: {}),
        patch.object(TrainingHook, "on_after_node", lambda *_, **__: None),
        patch.object(TrainingData, "merge", _joined),
        patch.object(Message, "__hash__", _quick_hash),
    ):
        yield


def _quick_hash(self: Message) -> int:
    """Doubles are still those that are equal in everything: this only says which lines need be compared."""
    return hash((self.get(TEXT), self.get(INTENT)))


def _joined(self: TrainingData, *others: TrainingData | None) -> TrainingData:
    """As Rasa's, with the very lines: whoever gave them does not use them again."""
    given = [self, *(other for other in others if other)]
    joined: dict[str, Any] = {"entity_synonyms": {}, "responses": {}}
    for each in given:
        joined["entity_synonyms"].update(each.entity_synonyms)
        joined["responses"].update(each.responses)
    for part in ("training_examples", "regex_features", "lookup_tables"):
        joined[part] = [one for each in given for one in getattr(each, part)]
    return TrainingData(**joined)

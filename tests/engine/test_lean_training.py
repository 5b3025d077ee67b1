"""A training without the books of a cache that nobody keeps."""

import threading

import dask
from engine.lean_training import lean_training
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


def lines(*texts: str) -> TrainingData:
    return TrainingData([Message({"text": text, "intent": "greet"}) for text in texts])


def test_joined_data_holds_the_very_lines_of_both_in_order() -> None:
    one, other = lines("hello", "hi"), lines("hey")
    with lean_training():
        joined = one.merge(other, None)
    assert [each.get("text") for each in joined.training_examples] == ["hello", "hi", "hey"]
    assert joined.training_examples[0] is one.training_examples[0]


def test_joined_data_is_what_rasa_would_have_joined() -> None:
    towns, numbers = [{"name": "town", "elements": ["Cambridge"]}], [{"name": "ref", "pattern": "[0-9]+"}]
    one = TrainingData([], entity_synonyms={"bb": "broadband"}, lookup_tables=towns)
    other = TrainingData([], entity_synonyms={"inet": "internet"}, regex_features=numbers)
    theirs = one.merge(other)
    with lean_training():
        ours = one.merge(other)
    assert ours.entity_synonyms == theirs.entity_synonyms == {"bb": "broadband", "inet": "internet"}
    assert ours.lookup_tables == theirs.lookup_tables
    assert ours.regex_features == theirs.regex_features


def test_doubles_are_dropped_and_lines_that_differ_in_anything_stay() -> None:
    line = {"text": "hello", "intent": "greet"}
    with lean_training():
        kept = TrainingData(
            [Message(line), Message(dict(line)), Message({**line, "metadata": {"topic": "hi"}})]
        )
    assert [each.get("metadata") for each in kept.training_examples] == [None, {"topic": "hi"}]


def test_no_book_is_kept_within_and_rasa_is_itself_again_after() -> None:
    before = TrainingHook.on_before_node, TrainingHook.on_after_node, TrainingData.merge, Message.__hash__
    with lean_training():
        assert TrainingHook.on_before_node(None) == {}  # type: ignore[arg-type, call-arg]
        assert TrainingData.merge is not before[2]
    after = TrainingHook.on_before_node, TrainingHook.on_after_node, TrainingData.merge, Message.__hash__
    assert after == before


def test_what_does_not_need_each_other_is_done_side_by_side() -> None:
    met = threading.Barrier(2, timeout=10)
    graph = {"one": (met.wait,), "other": (met.wait,)}
    with lean_training():
        assert sorted(dask.get(graph, ["one", "other"])) == [0, 1]
    assert dask.get is dask.local.get_sync

"""The classifiers of the pipeline, trained on some lines and some of the features, without the rest of Rasa."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from engine import kept_vectors
from engine.component import without_markup
from engine.encoders import as_encoded, load_encoder, version_of
from engine.ngrams import KINDS
from engine.report.lines import Line
from engine.report.scores import Heard
from engine.softmax import Features, train
from engine.topics import OUT_OF_SCOPE

_RANKED = 10


@dataclass(frozen=True)
class Settings:
    """Of config.yml; a trial changes some. `encoders`: name and scale."""

    encoders: tuple[tuple[str, float], ...]
    letters_and_words: float
    intents: Mapping[str, Any]
    topics: Mapping[str, Any] | None


def settings_now() -> Settings:
    """Those of config.yml."""
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    by_name: dict[str, list[dict[str, Any]]] = {}
    for part in pipeline:
        by_name.setdefault(part["name"].rpartition(".")[2], []).append(part)
    return Settings(
        tuple((str(each["encoder"]), float(each["scale"])) for each in by_name["SentenceEncoder"]),
        float(by_name["NgramFeaturizer"][0]["scale"]),
        by_name["IntentClassifier"][0],
        by_name["TopicClassifier"][0],
    )


@dataclass(frozen=True)
class Trial:
    """What came of it; `seconds`: of training the classifiers, the encoding not counted."""

    name: str
    heard: list[Heard]
    seconds: float


class Vectors:
    """The vectors of all lines, made once for all trials; those of training lines as the last training kept them."""

    def __init__(self, settings: Settings, learnt: Sequence[Line], asked: Sequence[Line], kept: Path) -> None:
        self._made: dict[tuple[str, str], np.ndarray] = {}
        for encoder, _ in settings.encoders:
            with kept_vectors.kept_in(kept):
                self._add(encoder, learnt)
        for encoder, _ in settings.encoders:
            self._add(encoder, asked)

    def _add(self, encoder: str, lines: Sequence[Line]) -> None:
        texts = [as_encoded(line.text) for line in lines]
        vectors = kept_vectors.encoded(texts, encoder, version_of(encoder), load_encoder(encoder))
        self._made |= {(encoder, text): vector for text, vector in zip(texts, vectors, strict=True)}

    def of(self, settings: Settings, lines: Sequence[Line]) -> np.ndarray:
        """Side by side, each at its scale."""
        parts = [
            np.array([self._made[encoder, as_encoded(line.text)] for line in lines]) * scale
            for encoder, scale in settings.encoders
        ]
        return np.hstack(parts).astype(np.float32)


def run(
    name: str, settings: Settings, learnt: Sequence[Line], asked: Sequence[Line], vectors: Vectors
) -> Trial:
    """Train on `learnt` and hear `asked`."""
    vectorizers = [TfidfVectorizer(sublinear_tf=True, **kind) for kind in KINDS.values()]
    words = [_words(line.text) for line in learnt]
    for vectorizer in vectorizers:
        vectorizer.fit(words)

    def features(lines: Sequence[Line]) -> Features:
        pieces = [vectorizer.transform([_words(line.text) for line in lines]) for vectorizer in vectorizers]
        scale = settings.letters_and_words
        sparse = csr_matrix(hstack(pieces)) * scale if scale else csr_matrix((len(lines), 1))
        return Features(sparse.astype(np.float32), vectors.of(settings, lines))

    taught, questions = features(learnt), features(asked)
    began = time.perf_counter()
    intents = train(
        taught, [line.label for line in learnt], settings.intents["strength"], settings.intents["max_iter"]
    )
    shares = {name: intents.likely(questions)[:, at] for at, name in enumerate(intents.names)}
    if settings.topics is not None:
        topics = train(
            taught, [line.topic for line in learnt], settings.topics["strength"], settings.topics["max_iter"]
        )
        say = float(settings.topics["say_in_intent"])
        shares = {name: (1 - say) * share for name, share in shares.items()}
        likely = topics.likely(questions)
        for at, label in enumerate(topics.names):
            shares[label.partition("/")[0]] = shares[label.partition("/")[0]] + say * likely[:, at]
        shares[OUT_OF_SCOPE] = shares[OUT_OF_SCOPE] * float(settings.topics["favour_out_of_scope"])
    seconds = time.perf_counter() - began
    names = list(shares)
    table = np.column_stack([shares[name] for name in names])
    table /= table.sum(axis=1, keepdims=True)
    order = np.argsort(-table, axis=1)[:, :_RANKED]
    heard = [
        Heard(line, tuple((names[at], float(row[at])) for at in best))
        for line, row, best in zip(asked, table, order, strict=True)
    ]
    return Trial(name, heard, seconds)


def variants(settings: Settings) -> list[tuple[str, Settings]]:
    """The pipeline as it is, then without each of its parts."""
    found = [("as it is", settings)]
    for at, (encoder, _) in enumerate(settings.encoders):
        rest = settings.encoders[:at] + settings.encoders[at + 1 :]
        found.append((f"without the encoder {encoder}", replace(settings, encoders=rest)))
    found.append(("without letters and words", replace(settings, letters_and_words=0.0)))
    found.append(("topics without a say in the intent", replace(settings, topics=None)))
    return found


def _words(text: str) -> str:
    return without_markup(text).replace("\u2019", "'")

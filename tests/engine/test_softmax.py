"""The regression behind intents and topics: beside scikit-learn's, and kept and read again."""

from pathlib import Path

import numpy as np
import pytest
from engine.softmax import Features, read, train
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

NAMES = np.array(["adr", "fault", "greet"])


@pytest.fixture
def lines() -> tuple[Features, list[str]]:
    """Sixty lines of three labels, unequally many, with a sparse part and a full one."""
    chance = np.random.default_rng(7)
    which = np.repeat([0, 1, 2], [36, 18, 6])
    sparse = (chance.random((60, 30)) < 0.2) * chance.random((60, 30))
    sparse[np.arange(60), which] += 1
    full = chance.normal(size=(60, 8)).astype(np.float32)
    full[np.arange(60), which] += 1
    return Features(csr_matrix(sparse, dtype=np.float32), full), [str(name) for name in NAMES[which]]


def test_it_finds_what_scikit_learn_finds(lines: tuple[Features, list[str]]) -> None:
    features, labels = lines
    ours = train(features, labels, strength=2.0, steps=500)
    theirs = LogisticRegression(C=2.0, class_weight="balanced", max_iter=500)
    together = csr_matrix(hstack([features.sparse, features.full]))
    theirs.fit(together, labels)
    assert ours.names == list(theirs.classes_)
    np.testing.assert_allclose(ours.likely(features), theirs.predict_proba(together), atol=0.01)


def test_the_shares_of_a_text_add_up_to_one(lines: tuple[Features, list[str]]) -> None:
    features, labels = lines
    likely = train(features, labels, strength=1.0, steps=20).likely(features)
    np.testing.assert_allclose(likely.sum(axis=1), 1, rtol=1e-5)
    assert (likely >= 0).all()


def test_what_was_learnt_is_the_same_after_it_was_kept(
    lines: tuple[Features, list[str]], tmp_path: Path
) -> None:
    features, labels = lines
    learnt = train(features, labels, strength=1.0, steps=20)
    learnt.write(tmp_path / "learnt.npz")
    again = read(tmp_path / "learnt.npz")
    assert again.names == learnt.names
    np.testing.assert_array_equal(again.likely(features), learnt.likely(features))


def test_the_same_lines_give_the_same_answers(lines: tuple[Features, list[str]]) -> None:
    features, labels = lines
    once, twice = (train(features, labels, strength=1.0, steps=20).likely(features) for _ in range(2))
    np.testing.assert_array_equal(once, twice)

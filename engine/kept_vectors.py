"""Vectors of training lines, kept beside the model: a changed rule, word or line does not encode all the others again.

Encoding is half of a first training. What is kept belongs to one version of the encoder's package, and only lines of
the last training stay in it. A file that cannot be read is no error: the lines are encoded again.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

log = logging.getLogger(__name__)

_where: list[tuple[Path, Callable[[], None] | None]] = []
"""The folder in use, and what waits for vectors in the making. Of the process: components may run in other threads."""

_KEY_BYTES = 16


@contextmanager
def kept_in(folder: Path, ready: Callable[[], None] | None = None) -> Iterator[None]:
    """Within it `encoded` keeps what it makes in ``folder``, which must be there; elsewhere it keeps nothing.

    Before it looks there it calls ``ready``, which waits for whoever else is filling the folder.
    """
    _where.append((folder, ready))
    try:
        yield
    finally:
        _where.pop()


def encoded(
    texts: Sequence[str], encoder: str, version: str, encode: Callable[[Sequence[str]], np.ndarray]
) -> np.ndarray:
    """A row a text, from ``encode`` where none is kept of ``encoder`` in this ``version``."""
    if not _where or not texts:
        return encode(texts)
    folder, ready = _where[-1]
    if ready is not None:
        ready()
    path = folder / f"{encoder}.vectors.npz"
    known = _read(path, version)
    keys = [_key(text) for text in texts]
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        known.update(zip(new, encode(list(new.values())), strict=True))
        _write(path, version, {key: known[key] for key in keys})
    return np.array([known[key] for key in keys])


def _key(text: str) -> bytes:
    # No trailing zero byte: numpy strips those.
    return hashlib.sha256(text.encode()).digest()[: _KEY_BYTES - 1] + b"."


def _read(path: Path, version: str) -> dict[bytes, np.ndarray]:
    try:
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["version"]) != version:
                return {}
            return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
    except FileNotFoundError:
        return {}
    except Exception as error:
        log.warning(
            "The kept vectors in %s are of no use (%s): all lines are encoded again.", path.name, error
        )
        return {}


def _write(path: Path, version: str, vectors: dict[bytes, np.ndarray]) -> None:
    new = path.with_suffix(".new.npz")
    np.savez(
        new,
        version=np.array(version),
        keys=np.array(list(vectors), dtype=f"S{_KEY_BYTES}"),
        vectors=np.array(list(vectors.values())),
    )
    new.replace(path)

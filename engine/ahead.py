"""Encodes the training lines in a process of its own, `python -m engine.ahead FOLDER`, while Rasa is being loaded.

Rasa needs about ten seconds before it looks at the first line, and uses one core for it. What is made here stands in
``FOLDER`` as kept vectors (see `engine.kept_vectors`). Nothing hangs on it: a line that is missing there is encoded by
the training itself.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

_LINE = "- "


@contextmanager
def encoding_ahead(folder: Path) -> Iterator[Callable[[], None]]:
    """Within it the lines are being encoded; the callable waits for the end of that, however it ends."""
    process = subprocess.Popen([sys.executable, "-m", "engine.ahead", str(folder)], stdin=subprocess.DEVNULL)

    def wait() -> None:
        process.wait()

    try:
        yield wait
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        process.wait()


def lines_in(data: Path) -> list[str]:
    """The example lines of all training data below a folder, as they stand there, sorted by file."""
    found: list[str] = []
    for path in sorted(data.rglob("*.yml")):
        blocks = (_read(path) or {}).get("nlu") or []
        for block in blocks:
            lines = str(block.get("examples") or "").splitlines()
            found += [line[len(_LINE) :].strip() for line in lines if line.startswith(_LINE)]
    return found


def encoders_in(config: Path) -> list[str]:
    """The names of the sentence encoders that the pipeline uses, in its order."""
    pipeline = (_read(config) or {}).get("pipeline") or []
    return [str(each["encoder"]) for each in pipeline if "encoder" in each]


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def main(arguments: list[str]) -> int:
    """Encode what is not kept yet; from the root of the project."""
    from engine.encoders import as_encoded, load_encoder, version_of
    from engine.kept_vectors import encoded, kept_in

    texts = [as_encoded(line) for line in lines_in(Path("data"))]

    def encode(name: str) -> None:
        encoded(texts, name, version_of(name), lambda some: load_encoder(name)(some))

    names = encoders_in(Path("config.yml"))
    with kept_in(Path(arguments[0])), ThreadPoolExecutor(len(names) or 1) as threads:
        # Side by side: while one is being loaded the other has use for the second core.
        list(threads.map(encode, names))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the trained model makes of texts, without a server: `python -m engine.understand < lines.jsonl`.

In: JSON lines `{"id", "text"}`. Out, in the same order: `{"id", "ranking": [{"name", "confidence"}, …],
"accepted", "danger", "danger_confidence"}`; for a bad line `{"id", "error"}`, and exit code 1 at the end. Reads until
the end of input, in blocks, so it is not for a dialogue line by line.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from engine import logs
from engine.errors import ConfigError, RequestError
from engine.incoming import customer_text

BLOCK = 64
"""Texts that are encoded together: faster than one by one."""


def main(arguments: list[str] | None = None) -> int:
    """Entry point. Exit code 0, or 1 if a line was bad or the model is missing."""
    parser = argparse.ArgumentParser(prog="python -m engine.understand", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--model", type=Path, default=Path("models/firstline.tar.gz"), help="default: %(default)s"
    )
    options = parser.parse_args(arguments)
    # Standard output is for the answers alone: whatever a library prints, in Python or below it, goes to the
    # errors.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    logs.configure()
    from engine.model import load_processor, understand

    try:
        processor = load_processor(options.model)
    except ConfigError as error:
        print(f"engine: {error}", file=sys.stderr)
        return 1
    bad = False
    for block in _blocks(sys.stdin):
        rows = [_row(line) for line in block]
        readings = iter(understand(processor, [row["text"] for row in rows if row["text"] is not None]))
        for row in rows:
            bad = bad or row["error"] is not None
            print(json.dumps(_answer(row, readings)), file=out, flush=True)
    return int(bad)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    rest = (line for line in lines if line.strip())
    while block := list(islice(rest, BLOCK)):
        yield block


def _row(line: str) -> dict[str, Any]:
    """`id`, and either `text` (None when nothing is left of it) or `error`."""
    row: dict[str, Any] = {"id": None, "text": None, "error": None}
    try:
        given = json.loads(line)
        row["id"] = given["id"]
        row["text"] = customer_text(given["text"])
    except RequestError as error:
        row["error"] = None if error.code == "empty" else error.code
    except (ValueError, KeyError, TypeError, AttributeError):
        row["error"] = "not a JSON object with `id` and a text in `text`"
    return row


def _answer(row: dict[str, Any], readings: Iterator[dict[str, Any]]) -> dict[str, Any]:
    if row["error"] is not None:
        return {"id": row["id"], "error": row["error"]}
    if row["text"] is None:
        return {"id": row["id"], "ranking": [], "accepted": False, "danger": None, "danger_confidence": 0.0}
    reading = next(readings)
    return {
        "id": row["id"],
        **{key: reading[key] for key in ("ranking", "accepted", "danger", "danger_confidence")},
    }


if __name__ == "__main__":
    sys.exit(main())

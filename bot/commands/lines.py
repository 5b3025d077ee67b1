"""JSON lines in, JSON lines out: one line out for each line in, in order; a bad one does not stop the others."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.decisions.errors import Refused


def answer_lines(source: str, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """Answer every line of the file ``source`` (``-``: standard input) on standard output.

    A line that is refused gives ``{"id", "error"}``; empty lines are passed over. 0, or 1 if any line was refused.
    Raises ``Refused`` for a file that cannot be read.
    """
    refused = 0
    for line in lines_of(source):
        identity = None
        try:
            row = row_of(line)
            identity = row.get("id")
            out = {"id": identity, **answer(row)}
        except Refused as error:
            refused += 1
            out = {"id": identity, "error": str(error)}
        # ASCII only: then the lines are the same whatever encoding the terminal or pipe has.
        sys.stdout.write(json.dumps(out) + "\n")
    return 1 if refused else 0


def text_of(row: Mapping[str, Any], key: str) -> str:
    """The text under ``key``. Raises ``Refused`` when it is missing or no text."""
    value = row.get(key)
    if not isinstance(value, str):
        raise Refused(f"'{key}' is missing, or it is not text.")
    return value


def lines_of(source: str) -> Iterator[bytes]:
    """The lines of ``source`` with something on them. Raises ``Refused`` for a file that cannot be read."""
    if source == "-":
        yield from (line for line in sys.stdin.buffer if line.strip())
        return
    try:
        with Path(source).open("rb") as file:
            yield from (line for line in file if line.strip())
    except OSError as error:
        raise Refused(f"'{source}' cannot be read: {error.strerror}.") from None


def row_of(line: bytes) -> Mapping[str, Any]:
    """Raises ``Refused`` unless the line is a JSON object."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(f"The line is not JSON: {error}.") from None
    if not isinstance(row, dict):
        raise Refused("The line is not a JSON object.")
    return row

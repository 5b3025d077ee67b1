"""``firstline understand FILE|-``: what the trained model makes of messages, without a running server.

The model lives in the engine's environment, which shares nothing with this one, so a child of it is asked
(``engine/understand.py``). Whatever it prints beside its answers stays out of our standard output.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.commands.lines import lines_of, row_of, text_of
from bot.config import ROOT
from bot.decisions.errors import EngineUnavailable, Refused
from bot.readers.danger_heard import danger_heard

_MODEL: Final = ROOT / "models" / "firstline.tar.gz"


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "understand",
        help="what the trained model makes of a message",
        description="A line of JSON for each message: the intent with its confidence, the second guess, whether "
        "the bot would take it (accepted) or ask back, and whether the safety net fired.",
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "file", nargs="?", metavar="FILE|-", help="JSON lines of {id, text}; - is standard input"
    )
    source.add_argument("--text", metavar="TEXT", help="one message instead of a file")
    parser.add_argument("--json", action="store_true", help="as it is anyway: JSON lines")
    parser.set_defaults(func=understand)


def understand(args: argparse.Namespace) -> int:
    """0, or 1 if any line was refused. Raises ``Refused`` for an unreadable file, ``EngineUnavailable`` without
    environment or model, or when the model breaks."""
    if args.text is not None:
        asked = [_Asked(None, args.text, None)]
    else:
        asked = [_asked(line) for line in lines_of(args.file)]
    readings = iter(read_texts([one.text for one in asked if one.text is not None]))
    refused = False
    for one in asked:
        reading = {"error": one.error} if one.text is None else _answer(one.text, next(readings))
        refused = refused or "error" in reading
        sys.stdout.write(json.dumps({"id": one.id, **reading}) + "\n")
    return int(refused)


@dataclass(frozen=True)
class _Asked:
    """A line: its text, or what is wrong with it."""

    id: Any
    text: str | None
    error: str | None


def _asked(line: bytes) -> _Asked:
    id = None
    try:
        row = row_of(line)
        id = row.get("id")
        return _Asked(id, text_of(row, "text"), None)
    except Refused as error:
        return _Asked(id, None, str(error))


def _answer(text: str, reading: Mapping[str, Any]) -> dict[str, Any]:
    if "error" in reading:
        return {"error": f"The engine does not take this text: {reading['error']}."}
    nothing = {"name": None, "confidence": 0.0}
    found = {"kind": reading.get("danger"), "confidence": reading.get("danger_confidence")}
    first, second = [*reading["ranking"], nothing, nothing][:2]
    return {
        "intent": first["name"],
        "confidence": first["confidence"],
        "second": second["name"],
        "second_confidence": second["confidence"],
        "accepted": reading["accepted"],
        "safety": danger_heard(text, found) is not None,
    }


def read_texts(texts: Sequence[str]) -> list[dict[str, Any]]:
    """For each text, in order, ``{ranking: [{name, confidence}, …], accepted}``, or ``{error}``.

    Raises ``EngineUnavailable`` in a plain sentence, with what the child said last.
    """
    python = _engine_python()
    if not _MODEL.is_file():
        raise EngineUnavailable("There is no trained model yet: run `make train`.")
    if not texts:
        return []
    # Our own numbers as ids: those of the lines may be anything.
    rows = "".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate(texts))
    child = subprocess.run(
        (str(python), "-m", "engine.understand", "--model", str(_MODEL)),
        input=rows.encode("ascii"),
        capture_output=True,
        cwd=ROOT,
        env=_env_of_child(),
        check=False,
    )
    try:
        answers = [json.loads(line) for line in child.stdout.splitlines()]
        complete = [answer["id"] for answer in answers] == list(range(len(texts)))
    except (ValueError, KeyError, TypeError):
        complete = False
    if not complete:
        said = child.stderr.decode("utf-8", "replace").strip().splitlines()
        why = f" It said: {said[-1]}" if said else ""
        raise EngineUnavailable(f"The model did not answer (exit code {child.returncode}).{why}")
    return answers


def _env_of_child() -> dict[str, str]:
    """Ours, without what would point a Python 3.10 at the packages of another one."""
    ours = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return {**ours, "RASA_TELEMETRY_ENABLED": "false"}


def _engine_python() -> Path:
    """Raises ``EngineUnavailable`` when the engine's environment is not there."""
    given = os.environ.get("ENGINE_VENV", "").strip()
    venv = Path(given).expanduser().absolute() if given else ROOT / "engine" / ".venv"
    python = venv / "bin" / "python"
    if not python.exists():
        raise EngineUnavailable("The engine's environment is not there: run `make setup`.")
    return python

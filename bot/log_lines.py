"""How every process of the app logs: a line a fact, for people or as JSON, and nothing of a person in it.

What we log ourselves names kinds and ids. This is the net behind that: contact details, secrets and signed addresses
are taken out of every line, and of an error only its kind and place are kept, as its message may quote a customer. Of
what libraries log only warnings are kept, and of these only where they come from: they may quote anything.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO

from bot.decisions.redaction import clean

OURS: Final = ("bot", "actions")
FACTS: Final = ("outbox", "kind", "provider", "attempt")
"""What a line may carry beside its words (``extra``): ids, kinds and counts."""

_PATTERNS: Final = tuple(
    (re.compile(pattern), mark)
    for pattern, mark in (
        (r"[^\s<>()\"',;:=]+@[^\s<>()\"',;]+\w", "[e-mail]"),
        (r"(?i)\b(bearer|basic) +\S{8,}", r"\1 [secret]"),
        (r"(?i)(token|password|secret|key) ?[=:] ?[^\s\[]\S{7,}", r"\1=[secret]"),
        (r"(/(?:case|copy|still-sorted|files?|complain)/)[\w~.=-]{12,}[^\s\"']*", r"\1[link]"),
        (r"\?[\w.~-]+=[^\s\"']*", "?[query]"),
        (r"(?<![\w.:-])(?:\+|00)?\(?\d[\d ()-]{8,}\d(?![\w:-])", "[number]"),
        (r"(?i)\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b", "[postcode]"),
    )
)


def without_people(text: str) -> str:
    """``text`` without ways to reach anybody, secrets, and addresses that open something. Ids of ours stay."""
    text = clean(text)
    for pattern, mark in _PATTERNS:
        text = pattern.sub(mark, text)
    return text


def describe(error: BaseException) -> str:
    """The kinds and places of an error and of what caused it, never its message."""
    parts: list[str] = []
    link: BaseException | None = error
    while link is not None and len(parts) < 10:
        frames = traceback.extract_tb(link.__traceback__)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        parts.append(type(link).__name__ + place)
        link = link.__cause__ or link.__context__
    return ", after ".join(parts)


class Lines(logging.Formatter):
    """A record as one line. ``as_json``: for programs; else for people."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """See ``logging.Formatter.format``."""
        ours = record.name.partition(".")[0] in OURS
        said = without_people(record.getMessage()) if ours else f"{record.module}.py:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        broke = None if error is None else describe(error)
        if self._as_json:
            return json.dumps(self._facts(record, said, broke), ensure_ascii=False)
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {said}"
        return " ".join(line.split()) + (f" [{broke}]" if broke else "")

    def _facts(self, record: logging.LogRecord, said: str, broke: str | None) -> dict[str, Any]:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname, "logger": record.name, "said": said}
        line |= {name: getattr(record, name) for name in FACTS if getattr(record, name, None) is not None}
        return line if broke is None else {**line, "error": broke}


def set_up_logs(form: str, stream: TextIO | None = None) -> None:
    """Send our INFO and everybody's WARNING to ``stream`` (standard error). ``form``: ``words`` or ``json``."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines(as_json=form == "json"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)

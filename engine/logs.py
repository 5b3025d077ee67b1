"""Logging that cannot print what a customer wrote.

Rasa's own messages and exceptions quote customers' texts, slot values and whole action answers. So of a
record that is not ours only its level and place in the (pinned) source are kept, and of any exception only
the types and places. For the full text while developing, use `rasa shell --debug`.
"""

import logging
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any, TextIO

import structlog

OURS = "engine"


def configure(stream: TextIO | None = None) -> None:
    """Send our INFO and everybody's WARNING to `stream` (standard error if not given). Call before importing
    Rasa."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(QuietFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)
    warnings.showwarning = _log_warning
    structlog.configure(
        # Rasa's structlog events are dictionaries that hold texts; only the event's constant name goes on.
        processors=[lambda _logger, _method, event: str(event.get("event"))],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


class QuietFormatter(logging.Formatter):
    """Our own lines in full; of others only where they came from."""

    def format(self, record: logging.LogRecord) -> str:
        """See `logging.Formatter.format`."""
        ours = record.name == OURS or record.name.startswith(OURS + ".")
        what = record.getMessage() if ours else f"{record.module}.py:{record.lineno}"
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {what}"
        if record.exc_info and record.exc_info[1] is not None:
            line += f" [{describe(record.exc_info[1])}]"
        return line


def describe(error: BaseException) -> str:
    """The types and places of an exception and of what caused it; never its message."""
    parts = []
    link: BaseException | None = error
    while link is not None:
        frames = traceback.extract_tb(link.__traceback__)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        parts.append(type(link).__name__ + place)
        link = link.__cause__ or link.__context__
    return " <- ".join(parts)


def _log_warning(
    message: Any,
    category: type,
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Replacement of `warnings.showwarning`: Rasa warns with the text of the message in question."""
    # Libraries announcing their own future changes say nothing to the person who runs this pinned release.
    if not issubclass(category, (DeprecationWarning, FutureWarning)):
        logging.getLogger(OURS).warning("%s at %s:%s", category.__name__, Path(filename).name, lineno)

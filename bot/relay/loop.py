"""The loop of the relay: deliver, say that it lives, wait, until told to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

logger = logging.getLogger("bot.relay")

PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 5.0


def run(deliver: Callable[[], object], heartbeat: Path, stop: threading.Event) -> None:
    """Call ``deliver`` every half second until ``stop`` is set.

    What it raises (the store is away) is logged and tried again, more slowly. ``heartbeat`` is touched after every
    round that did its work: it stands still when the relay hangs or cannot reach the store.
    """
    pause = PAUSE_SECONDS
    while not stop.is_set():
        try:
            deliver()
        except Exception as error:
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            # The message may quote a statement with what a customer said; the kind is enough to look further.
            logger.error("round failed (%s), again in %.0f s", type(error).__name__, pause)
        else:
            pause = PAUSE_SECONDS
            beat(heartbeat)
        stop.wait(pause)


def beat(heartbeat: Path) -> None:
    """Say "alive now" by the machine's clock, whatever ``FIRSTLINE_NOW`` says."""
    heartbeat.parent.mkdir(parents=True, exist_ok=True)
    heartbeat.touch()


def beats(heartbeat: Path, within: float = 10.0) -> bool:
    """Whether the heartbeat is younger than ``within`` seconds."""
    try:
        return time.time() - heartbeat.stat().st_mtime < within
    except FileNotFoundError:
        return False

"""Half-written files that nobody finished are dropped, now and then."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from bot.services.ports import FileStore

EVERY_SECONDS = 600.0

log = logging.getLogger(__name__)


class Cleaning:
    """Cleans at the first call and then every ten minutes (``clock``: monotonic seconds). Raises nothing: a folder that
    cannot be read now is looked at again later, and letters must go out meanwhile."""

    def __init__(self, files: FileStore, clock: Callable[[], float] = time.monotonic) -> None:
        self._files, self._clock = files, clock
        self._due: float | None = None

    def __call__(self) -> None:
        at = self._clock()
        if self._due is not None and at < self._due:
            return
        self._due = at + EVERY_SECONDS
        try:
            dropped = self._files.clean()
        except Exception:
            log.exception("Half-written files could not be looked for")
            return
        if dropped:
            log.info("Dropped %d half-written files", dropped)

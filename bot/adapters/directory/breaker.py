"""A circuit breaker: what has failed several times in a row is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed, until ``failures`` in a row open it for ``pause_seconds``; then one caller may try, and its luck decides.

    Safe to share between threads. ``clock`` gives seconds that only rise.
    """

    def __init__(
        self, failures: int, pause_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures, self._pause, self._clock = failures, pause_seconds, clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._open_until: float | None = None

    def lets_through(self) -> bool:
        """May it be tried now? Who is told so must say ``worked`` or ``failed`` afterwards."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._clock() < self._open_until:
                return False
            # One may try; the others wait for another pause, or until that one is through.
            self._open_until = self._clock() + self._pause
            return True

    def worked(self) -> None:
        with self._lock:
            self._in_a_row, self._open_until = 0, None

    def failed(self) -> bool:
        """Whether the breaker is open now."""
        with self._lock:
            self._in_a_row += 1
            if self._in_a_row >= self._failures:
                self._open_until = self._clock() + self._pause
            return self._open_until is not None

"""What the relay looks for by itself: one list item that breaks stops neither the others nor the letters."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable

log = logging.getLogger("bot.relay")

AGAIN_AFTER_SECONDS = 60.0


def each_by_itself(what: str, ids: Iterable[str], act: Callable[[str], int]) -> int:
    """Do ``act`` for each; how many things were done. What it raises for one is logged, and all the others are done;
    then the last of it is raised, so that the watch is tried again later and not at once."""
    done, broken = 0, None
    for id in ids:
        try:
            done += act(id)
        except Exception as error:
            # Its message may quote a customer; kind and id are enough to look further.
            log.error("%s %s failed (%s)", what, id, type(error).__name__)
            broken = error
    if broken is not None:
        raise broken
    return done


class Rarely:
    """Calls ``watch`` at the first call and then once in ``every_seconds`` (``clock``: monotonic seconds): what is due
    on a day need not be looked for twice a second. What it raises comes out, and then it is due still."""

    def __init__(
        self,
        watch: Callable[[], int],
        every_seconds: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._watch, self._every, self._clock = watch, every_seconds, clock
        self._due: float | None = None

    def __call__(self) -> int:
        at = self._clock()
        if self._due is not None and at < self._due:
            return 0
        done = self._watch()
        self._due = at + self._every
        return done


class Watches:
    """Calls each of ``watches``; how many things were done comes back, and nothing is raised. One that failed rests for
    a minute (``clock``: monotonic seconds)."""

    def __init__(
        self, watches: Iterable[Callable[[], int]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._watches, self._clock = list(watches), clock
        self._rests_until: dict[int, float] = {}

    def __call__(self) -> int:
        return sum(self._one(number, watch) for number, watch in enumerate(self._watches))

    def _one(self, number: int, watch: Callable[[], int]) -> int:
        if self._clock() < self._rests_until.get(number, 0.0):
            return 0
        try:
            return watch()
        except Exception as error:
            log.error("a watch failed (%s), again in %.0f s", type(error).__name__, AGAIN_AFTER_SECONDS)
            self._rests_until[number] = self._clock() + AGAIN_AFTER_SECONDS
            return 0

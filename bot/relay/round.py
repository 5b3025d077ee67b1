"""One round: what the relay does again and again, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Round:
    """Does ``steps`` in order, each time that it is called. ``ends``: what is done at the end, in order."""

    def __init__(self, steps: Iterable[Callable[[], object]], ends: Iterable[Callable[[], None]]) -> None:
        self._steps, self._ends = tuple(steps), tuple(ends)

    def __call__(self) -> None:
        for step in self._steps:
            step()

    def close(self) -> None:
        """Wait for what is under way, and begin nothing more."""
        for end in self._ends:
            end()

"""Who waits for news of a conversation in this process, and how to wake them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Bells:
    """One bell a waiting poll. All methods are for the event loop's thread."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self.closing = False

    @contextmanager
    def listen(self, conversation_id: str) -> Iterator[asyncio.Event]:
        bell = asyncio.Event()
        if self.closing:
            bell.set()
        self._waiting[conversation_id].add(bell)
        try:
            yield bell
        finally:
            self._waiting[conversation_id].discard(bell)
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]

    def ring(self, conversation_id: str) -> None:
        for bell in self._waiting.get(conversation_id, ()):
            bell.set()

    def close(self) -> None:
        """Shutdown: wake everybody, and let nobody fall asleep again."""
        self.closing = True
        for bells in self._waiting.values():
            for bell in bells:
                bell.set()

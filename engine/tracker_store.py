"""A durable tracker store whose cost does not grow with the conversation: SQLite, one row a conversation.

Rasa's own `SQLTrackerStore` loads and replays every event ever. Here a row holds the bounded conversation
(see `window.py`) as JSON and is replaced at the end of each turn. No copy is kept in memory, so a turn that
is not saved leaves nothing behind.

Rasa wraps a store in `FailSafeTrackerStore`, which answers "no such conversation" when the store cannot be
read: the customer would silently start again from nothing. `server.py` uses this store unwrapped; `rasa
shell` cannot.
"""

import asyncio
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from engine.errors import ConfigError, StoreError
from engine.window import bounded

T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS trackers (
    conversation_id TEXT PRIMARY KEY,
    events          TEXT NOT NULL,   -- JSON list, oldest first, see engine/window.py
    saved_at        REAL NOT NULL    -- seconds since 1970, UTC
)
"""


class WindowedTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Named in `endpoints.yml`; Rasa passes the keys of that section to the constructor."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        path: str = "",
        **kwargs: Any,
    ) -> None:
        """Open or create the file.

        Args:
            domain: set later by Rasa, when the model is loaded.
            event_broker: not supported: the fold does not know which of its events are new.
            path: the SQLite file; its folder must exist.
            kwargs: `host`, which Rasa always passes, is ignored.

        Raises:
            ConfigError: no path, an event broker, or a file that cannot be opened.
        """
        super().__init__(domain, None)
        if event_broker is not None:
            raise ConfigError(
                "endpoints.yml: `event_broker` does not work with engine.tracker_store; remove it."
            )
        if not path:
            raise ConfigError(
                "endpoints.yml: `tracker_store.path` is empty; set ENGINE_TRACKERS to a file name."
            )
        # One thread: SQLite writes one at a time anyhow, and the event loop must not wait for the disk.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tracker-store")
        self._connection = self._open(Path(path))

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        try:
            # Conversations are personal: the file is its owner's only, from its first byte on.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # a turn that was answered survives a power cut
            connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
            connection.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"endpoints.yml: `tracker_store.path` {path} cannot be opened: {error}"
            ) from error
        return connection

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new conversation, not saved: a first turn that fails must leave nothing (Rasa's own would save it
        here)."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Replace the row. Raises StoreError."""
        events = bounded(list(tracker.events), self.domain.slots)
        text = json.dumps([event.as_dict() for event in events])
        await self._in_thread(
            lambda: self._connection.execute(
                "INSERT INTO trackers VALUES (?, ?, ?) ON CONFLICT (conversation_id) "
                "DO UPDATE SET events = excluded.events, saved_at = excluded.saved_at",
                (tracker.sender_id, text, time.time()),
            )
        )

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as it was saved; None only if there is none. Raises StoreError."""
        row = await self._in_thread(lambda: self._select(sender_id))
        if row is None:
            return None
        try:
            stored = json.loads(row[0])
            events = deserialise_events(stored)
            if len(events) != len(stored):  # Rasa leaves out, silently, what it cannot read
                raise ValueError("an event is not readable")
        except (ValueError, KeyError, TypeError) as error:
            # `from None`: the message of a JSON error may quote the row.
            raise StoreError(f"A stored conversation cannot be read: {type(error).__name__}") from None
        tracker = self.init_tracker(sender_id)
        tracker.recreate_from_dialogue(Dialogue(sender_id, events))
        return tracker

    async def delete(self, sender_id: str) -> bool:
        """Forget a conversation, in the write-ahead log too. False if there was none. Raises StoreError."""

        def forget() -> bool:
            cursor = self._connection.execute("DELETE FROM trackers WHERE conversation_id = ?", (sender_id,))
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return cursor.rowcount > 0

        return await self._in_thread(forget)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations. Raises StoreError."""

        def select() -> list[str]:
            return [row[0] for row in self._connection.execute("SELECT conversation_id FROM trackers")]

        return await self._in_thread(select)

    def close(self) -> None:
        """Finish the writing under way and close the file."""
        self._thread.shutdown(wait=True)
        self._connection.close()

    def _select(self, sender_id: str) -> tuple[str] | None:
        rows = self._connection.execute("SELECT events FROM trackers WHERE conversation_id = ?", (sender_id,))
        return rows.fetchone()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except sqlite3.Error as error:
            raise StoreError(f"The tracker store failed: {type(error).__name__}") from error

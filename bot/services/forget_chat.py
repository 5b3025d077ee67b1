"""What a deleted chat left behind outside the store goes too: the engine's memory of it, mails in the folder, files.

Queued in the same transaction as the deletion and done by the relay, so that it is not lost when the engine is down: it
is tried again, later and later, until it is done. It never gives up: the customer was told.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.decisions.errors import EngineUnavailable, Unsound
from bot.decisions.outbox import FORGET, Patience
from bot.decisions.records import OutboxItem
from bot.services.ports import EngineMemory, FileStore, MailRemover, Now, Store, Transaction

logger = logging.getLogger("bot.relay")


@dataclass(frozen=True)
class Dropped:
    """What was taken out of the store and still lies elsewhere: ids of files, keys of mails."""

    files: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()


def wipe_private(tx: Transaction, at: datetime, conversation_id: str) -> Dropped:
    """Everything about a chat without a case but its transcript. Again does no harm. The caller commits."""
    end_wish(tx, at, conversation_id)
    tx.intakes.wipe(conversation_id)
    tx.identity_checks.wipe(conversation_id)
    tx.recognitions.wipe(conversation_id)
    tx.contacts.wipe(conversation_id)
    tx.care.wipe(conversation_id)
    tx.posts.wipe(conversation_id)
    return Dropped(tuple(tx.files.wipe(conversation_id)), tuple(tx.outbox.wipe(conversation_id)))


def end_wish(tx: Transaction, at: datetime, conversation_id: str) -> None:
    """Nobody waits in a chat that has ended: the wish for a person leaves the queue. The caller commits."""
    waiting = tx.handoffs.open_of(conversation_id)
    if waiting is not None:
        tx.handoffs.save(replace(waiting, closed_at=at))


def queue_forgetting(
    tx: Transaction, at: datetime, conversation_id: str, dropped: Dropped, *, erased: bool = False
) -> None:
    """The caller commits, with the deletion. ``erased``: what a deletion left with the complaint goes too."""
    payload = {
        "conversation_id": conversation_id,
        "files": list(dropped.files),
        "mails": list(dropped.mails),
    }
    key = f"forget-{conversation_id}"
    tx.outbox.add(FORGET, f"{key}-erased" if erased else key, payload, at)


@dataclass(frozen=True)
class Forgetting:
    """Does what is queued. ``files``: ``None`` where none are taken."""

    store: Store
    engine: EngineMemory
    mails: MailRemover
    files: FileStore | None
    now: Now
    patience: Callable[[], Patience]
    chance: random.Random = field(default_factory=random.Random)  # spreads retries, guards nothing

    def __call__(self) -> int:
        """How many chats were forgotten. Only the store can make this raise.

        The first that finds the engine away ends the round: each could wait for its answer, and letters must go out.
        """
        with self.store.read() as tx:
            items = tx.outbox.due(self.now(), only=FORGET)
        done = 0
        for item in items:
            error = self._try(item)
            with self.store.write() as tx:
                if error is None:
                    tx.outbox.sent(item.id, self.now())
                else:
                    again_at = self.now() + self.patience().spread_wait(item.attempts + 1, self.chance.random)
                    tx.outbox.failed(item.id, reason(error), again_at, self.now())
                tx.commit()
            if error is None:
                done += 1
                continue
            logger.warning("outbox %d: a deleted chat is not forgotten yet: %s", item.id, reason(error))
            if isinstance(error, EngineUnavailable):
                break
        return done

    def _try(self, item: OutboxItem) -> Exception | None:
        try:
            self._forget(item)
        except Exception as error:
            return error
        return None

    def _forget(self, item: OutboxItem) -> None:
        id = item.payload.get("conversation_id")
        if not isinstance(id, str):
            raise Unsound("the payload has no 'conversation_id'")
        self._remove(item.payload.get("files", ()), item.payload.get("mails", ()))
        self.engine.forget(id)
        # A turn may have been under way when the chat was deleted, and may have written since; the engine has waited
        # for its end.
        with self.store.write() as tx:
            if tx.cases.of_conversation(id):
                end_wish(tx, self.now(), id)
                tx.commit()
                return
            dropped = wipe_private(tx, self.now(), id)
            self._remove(
                dropped.files, dropped.mails
            )  # before their rows are gone: a crash is made good next time
            tx.commit()

    def _remove(self, files: Iterable[str], mails: Iterable[str]) -> None:
        for key in mails:
            self.mails.remove(key)
        for id in files:
            if self.files is not None:
                self.files.remove(id)


def reason(error: Exception) -> str:
    """Our own errors in full. Others may quote an address or a letter: their kind, and the system's code if any."""
    if isinstance(error, Unsound | EngineUnavailable):
        return str(error)[:300]
    if isinstance(error, OSError) and error.strerror:
        return f"{type(error).__name__}: {error.strerror}"
    return type(error).__name__

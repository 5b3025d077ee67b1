"""What is to be sent after commit, and who has it in hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.decisions.outbox import Move
from bot.decisions.records import OutboxItem


class Outbox(Protocol):
    def add(
        self,
        kind: str,
        key: str,
        payload: dict[str, Any],
        at: datetime,
        conversation_id: str | None = None,
        lane: str | None = None,
        due_at: datetime | None = None,
    ) -> None:
        """Queue once: a second call with the same ``key`` does nothing. ``conversation_id``: the chat it is about, so
        that it goes with it. ``lane``: what goes in one lane goes in order, and nothing before the first of it has
        arrived (notes after their ticket). ``due_at``: not to be sent before; at once without."""
        ...

    def find(self, key: str) -> OutboxItem | None: ...
    def revise(self, key: str, payload: dict[str, Any], due_at: datetime) -> bool:
        """Change what was queued under ``key``, if nobody has begun to send it; whether it could be."""
        ...

    def due(
        self, at: datetime, limit: int = 20, *, only: str | None = None, but: Sequence[str] = ()
    ) -> list[OutboxItem]:
        """Of one kind only, or of all but some."""
        ...

    def holds(self, id: int, key: str) -> bool:
        """Is it still there? An id alone may be a later item's: SQLite gives it again."""
        ...

    def wipe(self, conversation_id: str) -> list[str]:
        """Take away what is about a chat, sent or not, of every kind but that it is to be forgotten; the keys."""
        ...

    def sent(self, id: int, at: datetime) -> None: ...
    def failed(self, id: int, error: str, again_at: datetime | None, at: datetime) -> None:
        """Count the attempt; ``again_at`` None means dead."""
        ...

    def all(self, limit: int = 200) -> list[OutboxItem]: ...
    def get(self, id: int) -> OutboxItem | None: ...

    def ready(self, at: datetime, machine: datetime) -> list[tuple[str | None, str]]:
        """Provider and kind of all that a carrier can be given now. ``machine``: the machine's own clock."""
        ...

    def claim(
        self,
        provider: str | None,
        kinds: Collection[str],
        by: str,
        at: datetime,
        machine: datetime,
        until: datetime,
    ) -> OutboxItem | None:
        """The one that is longest due is ``by``'s alone until ``until``. ``begun_at`` comes back as it was before: set
        where an attempt was begun of which nobody knows what came."""
        ...

    def begin(self, item: OutboxItem, at: datetime) -> None:
        """A new attempt begins, after the item was looked for and is missing."""
        ...

    def settle(self, item: OutboxItem, move: Move, at: datetime) -> bool:
        """Note what came of an attempt; ``False`` where it is not there any more, or not the claimant's."""
        ...

    def claimants(self) -> list[str]: ...
    def release(self, by: str) -> int:
        """``by`` is gone: others may take what it had in hand, which stays in doubt. How many they were."""
        ...

    def count(self, provider: str, kind: str, outcome: str) -> None:
        """One more attempt ended so."""
        ...

    def counted(self) -> dict[tuple[str, str, str], int]:
        """How many attempts ended how, by provider, kind and outcome."""
        ...

    def figures(self) -> list[tuple[str, str, str, int, datetime]]:
        """How many there are by provider, kind and state, with the time from which the oldest of them is due, or
        fails."""
        ...

    def unsent(self, providers: Collection[str] | None, limit: int = 200) -> list[OutboxItem]:
        """What a carrier has yet to take, with what is parked or dead: these first, then oldest first. ``None``:
        everybody's."""
        ...

    def stuck(self, providers: Collection[str]) -> int:
        """How many wait for a person: parked or dead."""
        ...

    def again(self, id: int, at: datetime) -> bool:
        """A parked or dead one waits anew, and one that fails is tried now. ``False``: it is none of these, or a relay
        has it in hand."""
        ...

    def all_again(self, provider: str, kind: str, at: datetime) -> int:
        """All dead ones of a kind wait anew; how many they were."""
        ...

    def found(self, id: int, at: datetime, remote_id: str | None) -> bool:
        """A person has found a parked or dead one over there. ``False``: it is neither."""
        ...

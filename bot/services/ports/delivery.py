"""Who carries one kind of what the outbox holds."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from bot.decisions.delivery import Found, Outcome
from bot.decisions.records import OutboxItem


class Carrier(Protocol):
    """Carries items of one kind to one system. Neither method raises for what the other side does or fails to do."""

    @property
    def repeatable(self) -> bool:
        """Whether the same item twice does one thing over there, as that system goes by our key. If not, an item whose
        outcome is unknown is looked for (``find``), and parked for a person where that is no answer."""
        ...

    def deliver(self, item: OutboxItem) -> Outcome:
        """One attempt, with a timeout of its own."""
        ...

    def find(self, item: OutboxItem) -> Found:
        """Whether an earlier attempt arrived; ``None`` where nobody can ever say, ``TryAgain`` where it cannot be asked
        just now."""
        ...


@runtime_checkable
class TakesBack(Protocol):
    """A carrier that can undo: for an item whose chat was deleted while it was on its way."""

    def take_back(self, item: OutboxItem) -> None:
        """Nothing of it is there afterwards. Raises ``OSError``."""
        ...

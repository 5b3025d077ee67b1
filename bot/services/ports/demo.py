"""What a made-up year needs that nothing else does: to be found, counted and taken away again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.decisions.demo_data import Taken


class DemoRows(Protocol):
    """Rows by the conversations and the agents that they belong to, in every table there is."""

    def others(self, conversations: Collection[str]) -> int:
        """How many conversations there are beside these."""
        ...

    def held_elsewhere(self, conversations: Collection[str], agents: Collection[str]) -> int:
        """How many other chats one of these agents has now."""
        ...

    def take_away(self, conversations: Sequence[str], agents: Sequence[str], marks: str) -> Taken:
        """Every row of theirs, and the audit entries with subject ``marks``. One unit of work."""
        ...

"""Which system takes what: the carrier of a provider and a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.services.ports import Carrier


@dataclass(frozen=True)
class Carriers:
    """``everywhere`` by kind; ``own``, by provider and kind, goes before it."""

    everywhere: Mapping[str, Carrier]
    own: Mapping[tuple[str, str], Carrier] = field(default_factory=dict)

    def of(self, provider: str | None, kind: str) -> Carrier | None:
        """``None``: nothing is set up that takes it."""
        return self.own.get((provider or "", kind)) or self.everywhere.get(kind)

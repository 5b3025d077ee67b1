"""Cases as the helpdesks of providers have them, and what other systems sent."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.decisions.helpdesk import Ticket


class Tickets(Protocol):
    def add(self, ticket: Ticket) -> None: ...
    def of_case(self, case_id: str) -> Ticket | None: ...
    def by_remote_id(self, provider: str, remote_id: str) -> Ticket | None: ...
    def watched(self, provider: str, ended: list[str], since: datetime) -> list[Ticket]:
        """Those that are there, of cases in no status of ``ended``, and of all that came there since; oldest first."""
        ...

    def save(self, ticket: Ticket) -> None:
        """Raises ``UnknownCase`` if it was never added."""
        ...


class Received(Protocol):
    """Keys of what other systems sent, by provider. A key is a digest: it tells nobody anything."""

    def first(self, provider: str, key: str, at: datetime) -> bool:
        """Note ``key``; whether it is the first time. The same unit of work must do what it stands for."""
        ...

    def prune(self, before: datetime) -> int:
        """Forget those noted before then; how many."""
        ...

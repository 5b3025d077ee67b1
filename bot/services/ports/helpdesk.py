"""Cases as the helpdesks of providers have them, and what other systems sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.decisions.helpdesk import RemoteComment, RemoteTicket, Ticket


class Tickets(Protocol):
    def add(self, ticket: Ticket) -> None: ...
    def of_case(self, case_id: str) -> Ticket | None: ...
    def by_remote_id(self, provider: str, remote_id: str) -> Ticket | None: ...
    def watched(self, provider: str, ended: list[str], since: datetime) -> list[Ticket]:
        """Those that are there, of cases in no status of ``ended``, and of all that came there since; oldest first."""
        ...

    def asked_for(self, provider: str) -> list[Ticket]:
        """Those of which we know that there is more, longest known first."""
        ...

    def save(self, ticket: Ticket) -> None:
        """Raises ``UnknownCase`` if it was never added."""
        ...


class Received(Protocol):
    """Keys of what other systems sent, by provider. A key is a digest: it tells nobody anything."""

    def first(self, provider: str, key: str, at: datetime) -> bool:
        """Note ``key``; whether it is the first time. The same unit of work must do what it stands for."""
        ...

    def holds(self, provider: str, key: str) -> bool: ...
    def prune(self, before: datetime) -> int:
        """Forget those noted before then; how many."""
        ...


class HelpdeskReader(Protocol):
    """What other people did in a helpdesk. Both raise ``HelpdeskUnavailable``."""

    def tickets(self, remote_ids: Sequence[str]) -> list[RemoteTicket]:
        """As they are there now; what is gone is left out."""
        ...

    def answers(self, remote_id: str) -> list[RemoteComment]:
        """What people there wrote for the customer to read, oldest first; nothing of ours."""
        ...

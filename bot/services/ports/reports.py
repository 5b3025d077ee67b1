"""What reports count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.decisions.phrases import Missed
from bot.decisions.records import CaseStatus, OpenComplaint, PromiseKept


class Reports(Protocol):
    def how_many_open(self, ended: Sequence[CaseStatus]) -> dict[str, int]:
        """Complaints whose status is none of ``ended``, by provider."""
        ...

    def open_complaints(self, provider: str, ended: Sequence[CaseStatus]) -> list[OpenComplaint]:
        """Those whose status is none of ``ended``, oldest first."""
        ...

    def promises_of_opened_since(self, provider: str, since: datetime) -> list[PromiseKept]:
        """Of complaints that were opened since then."""
        ...

    def missed(self, provider: str, since: datetime, said: Sequence[str]) -> list[tuple[datetime, Missed]]:
        """Customers' lines that the assistant answered with one of the texts ``said``, with when they were sent."""
        ...

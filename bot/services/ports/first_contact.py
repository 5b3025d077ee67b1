"""Status pages of providers, and notes for all who tell the same on one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from bot.decisions.problem import Problem
from bot.decisions.same_day import SameDayNote
from bot.decisions.status_page import Fetched, StatusPage

FetchStatusPage = Callable[[str | None, str | None], Fetched]
"""Ask one page, with the ``etag`` and ``last_modified`` of what is known. Raises ``StatusPageUnavailable``."""


class StatusPages(Protocol):
    def get(self, provider: str) -> StatusPage | None: ...
    def save(self, page: StatusPage) -> None:
        """The one of its provider; the one before it is gone."""
        ...


class SameDayNotes(Protocol):
    def add(self, note: SameDayNote) -> None: ...
    def get(self, id: str) -> SameDayNote | None: ...
    def open_of(self, provider: str, problem: Problem, day: date) -> SameDayNote | None: ...
    def of_day(self, provider: str, day: date) -> list[SameDayNote]:
        """Open and ended, oldest first."""
        ...

    def end(self, id: str, agent_id: str, at: datetime) -> None: ...
    def delivered(self, note_id: str, conversation_id: str, at: datetime) -> None:
        """The database refuses the same note for the same chat twice."""
        ...

    def delivered_to(self, note_id: str) -> list[str]:
        """Ids of the chats that have it."""
        ...

    def had_by(self, conversation_id: str) -> list[SameDayNote]: ...

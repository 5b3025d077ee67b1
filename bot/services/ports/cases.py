"""Complaints: what is answered on the way to a case, the cases, and what was promised on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from bot.decisions.records import Case, CaseEvent, CaseStatus, Intake, Promise


class Intakes(Protocol):
    def add(self, intake: Intake) -> None: ...
    def get(self, id: str) -> Intake | None: ...
    def latest(self, conversation_id: str) -> Intake | None:
        """The newest intake of the conversation, whatever its status."""
        ...

    def begun_since(self, provider: str, since: datetime) -> list[Intake]:
        """Those whose first words came then or later, oldest first."""
        ...

    def save(self, intake: Intake) -> None: ...
    def wipe(self, conversation_id: str) -> None:
        """Empty what was answered; what was still open is cancelled."""
        ...


class Cases(Protocol):
    def add(self, case: Case) -> None: ...
    def get(self, id: str) -> Case | None: ...
    def by_reference(self, reference: str) -> Case | None: ...
    def by_intake(self, intake_id: str) -> Case | None: ...
    def of_conversation(self, conversation_id: str) -> list[Case]: ...
    def of_contact(self, provider: str, kind: str, value: str) -> list[Case]:
        """Every case of that provider whose customer gave this way to reply, newest first."""
        ...

    def with_account(self, provider: str) -> list[Case]:
        """Every case of that provider in which an account number was told, newest first."""
        ...

    def all(self, provider: str | None = None, limit: int = 200) -> list[Case]:
        """Newest first."""
        ...

    def opened_since(self, provider: str, since: datetime) -> list[Case]:
        """Oldest first."""
        ...

    def events_of_opened_since(
        self, provider: str, since: datetime, codes: Sequence[str]
    ) -> dict[str, list[CaseEvent]]:
        """The events with one of ``codes`` of those cases, by case id, in the order in which they were written."""
        ...

    def with_event(self, provider: str, status: CaseStatus, code: str) -> list[Case]:
        """Those of that status now to which ``code`` happened once or more, oldest first."""
        ...

    def with_something_to_do(self, provider: str, ended: Sequence[CaseStatus], promise: str) -> list[Case]:
        """Those whose status is none of ``ended``, and those with a promise of kind ``promise`` that is not kept yet;
        oldest first."""

    def unreminded(self, status: CaseStatus, since: datetime, before: datetime) -> list[Case]:
        """Those of that status since an instant from ``since`` to ``before``, asked about by nobody, oldest first."""
        ...

    def in_status(self, provider: str, status: CaseStatus) -> list[Case]:
        """Oldest first."""
        ...

    def save(self, case: Case) -> None: ...
    def add_event(self, case_id: str, code: str, at: datetime, data: dict[str, Any]) -> None: ...
    def events(self, case_id: str) -> list[CaseEvent]: ...


class CaseSearch(Protocol):
    def find(
        self, providers: Sequence[str], words: Sequence[str], limit: int, offset: int
    ) -> tuple[list[Case], int]:
        """Cases of those providers with a word that begins with each of ``words`` (as ``decisions.case_words`` makes
        them), the best first, then the newest; and how many there are in all."""
        ...


class Promises(Protocol):
    def add(self, promise: Promise) -> None: ...
    def of_conversation(self, conversation_id: str) -> list[Promise]: ...
    def of_case(self, case_id: str) -> list[Promise]: ...
    def keep(self, conversation_id: str, kind: str, at: datetime) -> None:
        """Mark the open ones of that kind in the conversation as kept."""
        ...

    def settle(self, case_id: str, at: datetime, but: Sequence[str] = ()) -> None:
        """Mark all of the case that are still open as kept, ``but`` those of these kinds."""
        ...

    def unsettle(self, case_id: str, kinds: Sequence[str], since: datetime | None = None) -> None:
        """Those of the case of these kinds are open again; ``since``: only those settled at or after that instant."""
        ...

    def get(self, id: str) -> Promise | None: ...
    def save(self, promise: Promise) -> None:
        """Raises ``UnknownCase`` if it was never added."""
        ...

    def missed(self, today: date) -> list[Promise]:
        """Whose day was before ``today``, and that nobody kept, moved, or told the customer of; the oldest day
        first. Of a case that has ended only that a person gets back to them."""
        ...

"""Cases and their history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, RowMapping, func, insert, or_, select, type_coerce

from bot.adapters.db.models import case_events, cases, contacts, promises
from bot.adapters.db.repositories.case_search import keep_words
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.errors import UnknownCase
from bot.decisions.records import Case, CaseEvent, CaseStatus


class SqlCases(Repository):
    def add(self, case: Case) -> None:
        """Raises ``Conflict`` if its reference or intake has a case, ``Refused`` if something is missing."""
        self._insert(cases, case)
        keep_words(self._connection, case)

    def get(self, id: str) -> Case | None:
        return self._find(cases.c.id == id)

    def by_reference(self, reference: str) -> Case | None:
        """``reference`` as ``bot.decisions.reference.normalise`` writes it."""
        return self._find(cases.c.reference == reference)

    def by_intake(self, intake_id: str) -> Case | None:
        return self._find(cases.c.intake_id == intake_id)

    def of_conversation(self, conversation_id: str) -> list[Case]:
        """Oldest first."""
        if (ahead := self._ahead.get(("of_conversation", conversation_id))) is not None:
            return list(ahead)
        opened = select(cases).where(cases.c.conversation_id == conversation_id).order_by(cases.c.seq)
        return [_case(row) for row in self._all(opened)]

    def read_ahead_of_conversations(self, ids: Iterable[str]) -> list[Case]:
        opened = select(cases).order_by(cases.c.seq)
        return self._read_ahead("of_conversation", ids, opened, cases.c.conversation_id, _case)

    def of_contact(self, provider: str, kind: str, value: str) -> list[Case]:
        """Every case of that provider whose customer gave this way to reply, newest first."""
        same = (contacts.c.kind == kind, func.lower(contacts.c.value) == value.lower())
        theirs = select(cases).join(contacts, contacts.c.id == cases.c.contact_id)
        newest = theirs.where(cases.c.provider == provider, *same).order_by(cases.c.seq.desc())
        return [_case(row) for row in self._all(newest)]

    def with_account(self, provider: str) -> list[Case]:
        """Every case of that provider in which an account number was told, newest first."""
        told = type_coerce(cases.c.details, JSON)["account"].as_string().is_not(None)
        found = select(cases).where(cases.c.provider == provider, told).order_by(cases.c.seq.desc())
        return [_case(row) for row in self._all(found)]

    def all(self, provider: str | None = None, limit: int = 200) -> list[Case]:
        found = select(cases) if provider is None else select(cases).where(cases.c.provider == provider)
        newest = found.order_by(cases.c.opened_at.desc(), cases.c.seq.desc()).limit(limit)
        return [_case(row) for row in self._all(newest)]

    def opened_since(self, provider: str, since: datetime) -> list[Case]:
        """Oldest first."""
        theirs = (cases.c.provider == provider, cases.c.opened_at >= since)
        found = select(cases).where(*theirs).order_by(cases.c.opened_at, cases.c.seq)
        return [_case(row) for row in self._all(found)]

    def events_of_opened_since(
        self, provider: str, since: datetime, codes: Sequence[str]
    ) -> dict[str, list[CaseEvent]]:
        """The events with one of ``codes`` of those cases, by case id, in the order in which they were written."""
        theirs = (cases.c.provider == provider, cases.c.opened_at >= since, case_events.c.code.in_(codes))
        history = select(case_events).join(cases, cases.c.id == case_events.c.case_id).where(*theirs)
        found: dict[str, list[CaseEvent]] = {}
        for row in self._all(history.order_by(case_events.c.id)):
            found.setdefault(row["case_id"], []).append(CaseEvent(**row))
        return found

    def with_event(self, provider: str, status: CaseStatus, code: str) -> list[Case]:
        """Those of that status now to which ``code`` happened once or more, oldest first."""
        happened = select(case_events.c.id).where(
            case_events.c.case_id == cases.c.id, case_events.c.code == code
        )
        theirs = (cases.c.provider == provider, cases.c.status == status.value)
        found = select(cases).where(*theirs, happened.exists()).order_by(cases.c.seq)
        return [_case(row) for row in self._all(found)]

    def with_something_to_do(self, provider: str, ended: Sequence[CaseStatus], promise: str) -> list[Case]:
        """Those whose status is none of ``ended``, and those with a promise of that kind that is not kept yet."""
        stands = select(promises.c.id).where(
            promises.c.case_id == cases.c.id, promises.c.kind == promise, promises.c.kept_at.is_(None)
        )
        running = cases.c.status.not_in([each.value for each in ended])
        found = select(cases).where(cases.c.provider == provider, or_(running, stands.exists()))
        return [_case(row) for row in self._all(found.order_by(cases.c.seq))]

    def unreminded(self, status: CaseStatus, before: datetime) -> list[Case]:
        """Those of that status since an instant up to ``before`` about which nobody was asked yet, oldest first."""
        wanted = (
            cases.c.status == status.value,
            cases.c.status_since <= before,
            cases.c.reminded_at.is_(None),
        )
        return [_case(row) for row in self._all(select(cases).where(*wanted).order_by(cases.c.seq))]

    def in_status(self, provider: str, status: CaseStatus) -> list[Case]:
        """Oldest first."""
        wanted = (cases.c.provider == provider, cases.c.status == status.value)
        return [_case(row) for row in self._all(select(cases).where(*wanted).order_by(cases.c.seq))]

    def save(self, case: Case) -> None:
        """Raises ``UnknownCase`` if it was never added."""
        self._change(cases, case.id, as_row(case), missing=UnknownCase("There is no such case to save."))
        keep_words(self._connection, case)

    def add_event(self, case_id: str, code: str, at: datetime, data: dict[str, Any]) -> None:
        self._connection.execute(insert(case_events).values(case_id=case_id, code=code, at=at, data=data))

    def events(self, case_id: str) -> list[CaseEvent]:
        """In the order in which they were written."""
        if (ahead := self._ahead.get(("events", case_id))) is not None:
            return list(ahead)
        history = select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.id)
        return [CaseEvent(**row) for row in self._all(history)]

    def read_ahead_events(self, case_ids: Iterable[str]) -> None:
        history = select(case_events).order_by(case_events.c.id)
        self._read_ahead("events", case_ids, history, case_events.c.case_id, lambda row: CaseEvent(**row))

    def _find(self, wanted: ColumnElement[bool]) -> Case | None:
        row = self._one(select(cases).where(wanted))
        return None if row is None else _case(row)


def _case(row: RowMapping) -> Case:
    return Case(**{**without_seq(row), "status": CaseStatus(row["status"])})

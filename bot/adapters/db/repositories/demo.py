"""Taking a made-up year away: every row of some conversations and agents, found by the columns that name them.

Tables are found by themselves, so that one that is added later is not forgotten; a test counts every table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from typing import Final

from sqlalchemy import ColumnElement, Table, delete, func, select

from bot.adapters.db.connect import letting_go
from bot.adapters.db.letters_table import letters
from bot.adapters.db.models import (
    agents as agents_table,
)
from bot.adapters.db.models import (
    audit,
    case_events,
    cases,
    conversations,
    files,
    handoffs,
    metadata,
    outbox,
    sign_ins,
)
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.demo_data import Taken

_AT_ONCE: Final = 400
"""Values of one statement: SQLite takes no more than 999."""


class SqlDemoRows(Repository):
    def others(self, ids: Collection[str]) -> int:
        known = set(ids)
        return sum(row["id"] not in known for row in self._all(select(conversations.c.id)))

    def held_elsewhere(self, ids: Collection[str], agents: Collection[str]) -> int:
        known, theirs = set(ids), set(agents)
        held = select(handoffs.c.conversation_id, handoffs.c.claimed_by).where(handoffs.c.closed_at.is_(None))
        return sum(
            row["claimed_by"] in theirs and row["conversation_id"] not in known for row in self._all(held)
        )

    def take_away(self, ids: Sequence[str], agents: Sequence[str], marks: str) -> Taken:
        gone: dict[str, int] = {}
        case_ids = self._column(cases.c.id, cases.c.conversation_id, ids)
        file_ids = self._column(files.c.id, files.c.conversation_id, ids)
        mails = self._column(outbox.c.key, outbox.c.conversation_id, ids)
        emails = self._column(agents_table.c.email, agents_table.c.id, agents)
        for part in _parts(emails):
            self._delete(gone, sign_ins, sign_ins.c.email.in_(part))
        subjects = [f"conversation:{id}" for id in ids] + [f"case:{id}" for id in case_ids]
        subjects += [f"agent:{id}" for id in agents]
        for part in _parts([*subjects, marks]):
            self._delete(gone, audit, audit.c.subject.in_(part))
        for table in reversed(metadata.sorted_tables):  # what names another row goes before it
            guard = (
                letting_go(self._connection, table.name) if table in (case_events, letters) else nullcontext()
            )
            with guard:
                self._delete_of(gone, table, case_ids, ids, agents)
        return Taken(tuple(file_ids), tuple(mails), gone)

    def _delete_of(
        self,
        gone: dict[str, int],
        table: Table,
        case_ids: Sequence[str],
        ids: Sequence[str],
        agents: Sequence[str],
    ) -> None:
        theirs = {"case_id": case_ids, "conversation_id": ids, "agent_id": agents}
        own = {"conversations": ids, "agents": agents}.get(table.name)
        for column, values in {**theirs, **({"id": own} if own else {})}.items():
            if column in table.c:
                for part in _parts(values):
                    self._delete(gone, table, table.c[column].in_(part))

    def _column(self, wanted: ColumnElement[str], by: ColumnElement[str], values: Sequence[str]) -> list[str]:
        return [
            str(found)
            for part in _parts(values)
            for found in self._connection.execute(select(wanted).where(by.in_(part))).scalars()
        ]

    def _delete(self, gone: dict[str, int], table: Table, which: ColumnElement[bool]) -> None:
        count = self._connection.execute(select(func.count()).select_from(table).where(which)).scalar_one()
        if count:
            self._connection.execute(delete(table).where(which))
            gone[table.name] = gone.get(table.name, 0) + count


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]

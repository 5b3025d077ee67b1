"""Cases as helpdesks have them; what other systems sent, so that each does one thing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.adapters.db.helpdesk_tables import received, tickets
from bot.adapters.db.models import cases
from bot.adapters.db.repositories.rows import Repository, as_row
from bot.decisions.errors import UnknownCase
from bot.decisions.helpdesk import Ticket


class SqlTickets(Repository):
    def add(self, ticket: Ticket) -> None:
        self._insert(tickets, ticket)

    def of_case(self, case_id: str) -> Ticket | None:
        row = self._one(select(tickets).where(tickets.c.case_id == case_id))
        return None if row is None else Ticket(**row)

    def by_remote_id(self, provider: str, remote_id: str) -> Ticket | None:
        same = (tickets.c.provider == provider, tickets.c.remote_id == remote_id)
        row = self._one(select(tickets).where(*same))
        return None if row is None else Ticket(**row)

    def watched(self, provider: str, ended: list[str], since: datetime) -> list[Ticket]:
        """Those that are there, of cases in no status of ``ended``, and of all that came there since; oldest first."""
        here = (tickets.c.provider == provider, tickets.c.remote_id.is_not(None))
        running = cases.c.status.not_in(ended) | (tickets.c.opened_at >= since)
        found = select(tickets).join(cases, cases.c.id == tickets.c.case_id).where(*here, running)
        return [Ticket(**row) for row in self._all(found.order_by(tickets.c.queued_at, tickets.c.case_id))]

    def asked_for(self, provider: str) -> list[Ticket]:
        wanted = (tickets.c.provider == provider, tickets.c.ask_since.is_not(None))
        found = select(tickets).where(*wanted, tickets.c.remote_id.is_not(None))
        return [Ticket(**row) for row in self._all(found.order_by(tickets.c.ask_since, tickets.c.case_id))]

    def save(self, ticket: Ticket) -> None:
        """Raises ``UnknownCase`` if it was never added."""
        mine = tickets.c.case_id == ticket.case_id
        if not self._connection.execute(update(tickets).where(mine).values(as_row(ticket))).rowcount:
            raise UnknownCase("There is no such ticket to save.")


class SqlReceived(Repository):
    def first(self, provider: str, key: str, at: datetime) -> bool:
        """Note ``key``; whether it is the first time."""
        postgres = self._connection.dialect.name == "postgresql"
        insert = postgresql.insert(received) if postgres else sqlite.insert(received)
        row = insert.values(provider=provider, key=key, at=at).on_conflict_do_nothing()
        return bool(self._connection.execute(row).rowcount)

    def holds(self, provider: str, key: str) -> bool:
        same = (received.c.provider == provider, received.c.key == key)
        return self._one(select(received.c.at).where(*same)) is not None

    def prune(self, before: datetime) -> int:
        """Forget those noted before then; how many."""
        return int(self._connection.execute(delete(received).where(received.c.at < before)).rowcount)

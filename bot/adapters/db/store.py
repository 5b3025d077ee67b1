"""The store: units of work on one database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection, Engine

from bot.adapters.db.connect import connect, reading, writing
from bot.adapters.db.repositories.agents import SqlAgents, SqlAgentSessions, SqlSignIns
from bot.adapters.db.repositories.care import SqlCare
from bot.adapters.db.repositories.case_search import SqlCaseSearch
from bot.adapters.db.repositories.cases import SqlCases
from bot.adapters.db.repositories.contacts import SqlContacts
from bot.adapters.db.repositories.conversations import SqlConversations
from bot.adapters.db.repositories.customers import SqlCustomers
from bot.adapters.db.repositories.demo import SqlDemoRows
from bot.adapters.db.repositories.desk import SqlAudit, SqlNotes, SqlSpokenCodes
from bot.adapters.db.repositories.files import SqlFiles
from bot.adapters.db.repositories.first_contact import SqlSameDayNotes, SqlStatusPages
from bot.adapters.db.repositories.handoffs import SqlHandoffs
from bot.adapters.db.repositories.identity_checks import SqlIdentityChecks
from bot.adapters.db.repositories.intakes import SqlIntakes
from bot.adapters.db.repositories.letters import SqlLetters
from bot.adapters.db.repositories.messages import SqlMessages
from bot.adapters.db.repositories.outbox import SqlOutbox
from bot.adapters.db.repositories.promises import SqlPromises
from bot.adapters.db.repositories.recognitions import SqlRecognitions
from bot.adapters.db.repositories.records import SqlRecords
from bot.adapters.db.repositories.reports import SqlReports
from bot.adapters.db.repositories.second_steps import SqlSecondSteps
from bot.decisions.records import Case


class SqlTransaction:
    """One unit of work on one connection. Nothing is kept unless ``commit`` is called."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def conversations(self) -> SqlConversations:
        return SqlConversations(self._connection)

    @cached_property
    def messages(self) -> SqlMessages:
        return SqlMessages(self._connection)

    @cached_property
    def intakes(self) -> SqlIntakes:
        return SqlIntakes(self._connection)

    @cached_property
    def contacts(self) -> SqlContacts:
        return SqlContacts(self._connection)

    @cached_property
    def identity_checks(self) -> SqlIdentityChecks:
        return SqlIdentityChecks(self._connection)

    @cached_property
    def recognitions(self) -> SqlRecognitions:
        return SqlRecognitions(self._connection)

    @cached_property
    def handoffs(self) -> SqlHandoffs:
        return SqlHandoffs(self._connection)

    @cached_property
    def cases(self) -> SqlCases:
        return SqlCases(self._connection)

    @cached_property
    def promises(self) -> SqlPromises:
        return SqlPromises(self._connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._connection)

    @cached_property
    def agents(self) -> SqlAgents:
        return SqlAgents(self._connection)

    @cached_property
    def agent_sessions(self) -> SqlAgentSessions:
        return SqlAgentSessions(self._connection)

    @cached_property
    def sign_ins(self) -> SqlSignIns:
        return SqlSignIns(self._connection)

    @cached_property
    def notes(self) -> SqlNotes:
        return SqlNotes(self._connection)

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self._connection)

    @cached_property
    def spoken_codes(self) -> SqlSpokenCodes:
        return SqlSpokenCodes(self._connection)

    @cached_property
    def case_search(self) -> SqlCaseSearch:
        return SqlCaseSearch(self._connection)

    @cached_property
    def reports(self) -> SqlReports:
        return SqlReports(self._connection)

    @cached_property
    def second_steps(self) -> SqlSecondSteps:
        return SqlSecondSteps(self._connection)

    @cached_property
    def files(self) -> SqlFiles:
        return SqlFiles(self._connection)

    @cached_property
    def status_pages(self) -> SqlStatusPages:
        return SqlStatusPages(self._connection)

    @cached_property
    def same_day_notes(self) -> SqlSameDayNotes:
        return SqlSameDayNotes(self._connection)

    @cached_property
    def care(self) -> SqlCare:
        return SqlCare(self._connection)

    @cached_property
    def records(self) -> SqlRecords:
        return SqlRecords(self._connection)

    @cached_property
    def customers(self) -> SqlCustomers:
        return SqlCustomers(self._connection)

    @cached_property
    def demo(self) -> SqlDemoRows:
        return SqlDemoRows(self._connection)

    @cached_property
    def letters(self) -> SqlLetters:
        return SqlLetters(self._connection)

    def commit(self) -> None:
        self._connection.commit()


class SqlReading(SqlTransaction):
    """One that cannot write. What it has read ahead comes from memory when it is asked for one by one."""

    def read_ahead_cases(self, cases: Sequence[Case]) -> None:
        ids, chats = [each.id for each in cases], [each.conversation_id for each in cases]
        self.agents.read_ahead()
        self.cases.read_ahead_events(ids)
        self.promises.read_ahead_of_cases(ids)
        self.handoffs.read_ahead_of_conversations(chats)
        self.audit.read_ahead_of([*(f"case:{id}" for id in ids), *(f"conversation:{id}" for id in chats)])

    def read_ahead_promised(self, conversation_ids: Sequence[str]) -> None:
        cases = self.cases.read_ahead_of_conversations(conversation_ids)
        self.cases.read_ahead_events([each.id for each in cases])
        self.handoffs.read_ahead_of_conversations(conversation_ids)

    def read_ahead_holders(self, conversation_ids: Sequence[str]) -> None:
        self.conversations.read_ahead(conversation_ids)
        self.audit.read_ahead_of([f"conversation:{id}" for id in conversation_ids])

    def read_ahead_chats(self, conversation_ids: Sequence[str]) -> None:
        self.read_ahead_holders(conversation_ids)
        self.agents.read_ahead()
        cases = self.cases.read_ahead_of_conversations(conversation_ids)
        self.promises.read_ahead_of_cases([each.id for each in cases])
        self.promises.read_ahead_of_conversations(conversation_ids)
        self.intakes.read_ahead_latest(conversation_ids)
        self.messages.read_ahead_ends(conversation_ids)
        self.handoffs.read_ahead_of_conversations(conversation_ids)


class SqlStore:
    """Fulfils ``bot.services.ports.Store``. Safe to share between threads; not across a fork."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = reading(engine)
        self._writing = writing(engine)

    @contextmanager
    def read(self) -> Iterator[SqlReading]:
        """Sees one moment of the database, waits for nobody, and cannot write."""
        with self._reading.connect() as connection:
            connection.begin()
            yield SqlReading(connection)

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        """The only writer from its first moment. Raises ``Unavailable`` if its turn does not come in time."""
        with self._writing.connect() as connection:
            connection.begin()
            # Leaving closes the connection, which rolls back what was not committed.
            yield SqlTransaction(connection)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(url: str) -> SqlStore:
    """The store behind ``url`` (``sqlite:///file`` or ``postgresql://…``), migrated or not. Raises ``Unsound``."""
    return SqlStore(connect(url))

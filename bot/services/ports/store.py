"""All that is kept, in one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from bot.decisions.records import Case
from bot.services.ports.care import CareNotes
from bot.services.ports.cases import Cases, CaseSearch, Intakes, Promises
from bot.services.ports.conversations import Conversations, Messages, Notes
from bot.services.ports.customers import Contacts, IdentityChecks, Recognitions, SpokenCodes
from bot.services.ports.demo import DemoRows
from bot.services.ports.desk import Agents, AgentSessions, Audit, Handoffs, SignIns
from bot.services.ports.directory import Customers
from bot.services.ports.files import Files
from bot.services.ports.first_contact import SameDayNotes, StatusPages
from bot.services.ports.letters import KeptLetters
from bot.services.ports.mail import Outbox
from bot.services.ports.records import Records
from bot.services.ports.reports import Reports
from bot.services.ports.second_steps import SecondSteps


class Transaction(Protocol):
    """One unit of work. Nothing is kept unless ``commit`` is called; leaving without it rolls back."""

    @property
    def conversations(self) -> Conversations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def intakes(self) -> Intakes: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def identity_checks(self) -> IdentityChecks: ...
    @property
    def recognitions(self) -> Recognitions: ...
    @property
    def handoffs(self) -> Handoffs: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def promises(self) -> Promises: ...
    @property
    def outbox(self) -> Outbox: ...

    @property
    def agents(self) -> Agents: ...
    @property
    def agent_sessions(self) -> AgentSessions: ...
    @property
    def sign_ins(self) -> SignIns: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def spoken_codes(self) -> SpokenCodes: ...
    @property
    def case_search(self) -> CaseSearch: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def second_steps(self) -> SecondSteps: ...
    @property
    def files(self) -> Files: ...
    @property
    def care(self) -> CareNotes: ...

    @property
    def status_pages(self) -> StatusPages: ...
    @property
    def same_day_notes(self) -> SameDayNotes: ...
    @property
    def records(self) -> Records: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def demo(self) -> DemoRows: ...
    @property
    def letters(self) -> KeptLetters: ...

    def commit(self) -> None: ...


class Reading(Transaction, Protocol):
    """One unit of work that only reads.

    ``read_ahead_…`` fetches in a fixed few queries what a page of the desk asks of each of many, one by one. Every
    answer is the same with and without it; what is asked for beyond it is a query as ever.
    """

    def read_ahead_cases(self, cases: Sequence[Case]) -> None:
        """Events, promises, what was done to them and to their chats, who asked for a person there, and the agents."""
        ...

    def read_ahead_promised(self, conversation_ids: Sequence[str]) -> None:
        """Cases of the chats with their events, and who asked for a person there."""
        ...

    def read_ahead_holders(self, conversation_ids: Sequence[str]) -> None:
        """The chats, and what was done to them: enough to tell who has each."""
        ...

    def read_ahead_chats(self, conversation_ids: Sequence[str]) -> None:
        """The chats, their cases and promises, their last intakes, first and last lines, who asked for a person, what
        was done to them, and the agents."""
        ...


class Store(Protocol):
    def read(self) -> AbstractContextManager[Reading]: ...
    def write(self) -> AbstractContextManager[Transaction]:
        """On SQLite it begins with ``BEGIN IMMEDIATE``: no read-then-write loses an update."""
        ...


class Batch(Store, Protocol):
    """A store in which many units of work are kept together: each is all or nothing by itself, as ever, but all become
    visible to others, and safe, at ``keep``. Much faster where thousands follow each other."""

    def keep(self) -> None: ...
    def drop(self) -> None:
        """Forget what was done since the last ``keep``, and let others write."""
        ...

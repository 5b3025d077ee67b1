"""Everything that is kept about a person, across all tables."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import JSON, ColumnElement, Select, delete, func, select, type_coerce, update

from bot.adapters.db.care_table import care
from bot.adapters.db.identity_tables import identity_checks, identity_tries, recognitions
from bot.adapters.db.models import (
    audit,
    case_events,
    cases,
    contacts,
    conversations,
    handoffs,
    intakes,
    messages,
    notes,
    spoken_codes,
)
from bot.adapters.db.outbox_tables import outbox
from bot.adapters.db.repositories.conversations import as_conversation
from bot.adapters.db.repositories.intakes import as_intake
from bot.adapters.db.repositories.letters import SqlLetters
from bot.adapters.db.repositories.messages import SqlMessages
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.records import (
    ContactKind,
    Conversation,
    ConversationState,
    Intake,
    IntakeStatus,
    OutboxItem,
)

_ANSWER = "account"


class SqlRecords(Repository):
    def not_erased(self, provider: str, before: datetime) -> list[Conversation]:
        """Oldest first."""
        wanted = (conversations.c.erased_at.is_(None), conversations.c.created_at < before)
        return self._chats(provider, *wanted)

    def with_contact(self, provider: str, kind: ContactKind, value: str) -> list[Conversation]:
        """Oldest first. Capitals make no difference."""
        same = (contacts.c.kind == kind.value, func.lower(contacts.c.value) == value.lower())
        given = select(contacts.c.conversation_id).where(*same)
        return self._chats(provider, conversations.c.id.in_(given))

    def with_account(self, provider: str, number: str) -> list[Conversation]:
        """Oldest first. Blanks and capitals make no difference."""
        wanted = _plain(number)
        told = select(intakes.c.conversation_id, _answer(intakes.c.answers))
        told_in_cases = select(cases.c.conversation_id, _answer(cases.c.details))
        found = {
            row[0]
            for source, table in ((told, intakes), (told_in_cases, cases))
            for row in self._connection.execute(source.where(table.c.provider == provider))
            if row[1] is not None and _plain(str(row[1])) == wanted
        }
        return self._chats(provider, conversations.c.id.in_(found)) if found else []

    def intakes(self, conversation_id: str) -> list[Intake]:
        told = select(intakes).where(intakes.c.conversation_id == conversation_id).order_by(intakes.c.seq)
        return [as_intake(row) for row in self._all(told)]

    def last_line_at(self, conversation_id: str) -> datetime | None:
        newest = select(messages.c.sent_at).where(messages.c.conversation_id == conversation_id)
        return self._connection.execute(newest.order_by(messages.c.id.desc()).limit(1)).scalar()

    def sent(self, conversation_id: str, kind: str) -> list[OutboxItem]:
        about = (outbox.c.conversation_id == conversation_id, outbox.c.kind == kind)
        return [OutboxItem(**row) for row in self._all(select(outbox).where(*about).order_by(outbox.c.id))]

    def drop_mails_to(self, addresses: Collection[str]) -> list[str]:
        theirs = {address.lower() for address in addresses}
        unnamed = select(outbox).where(outbox.c.conversation_id.is_(None), outbox.c.kind == "mail")
        gone = [
            (row["id"], row["key"])
            for row in self._all(unnamed)
            if str(row["payload"].get("to", "")).lower() in theirs
        ]
        self._connection.execute(delete(outbox).where(outbox.c.id.in_([id for id, _ in gone])))
        return [key for _, key in gone]

    def erase(
        self, conversation_id: str, at: datetime, mark: str, facts: Collection[str], trail: Collection[str]
    ) -> None:
        """That the chat is erased comes first: only then does the database let go of what stands in the events."""
        self._connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(
                agreed=None,
                state=ConversationState.CLOSED.value,
                token_hash=mark,  # no browser opens it any more
                address_key=None,
                deleted_at=func.coalesce(conversations.c.deleted_at, at),
                erased_at=at,
            )
        )
        SqlMessages(self._connection).wipe(conversation_id)
        for table in (notes, identity_checks, spoken_codes, recognitions, identity_tries, care):
            self._connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
        mine = intakes.c.conversation_id == conversation_id
        emptied: dict[str, object] = {"answers": {}, "skipped": [], "outcome": None}
        self._connection.execute(update(intakes).where(mine).values(emptied))
        still_open = update(intakes).where(mine, intakes.c.status == IntakeStatus.OPEN.value)
        self._connection.execute(still_open.values(status=IntakeStatus.CANCELLED.value))
        # Ids are random: they keep the ways to be reached apart, and tell nothing.
        self._connection.execute(
            update(contacts)
            .where(contacts.c.conversation_id == conversation_id)
            .values(value=f"{mark} " + contacts.c.id)
        )
        self._connection.execute(
            update(handoffs).where(handoffs.c.conversation_id == conversation_id).values(supervisor_note=None)
        )
        SqlLetters(self._connection).wipe(conversation_id)
        self._erase_cases(conversation_id, mark, facts)
        self._erase_trail(conversation_id, trail)

    def _erase_cases(self, conversation_id: str, mark: str, facts: Collection[str]) -> None:
        theirs = cases.c.conversation_id == conversation_id
        for row in self._all(
            select(case_events).join(cases, cases.c.id == case_events.c.case_id).where(theirs)
        ):
            left = {name: value for name, value in row["data"].items() if name in facts}
            self._connection.execute(
                update(case_events).where(case_events.c.id == row["id"]).values(data=left)
            )
        self._connection.execute(update(cases).where(theirs).values(description=mark, details={}))

    def _erase_trail(self, conversation_id: str, facts: Collection[str]) -> None:
        """Who did what and when stays."""
        theirs = select(cases.c.id).where(cases.c.conversation_id == conversation_id)
        subjects = [f"case:{id}" for id in self._connection.execute(theirs).scalars()]
        mine = audit.c.subject.in_([f"conversation:{conversation_id}", *subjects])
        for row in self._all(select(audit).where(mine)):
            left = {name: value for name, value in row["data"].items() if name in facts}
            self._connection.execute(update(audit).where(audit.c.id == row["id"]).values(data=left))

    def _chats(self, provider: str, *wanted: ColumnElement[bool]) -> list[Conversation]:
        found: Select[tuple[object, ...]] = select(conversations).where(
            conversations.c.provider == provider, *wanted
        )
        return [as_conversation(row) for row in self._all(found.order_by(conversations.c.seq))]


def _answer(column: ColumnElement[object]) -> ColumnElement[str]:
    answer: ColumnElement[str] = type_coerce(column, JSON)[_ANSWER].as_string()
    return answer


def _plain(number: str) -> str:
    return "".join(number.split()).lower()

"""Everything that is kept about a person, across all tables: to give it out, or to take it away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.decisions.records import ContactKind, Conversation, Intake, OutboxItem


class Records(Protocol):
    def not_erased(self, provider: str, before: datetime) -> list[Conversation]:
        """The provider's chats begun before then from which nothing was erased yet, oldest first."""
        ...

    def with_contact(self, provider: str, kind: ContactKind, value: str) -> list[Conversation]:
        """Its chats in which this way to be reached was given, oldest first. Capitals make no difference."""
        ...

    def with_account(self, provider: str, number: str) -> list[Conversation]:
        """Its chats in which this account number was given. Blanks and capitals make no difference."""
        ...

    def intakes(self, conversation_id: str) -> list[Intake]:
        """Every complaint told in the chat, oldest first."""
        ...

    def last_line_at(self, conversation_id: str) -> datetime | None: ...
    def sent(self, conversation_id: str, kind: str) -> list[OutboxItem]:
        """What of this ``kind`` was queued about the chat, sent or not."""
        ...

    def drop_mails_to(self, addresses: Collection[str]) -> list[str]:
        """Take away mails to these addresses that name no chat (queued before chats were named); their keys."""
        ...

    def erase(
        self, conversation_id: str, at: datetime, mark: str, facts: Collection[str], trail: Collection[str]
    ) -> None:
        """Blank all that tells of a person: words, answers, names, ways to be reached, notes. References, days, kinds
        and counts stay. ``mark`` stands where something must stand; ``facts``: what stays of the events of a case,
        ``trail`` of the audit trail.
        Files and mails have ways of their own (``files.wipe``, ``outbox.wipe``)."""
        ...

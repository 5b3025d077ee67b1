"""Mail that comes in, and letters that go by post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.decisions.mail_in import Became, Found, Mailbox
from bot.decisions.post import PostedLetter


class ReadMailbox(Protocol):
    """A provider's mailbox."""

    def look(self, known: Mailbox | None) -> Found:
        """What came since. Raises ``MailboxUnavailable``; the mails that were read by then are in no answer."""
        ...

    def taken(self, uids: Sequence[int]) -> None:
        """Mark them as read. Raises ``MailboxUnavailable``."""
        ...


class ReceivedMails(Protocol):
    """How far mailboxes were read, and what became of each mail."""

    def mailbox(self, provider: str) -> Mailbox | None: ...
    def save_mailbox(self, mailbox: Mailbox) -> None: ...
    def keep(
        self,
        provider: str,
        validity: int,
        uid: int,
        message_key: str,
        at: datetime,
        became: Became,
        case_id: str | None,
    ) -> None:
        """Once for each uid; a second time does nothing."""
        ...

    def came(self, provider: str, message_key: str) -> bool:
        """Whether the same mail was taken before, under whatever uid."""
        ...

    def of_case(self, case_id: str, since: datetime) -> int:
        """How many mails about it were taken since."""
        ...

    def has(self, provider: str, validity: int, uid: int) -> bool: ...
    def counts(self, provider: str, since: datetime) -> dict[Became, int]: ...


class Posts(Protocol):
    """Letters to print and post."""

    def add(self, post: PostedLetter) -> str:
        """Queue once: for a ``key`` that is there already, the id of that one."""
        ...

    def get(self, id: str) -> PostedLetter | None: ...
    def of_conversation(self, conversation_id: str) -> list[PostedLetter]:
        """Oldest first."""
        ...

    def waiting(self, provider: str) -> list[PostedLetter]:
        """Oldest first."""
        ...

    def done(self, provider: str, most: int) -> list[PostedLetter]:
        """Posted or taken off the list, the newest first."""
        ...

    def count(self, providers: Sequence[str]) -> int:
        """How many wait."""
        ...

    def posted(self, id: str, on: date, by: str) -> bool:
        """One conditional update: true for exactly one of all who say it."""
        ...

    def drop(self, id: str, at: datetime, by: str) -> bool:
        """The same for one that is not to be posted."""
        ...

    def wipe(self, conversation_id: str) -> None: ...

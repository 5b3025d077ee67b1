"""Look into every provider's mailbox now and then, and take what came. In a thread of its own: nobody waits for it."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from bot.decisions.errors import MailboxUnavailable, Unavailable
from bot.decisions.mail_connection import MailConnection
from bot.decisions.mail_in import Became, Found, Mailbox, RawMail
from bot.decisions.records import Role
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.hand_off import team_address
from bot.services.mail_in.limits import Reading
from bot.services.mail_in.take_mail import take_mail
from bot.services.outbox.send import where
from bot.services.ports import ReadMailbox
from bot.services.take_file import Filing

log: Final = logging.getLogger("bot.relay")
UNREAD: Final = "mailbox_unread"
_LOOKS: Final = 10
"""One after the other where there is more; then the other mailboxes have their turn."""


@dataclass
class ReadMailboxes:
    """``clock``: monotonic seconds; the pauses go by the machine, whatever ``FIRSTLINE_NOW`` says."""

    filing: Filing
    mailboxes: Mapping[str, ReadMailbox]
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)
    _failing: dict[str, float] = field(default_factory=dict)

    def __call__(self) -> int:
        """Look into each that is due; how many mails were read. Only the store can make this raise."""
        return sum(
            self._one(provider)
            for provider in self.mailboxes
            if self.clock() >= self._next.get(provider, 0.0)
        )

    def _one(self, provider: str) -> int:
        reading = Reading.today(self.filing.context)
        self._next[provider] = self.clock() + reading.every.total_seconds()
        try:
            count = look(self.filing, provider, self.mailboxes[provider])
        except MailboxUnavailable as error:
            since = self._failing.setdefault(provider, self.clock())
            log.warning("the mailbox of %s cannot be read: %s", provider, error.kind)
            if self.clock() - since >= reading.tell_after.total_seconds():
                _tell(self.filing.context, provider, error.kind)
            return 0
        except Unavailable as error:
            log.warning("mails of %s wait: %s", provider, type(error).__name__)
            return 0
        self._failing.pop(provider, None)
        return count


class Aside:
    """Runs ``watch`` in a thread, one run at a time; a call waits for nothing. What it raises is logged by its kind."""

    def __init__(self, watch: Callable[[], int]) -> None:
        self._watch = watch
        self._thread: threading.Thread | None = None

    def __call__(self) -> int:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="mailboxes", daemon=True)
            self._thread.start()
        return 0

    def close(self, seconds: float = 5.0) -> None:
        """Wait a little for the run that is under way; each mail is taken wholly or not at all."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._watch()
        except Exception as error:
            log.error("mailboxes: a round failed (%s)", where(error))


def look(filing: Filing, provider: str, mailbox: ReadMailbox) -> int:
    """Take all that came since the last look; how many mails were read. Raises ``MailboxUnavailable`` where it cannot
    be looked into, and ``Unavailable`` where a mail cannot be taken now: it and those behind it come the next time."""
    count = 0
    for _ in range(_LOOKS):
        with filing.context.store.read() as tx:
            known = tx.received_mails.mailbox(provider)
        found = mailbox.look(known)
        count += _take(filing, provider, mailbox, known, found)
        if not found.more:
            break
    return count


def _take(filing: Filing, provider: str, mailbox: ReadMailbox, known: Mailbox | None, found: Found) -> int:
    context = filing.context
    connection = context.connected(provider).mail
    if connection is None:
        return 0
    read: list[int] = []
    last = known.last_uid if known is not None and known.validity == found.validity else 0
    try:
        for raw in found.mails:
            if _one_mail(filing, provider, connection, found.validity, raw):
                read.append(raw.uid)
            last = raw.uid
        last = max(last, found.last_uid)
    finally:
        with context.store.write() as tx:
            tx.received_mails.save_mailbox(Mailbox(provider, found.validity, last, context.now()))
            tx.commit()
        with suppress(MailboxUnavailable):  # it stays unread there, and is known here
            mailbox.taken(read)
    return len(found.mails)


def _one_mail(filing: Filing, provider: str, connection: MailConnection, validity: int, raw: RawMail) -> bool:
    """Whether it may be marked as read. A mistake of ours stops none of the mails behind it."""
    try:
        return take_mail(filing, provider, connection, validity, raw).read
    except Unavailable:
        raise
    except Exception as error:
        log.error("a mail could not be taken (%s)", where(error))
    with filing.context.store.write() as tx:
        key = hashlib.sha256(raw.content or raw.head).hexdigest()
        at = filing.context.now()
        tx.received_mails.keep(provider, validity, raw.uid, key, at, Became.UNREADABLE, None)
        tx.commit()
    return False


def _tell(context: Context, provider: str, kind: str) -> None:
    """Those in charge, once a day: answers of customers lie there unread."""
    profile = context.provider(provider)
    facts = {"provider": profile.name, "reason": kind}
    with context.store.write() as tx:
        supervisors = [agent.email for agent in tx.agents.all() if may(agent, provider, Role.SUPERVISOR)]
        for address in supervisors or [team_address(profile)]:
            payload = {"template": UNREAD, "to": address, "provider": provider, "facts": facts}
            key = f"mailbox-unread-{provider}-{context.today().isoformat()}-{address}"
            tx.outbox.add("mail", key, payload, context.now())
        tx.commit()

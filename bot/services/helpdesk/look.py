"""Helpdesks that can be asked are: at once when one of them says that there is something, and every few minutes all the
same, since a message can be lost on its way.

Each is asked in a thread of its own: one that is slow holds up neither the others nor the relay.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.decisions.case_moves import STILL_OPEN
from bot.decisions.errors import HelpdeskUnavailable, Refused
from bot.decisions.helpdesk import RemoteTicket, Ticket
from bot.decisions.records import CaseStatus
from bot.services.context import Context
from bot.services.helpdesk.take_agent_reply import take_agent_reply
from bot.services.helpdesk.take_status import take_status
from bot.services.ports import HelpdeskReader

EVERY: Final = "helpdesk_look_every"
STILL_READ: Final = "helpdesk_read_for"
"""Rule: for how many days a ticket of a case that has ended is read: somebody there may still answer."""
_ENDED: Final = [each.value for each in CaseStatus if each not in STILL_OPEN]

_SAME_SECOND: Final = timedelta(minutes=1)
"""With two clocks that differ a little. Until then it is read again, and nothing of it is taken twice."""

log = logging.getLogger("bot.relay")


def look(context: Context, provider: str, reader: HelpdeskReader, tickets: Sequence[Ticket]) -> int:
    """Read what changed in ``tickets`` since we last did; how many had. Raises ``HelpdeskUnavailable``; what was read
    before stays read."""
    by_id = {ticket.remote_id: ticket for ticket in tickets if ticket.remote_id is not None}
    changed = 0
    for remote in reader.tickets(list(by_id)):
        ticket = by_id.get(remote.remote_id)
        if ticket is not None and _has_more(ticket, remote):
            _read(context, provider, reader, ticket, remote)
            changed += 1
    _not_asked_for_any_more(context, tickets)
    return changed


def _has_more(ticket: Ticket, remote: RemoteTicket) -> bool:
    return ticket.looked_at is None or remote.changed_at > ticket.looked_at


def _read(
    context: Context, provider: str, reader: HelpdeskReader, ticket: Ticket, remote: RemoteTicket
) -> None:
    """What people wrote first, then the status: "solved" goes with the answer that came with it."""
    with context.store.read() as tx:
        case = tx.cases.get(ticket.case_id)
    if case is None:
        return
    for answer in reader.answers(remote.remote_id):
        try:
            key = f"{ticket.system}:{answer.id}"
            take_agent_reply(context, case.reference, answer.text, answer.by, key)
        except Refused as error:
            log.warning("an answer from the helpdesk of %s was not passed on (%s)", provider, error.code)
    try:
        take_status(context, provider, case.id, remote.status, remote.changed_at)
    except Refused as error:
        log.warning("a status in the helpdesk of %s was not taken (%s)", provider, error.code)
    with context.store.write() as tx:
        now = tx.tickets.of_case(ticket.case_id)
        if now is not None:
            tx.tickets.save(replace(now, looked_at=_surely_read(context, remote)))
        tx.commit()


def _surely_read(context: Context, remote: RemoteTicket) -> datetime:
    """Their clock counts seconds: what comes in the second in which we read would be taken for read."""
    return min(remote.changed_at, context.now() - _SAME_SECOND)


def _not_asked_for_any_more(context: Context, tickets: Sequence[Ticket]) -> None:
    """Unless there came more while we looked."""
    asked = [ticket for ticket in tickets if ticket.ask_since is not None]
    if not asked:
        return
    with context.store.write() as tx:
        for ticket in asked:
            now = tx.tickets.of_case(ticket.case_id)
            if now is not None and now.ask_since == ticket.ask_since:
                tx.tickets.save(replace(now, ask_since=None))
        tx.commit()


class Looking:
    """One round: start to look where it is time. How many were started comes back; nothing is raised."""

    def __init__(self, context: Context, readers: Mapping[str, HelpdeskReader]) -> None:
        self._context, self._readers = context, readers
        self._next: dict[str, datetime] = {}
        self._busy: dict[str, threading.Thread] = {}

    def __call__(self) -> int:
        return sum(self._start(provider) for provider in self._readers)

    def wait(self, seconds: float | None = None) -> None:
        """Until nobody looks any more, or for so long."""
        until = None if seconds is None else time.monotonic() + seconds
        for thread in list(self._busy.values()):
            thread.join(None if until is None else max(0.0, until - time.monotonic()))

    def close(self) -> None:
        """At the end. Who looks then is stopped in the middle after a second, which is no harm: what was read is kept,
        and the rest is read the next time."""
        self.wait(1.0)

    def _start(self, provider: str) -> int:
        if provider in self._busy and self._busy[provider].is_alive():
            return 0
        tickets = self._due(provider)
        if not tickets:
            return 0
        thread = threading.Thread(target=self._look, args=(provider, tickets), daemon=True, name="look")
        self._busy[provider] = thread
        thread.start()
        return 1

    def _due(self, provider: str) -> list[Ticket]:
        now, context = self._context.now(), self._context
        rest = self._next.get(provider)
        with context.store.read() as tx:
            if rest is None or now >= rest:
                self._next[provider] = now + timedelta(minutes=context.rule(EVERY))
                return tx.tickets.watched(provider, _ENDED, now - timedelta(days=context.rule(STILL_READ)))
            return tx.tickets.asked_for(provider)

    def _look(self, provider: str, tickets: list[Ticket]) -> None:
        try:
            look(self._context, provider, self._readers[provider], tickets)
        except HelpdeskUnavailable as error:
            log.warning("the helpdesk of %s could not be read: %s", provider, error)
            if error.after is not None:
                self._next[provider] = self._context.now() + error.after
        except Exception as error:  # its message may quote a customer
            log.error("reading the helpdesk of %s failed (%s)", provider, type(error).__name__)

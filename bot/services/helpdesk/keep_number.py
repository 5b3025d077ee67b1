"""The helpdesk has the case: what people there call it is kept with the case, and shown at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.records import OutboxItem
from bot.services.context import Context
from bot.services.ports import Transaction

OPENED: Final = "helpdesk.opened"
"""Its data: ``system`` and ``number``, which is ``None`` where that system has none."""


def keep_number(context: Context, tx: Transaction, item: OutboxItem, remote_id: str | None) -> None:
    """Note that the ticket ``item`` is there; once. In the unit of work that notes that it arrived."""
    ticket = tx.tickets.of_case(str(item.payload.get("case_id")))
    if ticket is None or ticket.opened_at is not None:
        return
    number = remote_id or None
    tx.tickets.save(replace(ticket, remote_id=number, number=number, opened_at=context.now()))
    data = {"by": "assistant", "system": ticket.system, "number": number}
    tx.cases.add_event(ticket.case_id, OPENED, context.now(), data)


def number_of(context: Context, case_id: str) -> str | None:
    """What the helpdesk calls the case; ``None`` while that is not known."""
    with context.store.read() as tx:
        ticket = tx.tickets.of_case(case_id)
    return ticket.remote_id if ticket is not None else None

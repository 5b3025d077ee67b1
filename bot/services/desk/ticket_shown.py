"""A case as the provider's helpdesk has it, for the card."""

from __future__ import annotations

from dataclasses import dataclass

from bot.decisions.helpdesk import ABILITIES, System
from bot.decisions.records import Case
from bot.services.context import Context
from bot.services.desk.card_history import when
from bot.services.ports import Transaction


@dataclass(frozen=True)
class TicketShown:
    """``system``: its name. ``since``: when it was known to be there, in London time; ``None`` while it is on its way.
    ``number`` as people there call it. ``status``: ``open``, ``waiting`` or ``solved``, and ``status_at`` since when;
    ``None`` where that system does not say. ``takes_more``: what comes later goes there too."""

    system: str
    since: str | None
    number: str | None
    status: str | None
    status_at: str | None
    takes_more: bool


def ticket_shown(context: Context, tx: Transaction, case: Case) -> TicketShown | None:
    """``None`` for a case that no helpdesk was told of."""
    ticket = tx.tickets.of_case(case.id)
    if ticket is None:
        return None
    able = ABILITIES[System(ticket.system)]
    return TicketShown(
        able.name,
        when(context, ticket.opened_at) if ticket.opened_at else None,
        ticket.number,
        ticket.remote_status,
        when(context, ticket.status_at) if ticket.status_at else None,
        able.notes,
    )

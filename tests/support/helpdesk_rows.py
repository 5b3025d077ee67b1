"""A provider with a helpdesk, and what is queued for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from pydantic import SecretStr

from bot.adapters.db.store import SqlStore
from bot.decisions.connections import (
    Connections,
    Helpdesk,
    MailHelpdesk,
    OsTicketJson,
    OsTicketMail,
    Webhook,
    Zendesk,
)
from bot.decisions.helpdesk import NOTE_KIND, TICKET_KIND
from bot.decisions.records import OutboxItem
from bot.services.context import Context
from bot.services.helpdesk.tell import tell

PROVIDER = "it-communications"
KEY = "k3y-0f-the-helpdesk"
HOOK = "h00k-secret-of-theirs"


def helpdesk(system: str, url: str = "https://help.example") -> Helpdesk:
    """One of each, as its file would have it."""
    made: dict[str, Helpdesk] = {
        "osticket": OsTicketJson(system="osticket", url=url, key=SecretStr(KEY), topic_id=12),
        "osticket_mail": OsTicketMail(
            system="osticket_mail", url=url, key=SecretStr(KEY), to="complaints@help.example"
        ),
        "zendesk": Zendesk(
            system="zendesk",
            url=url,
            email="firstline@help.example",
            token=SecretStr(KEY),
            hook_secret=SecretStr(HOOK),
        ),
        "webhook": Webhook(system="webhook", url=url, secret=SecretStr(KEY), hook_secret=SecretStr(HOOK)),
        "mail": MailHelpdesk(system="mail", to="complaints@help.example"),
    }
    return made[system]


def with_helpdesk(
    context: Context, system: str, url: str = "https://help.example", provider: str = PROVIDER
) -> Context:
    """``context`` whose provider has connected ``system``; every unit of work tells it."""
    connected = {**context.connections, provider: Connections(helpdesk=helpdesk(system, url))}
    told = replace(context, connections=connected)
    assert isinstance(told.store, SqlStore)
    told.store.before_commit = partial(tell, told)
    return told


def queued(context: Context) -> list[OutboxItem]:
    """Tickets and notes, in the order in which they were queued."""
    with context.store.read() as tx:
        return [item for item in tx.outbox.all() if item.kind in (TICKET_KIND, NOTE_KIND)]


def set_out(context: Context, remote_id: str = "000123") -> None:
    """The ticket has arrived, as the relay would note it."""
    from bot.services.helpdesk.keep_number import keep_number

    [ticket] = [item for item in queued(context) if item.kind == TICKET_KIND and item.sent_at is None]
    with context.store.write() as tx:
        tx.outbox.sent(ticket.id, context.now())
        keep_number(context, tx, ticket, remote_id)
        tx.commit()


def happened(item: OutboxItem) -> list[tuple[str, str]]:
    """What a note tells: code and words."""
    told: list[dict[str, Any]] = item.payload["facts"]["happened"]
    return [(each["code"], each["words"]) for each in told]

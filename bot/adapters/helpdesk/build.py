"""What carries a provider's tickets and notes, by what it has connected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.adapters.file_store import FolderFiles
from bot.adapters.helpdesk.files import TheirFiles
from bot.adapters.helpdesk.http import Patience
from bot.adapters.helpdesk.osticket_json import OsTicketJsonTicket
from bot.adapters.helpdesk.osticket_mail import OsTicketByMail
from bot.adapters.helpdesk.webhook import WebhookOut
from bot.adapters.helpdesk.zendesk import ZendeskNote, ZendeskTicket
from bot.adapters.helpdesk.zendesk_read import ZendeskReader
from bot.adapters.letters import TemplateLetters
from bot.decisions.connections import Connections, Helpdesk, OsTicketJson, OsTicketMail, Webhook, Zendesk
from bot.decisions.helpdesk import NOTE_KIND, TICKET_KIND

ByHttp = OsTicketJsonTicket | OsTicketByMail | ZendeskTicket | ZendeskNote | WebhookOut


def by_http(
    connected: Helpdesk | None,
    store: FolderFiles,
    now: Callable[[], datetime],
    number_of: Callable[[str], str | None],
    patience: Patience | None = None,
) -> dict[str, ByHttp]:
    """By kind; nothing for what is no system that is asked over HTTP. ``number_of``: the ticket of a case, as we know
    it."""
    letters = TemplateLetters()
    match connected:
        case OsTicketJson():
            files = TheirFiles(store, connected.files, connected.files_megabytes)
            return {TICKET_KIND: OsTicketJsonTicket(connected, letters, files, patience)}
        case OsTicketMail():
            files = TheirFiles(store, connected.files, connected.files_megabytes)
            carrier = OsTicketByMail(connected, letters, files, patience)
            return {TICKET_KIND: carrier, NOTE_KIND: carrier}
        case Zendesk():
            files = TheirFiles(store, connected.files, connected.files_megabytes)
            return {
                TICKET_KIND: ZendeskTicket(connected, letters, files, now, patience),
                NOTE_KIND: ZendeskNote(connected, letters, files, number_of, patience),
            }
        case Webhook():
            hook = WebhookOut(connected, letters, machine_clock, patience)
            return {TICKET_KIND: hook, NOTE_KIND: hook}
    return {}


def readers(connections: Mapping[str, Connections]) -> dict[str, ZendeskReader]:
    """What can be asked what people did there, by provider."""
    return {
        slug: ZendeskReader(connected.helpdesk)
        for slug, connected in connections.items()
        if isinstance(connected.helpdesk, Zendesk)
    }


def machine_clock() -> datetime:
    """The other side compares it with its own: ``FIRSTLINE_NOW`` has no say."""
    return datetime.now(UTC)

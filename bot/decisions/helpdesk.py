"""What the helpdesk of a provider can do, and what follows from what happens there. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from bot.decisions.connections import Connections

TICKET_KIND: Final = "ticket"
NOTE_KIND: Final = "ticket_note"
"""Kinds of the outbox: a case as a ticket, and what comes later."""


class System(StrEnum):
    OSTICKET = "osticket"
    OSTICKET_MAIL = "osticket_mail"
    ZENDESK = "zendesk"
    WEBHOOK = "webhook"
    MAIL = "mail"


@dataclass(frozen=True)
class Abilities:
    """``notes``: what comes later can join the ticket. ``tells``: replies and status can be read there or are sent to
    us; where not, a reply comes by mail or not at all. ``name``: as its makers write it."""

    name: str
    notes: bool
    tells: bool


ABILITIES: Final = {
    System.OSTICKET: Abilities("osTicket", notes=False, tells=False),
    System.OSTICKET_MAIL: Abilities("osTicket", notes=True, tells=False),
    System.ZENDESK: Abilities("Zendesk", notes=True, tells=True),
    System.WEBHOOK: Abilities("your own system", notes=True, tells=True),
    System.MAIL: Abilities("the complaints mailbox", notes=True, tells=False),
}


def system_of(connections: Connections) -> System | None:
    """Where complaints of this provider go as well; ``None`` where they stay at Firstline's own desk."""
    helpdesk = connections.helpdesk
    return None if helpdesk is None or helpdesk.system == "none" else System(helpdesk.system)


@dataclass(frozen=True)
class Ticket:
    """A case as the provider's helpdesk has it, from the moment that it is on its way there.

    ``remote_id`` names it to the other system, ``number`` is what people there call it; both ``None`` until it is
    known to be there (``opened_at``). ``remote_status`` is the last word of that system, said there at
    ``status_at``; ``looked_at``: up to which change there we have read; ``ask_since``: since when
    we know that there is more. ``notes``: how many were queued.
    """

    case_id: str
    provider: str
    system: str
    queued_at: datetime
    remote_id: str | None = None
    number: str | None = None
    opened_at: datetime | None = None
    remote_status: str | None = None
    status_at: datetime | None = None
    looked_at: datetime | None = None
    ask_since: datetime | None = None
    notes: int = 0


@dataclass(frozen=True)
class Happened:
    """Something that happened to a case in the present unit of work, as ``records.CaseEvent`` has it."""

    case_id: str
    code: str
    at: datetime
    data: dict[str, Any]


TOLD: Final = frozenset(
    {
        "customer.added",
        "customer.wrote",
        "case.details",
        "contact.confirmed",
        "file.added",
        "handoff.requested",
        "case.escalated",
        "case.adr_letter_requested",
        "case.early_referral_requested",
        "case.resolved",
        "case.sorted",
        "case.withdrawn",
        "case.reopened",
        "case.closed_no_reply",
        "still_sorted.confirmed",
        "promise.late_told",
        "promise.moved",
        "agent.replied",
        "agent.promised",
        "outcome.offered",
        "outcome.accepted",
        "outcome.refused",
    }
)
"""What those who read the helpdesk are told of, each with words of its own in ``bot/letters/helpdesk_note.txt``."""
ENDS_THE_STORY: Final = frozenset({"case.checked", "case.logged_by_agent", "handoff.requested"})
"""After these a new ticket waits no longer for more of the story: it is told, or a person is wanted now."""
REOPENS: Final = frozenset({"case.reopened", "outcome.refused"})
"""After these a ticket that is solved there is open again."""


def is_told(happened: Happened) -> bool:
    """Whether the ticket has to hear of it: not of what came from there, nor of files that an agent sent."""
    if happened.code not in TOLD or happened.data.get("elsewhere"):
        return False
    return happened.code != "file.added" or happened.data.get("by") == "customer"


class RemoteStatus(StrEnum):
    """What other systems call many things. ``solved``: somebody there thinks that it is done."""

    OPEN = "open"
    WAITING = "waiting"
    SOLVED = "solved"


_WORDS: Final = {
    RemoteStatus.OPEN: ("new", "open", "opened", "reopened", "in_progress", "assigned"),
    RemoteStatus.WAITING: ("pending", "hold", "on-hold", "on_hold", "waiting", "waiting_for_customer"),
    RemoteStatus.SOLVED: ("solved", "closed", "resolved", "done", "archived"),
}


def read_status(word: str) -> RemoteStatus | None:
    """What the status of another system means; ``None`` for a word that we do not know."""
    said = word.strip().casefold().replace(" ", "_")
    return next((status for status, words in _WORDS.items() if said in words), None)


def is_later(ticket: Ticket, at: datetime) -> bool:
    """Whether what was said there ``at`` is later than what we know. What comes out of order settles so: an "open" of
    before a "solved" changes nothing, however late it arrives."""
    return ticket.status_at is None or at > ticket.status_at


@dataclass(frozen=True)
class RemoteTicket:
    """A ticket as the other system has it now. ``changed_at``: its last change of any kind, by its own clock."""

    remote_id: str
    status: str
    changed_at: datetime


@dataclass(frozen=True)
class RemoteComment:
    """An answer of a person there that the customer may read. ``id`` names it for ever."""

    id: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Step:
    """One thing that was tried with a helpdesk: ``what``, whether it went well, what was found, and what to do where it
    did not. ``ok`` is ``None`` for what nobody can find out from here."""

    what: str
    ok: bool | None
    found: str
    advice: str = ""

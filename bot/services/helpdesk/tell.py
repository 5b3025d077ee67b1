"""The one place that decides what the helpdesk of a provider is told, and queues it.

It is called in every unit of work to whose cases something happened, before it is kept (``SqlStore.before_commit``):
case and ticket are kept together or not at all, and nobody who adds an event need know that there is a helpdesk.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.decisions.case_moves import STILL_OPEN
from bot.decisions.helpdesk import (
    ABILITIES,
    ENDS_THE_STORY,
    NOTE_KIND,
    REOPENS,
    TICKET_KIND,
    Happened,
    System,
    Ticket,
    is_told,
    system_of,
)
from bot.decisions.records import Case, ConversationState, Message, Sender
from bot.services.context import Context
from bot.services.helpdesk.note_words import one_line
from bot.services.helpdesk.take_agent_reply import ELSEWHERE, REPLIED, goes_on
from bot.services.helpdesk.ticket_words import (
    NOTE,
    common,
    desk_link,
    files_of,
    plain_payload,
    ticket_payload,
)
from bot.services.ports import Transaction

WROTE: Final = "customer.wrote"
"""No event of the case: a line in the chat after an answer from the helpdesk."""

log = logging.getLogger(__name__)


def tell(context: Context, tx: Transaction, happened: Sequence[Happened], written: Sequence[Message]) -> None:
    """Queue what follows from what happened to cases and was written in chats, in the same unit of work."""
    all_of_it = [*happened, *_answers(context, tx, written)]
    for case_id in dict.fromkeys(each.case_id for each in all_of_it):
        case = tx.cases.get(case_id)
        system = system_of(context.connected(case.provider)) if case is not None else None
        if case is not None and system is not None:
            _tell(context, tx, case, system, [each for each in all_of_it if each.case_id == case_id])


def ticket_key(case_id: str) -> str:
    return f"ticket-{case_id}"


def note_key(case_id: str, number: int) -> str:
    return f"ticket-note-{case_id}-{number}"


def _tell(context: Context, tx: Transaction, case: Case, system: System, happened: list[Happened]) -> None:
    ticket = tx.tickets.of_case(case.id)
    if ticket is None:
        if case.status in STILL_OPEN or any(each.code == "case.opened" for each in happened):
            _open(context, tx, case, system, happened)
        return  # what had ended before there was a helpdesk stays out of it
    if tx.outbox.find(ticket_key(case.id)) is None:
        return  # it was erased
    if _revised(context, tx, case, system, ticket, happened):
        return
    told = [each for each in happened if is_told(each)]
    if told and ABILITIES[system].notes:
        _note(context, tx, case, ticket, told)


def _open(context: Context, tx: Transaction, case: Case, system: System, happened: list[Happened]) -> None:
    tx.tickets.add(Ticket(case.id, case.provider, system.value, context.now()))
    payload = _payload(context, tx, case, system)
    tx.outbox.add(
        TICKET_KIND,
        ticket_key(case.id),
        payload,
        context.now(),
        case.conversation_id,
        lane=_lane(case),
        due_at=_ticket_due(context, case, payload, happened),
    )


def _revised(
    context: Context, tx: Transaction, case: Case, system: System, ticket: Ticket, happened: list[Happened]
) -> bool:
    """Whether the ticket has not set out yet, and so tells this too."""
    if ticket.opened_at is not None:
        return False
    payload = _payload(context, tx, case, system)
    due = _ticket_due(context, case, payload, happened)
    before = tx.outbox.find(ticket_key(case.id))
    if before is not None and before.due_at <= context.now():
        due = before.due_at  # it had waited long enough already
    return tx.outbox.revise(ticket_key(case.id), payload, due)


def _ticket_due(context: Context, case: Case, payload: dict[str, Any], happened: list[Happened]) -> datetime:
    now, waits = context.now(), context.rules.at("ticket_waits", context.today()).value
    if payload["priority"] == "urgent" or case.status not in STILL_OPEN:
        return now
    if any(each.code in ENDS_THE_STORY for each in happened):
        return now
    longest = case.opened_at + timedelta(minutes=waits["longest"])
    return max(now, min(now + timedelta(minutes=waits["quiet"]), longest))


def _payload(context: Context, tx: Transaction, case: Case, system: System) -> dict[str, Any]:
    """Nobody may fail to complain because we cannot put a ticket into words: then it says where to read it."""
    try:
        return ticket_payload(context, tx, case, system)
    except Exception as error:  # its message may quote a customer
        log.error("the ticket of case %s could not be put into words (%s)", case.id, type(error).__name__)
        return plain_payload(context, tx, case)


def _note(context: Context, tx: Transaction, case: Case, ticket: Ticket, told: list[Happened]) -> None:
    """Added to a note that has not set out yet, else a new one."""
    key = note_key(case.id, ticket.notes)
    last = tx.outbox.find(key) if ticket.notes else None
    said_before = last.payload["facts"]["happened"] if last is not None else []
    lines = _not_twice(said_before, [one_line(context, tx, case, each) for each in told])
    if not lines:
        return
    files = [file for each in told if each.code == "file.added" for file in _file(tx, case, each)]
    urgent = any(each.code in (*REOPENS, "handoff.requested") for each in told)
    due = context.now() + timedelta(minutes=0 if urgent else context.rule("ticket_note_waits"))
    if last is not None and last.due_at > context.now():
        payload = last.payload
        facts = {**payload["facts"], "happened": [*said_before, *lines]}
        more: dict[str, Any] = {"facts": facts, "files": [*payload["files"], *files]}
        more["reopens"] = payload["reopens"] or any(each.code in REOPENS for each in told)
        if tx.outbox.revise(key, {**payload, **more}, min(due, last.due_at) if urgent else last.due_at):
            return
    number = ticket.notes + 1
    mark = f"{case.reference}/{number}"
    payload = {
        **common(context, tx, case),
        "template": NOTE,
        "number": number,
        "mark": mark,
        "thread": ticket_key(case.id),
        "reopens": any(each.code in REOPENS for each in told),
        "files": files,
        "facts": {
            "reference": case.reference,
            "happened": lines,
            "link": desk_link(context, case),
            "mark": mark,
        },
    }
    tx.tickets.save(replace(ticket, notes=number))
    tx.outbox.add(
        NOTE_KIND,
        note_key(case.id, number),
        payload,
        context.now(),
        case.conversation_id,
        lane=_lane(case),
        due_at=due,
    )


def _lane(case: Case) -> str:
    """Ticket and notes go in order, and no note before the ticket is there."""
    return f"case-{case.id}"


def _file(tx: Transaction, case: Case, added: Happened) -> list[dict[str, Any]]:
    return files_of(tx, case, str(added.data.get("file")))


def _not_twice(before: list[dict[str, Any]], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a customer wrote after an answer was told as a line of the chat, and comes again once it is read as more of
    the complaint."""
    said = {(each["words"] or "").strip() for each in before if each["code"] == WROTE}
    return [each for each in lines if each["code"] != "customer.added" or each["words"].strip() not in said]


def _answers(context: Context, tx: Transaction, written: Sequence[Message]) -> list[Happened]:
    """What customers wrote in a chat in which somebody answered from the helpdesk a while ago."""
    lines = [line for line in written if line.sender is Sender.CUSTOMER and line.payload is None]
    return [answer for line in lines for answer in _answer(context, tx, line)]


def _answer(context: Context, tx: Transaction, line: Message) -> list[Happened]:
    cases = tx.cases.of_conversation(line.conversation_id)
    if not cases or not goes_on(context, cases[-1]):
        return []
    if tx.conversations.get(line.conversation_id).state is ConversationState.HUMAN:
        return []  # the person who has the chat at our desk reads it
    since = line.sent_at - timedelta(days=context.rule("helpdesk_followed_for"))
    replies = [each for each in tx.cases.events(cases[-1].id) if each.code == REPLIED and each.at >= since]
    if not any(each.data.get(ELSEWHERE) for each in replies):
        return []
    return [Happened(cases[-1].id, WROTE, line.sent_at, {"by": "customer", "text": line.text})]

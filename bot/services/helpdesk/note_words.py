"""What happened to a case, as a line of a note: a name for the letter, and words that somebody said."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.decisions.helpdesk import Happened
from bot.decisions.questions import Question
from bot.decisions.records import Case
from bot.services.context import Context
from bot.services.desk.card_history import when
from bot.services.helpdesk.ticket_words import told_in_words
from bot.services.ports import Transaction


def one_line(context: Context, tx: Transaction, case: Case, happened: Happened) -> dict[str, Any]:
    """``code`` (which sentence of ``bot/letters/helpdesk_note.txt`` it is), ``at`` in London time, ``name`` for that
    sentence and ``words`` below it; either may be empty."""
    name, words = _said(context, tx, case, happened)
    return {"code": happened.code, "at": when(context, happened.at), "name": name, "words": words}


def _said(context: Context, tx: Transaction, case: Case, happened: Happened) -> tuple[str, str]:
    data = happened.data
    match happened.code:
        case "customer.added" | "customer.wrote":
            return "", str(data.get("text", ""))
        case "case.details":
            return "", _changed(context, tx, case, data)
        case "file.added":
            return str(data.get("name", "")), ""
        case "handoff.requested":
            return context.words.text(f"utter_reason_{data['reason']}"), ""
        case "case.escalated":
            return str(data.get("who", "")), str(data.get("why", ""))
        case "agent.replied":
            line = tx.messages.get(case.conversation_id, int(data.get("message", 0)))
            return str(data.get("agent", "")), line.text if line is not None else ""
        case "agent.promised":
            return f"{data.get('agent', '')}, {_day(context, data)}", str(data.get("what", ""))
        case "promise.moved":
            return _day(context, data), str(data.get("why", ""))
        case "outcome.offered":
            return "", str(data.get("outcome", ""))
        case "outcome.accepted" | "outcome.refused" | "case.reopened" | "case.withdrawn" | "case.sorted":
            return "", str(data.get("how", ""))
    return "", ""


def _changed(context: Context, tx: Transaction, case: Case, data: dict[str, Any]) -> str:
    """The answers that changed, as they stand now; the story itself where it was none of them."""
    changed = data.get("changed", ())
    if not changed:
        return case.description
    known = {question.value for question in Question}
    told = {key: value for key, value in case.details.items() if key in changed and key in known}
    contact = tx.contacts.get(case.contact_id)
    if "contact" in changed and contact is not None:
        told[Question.REPLY_ADDRESS.value] = contact.value
    return told_in_words(context, told, case.provider)


def _day(context: Context, data: dict[str, Any]) -> str:
    return context.day(date.fromisoformat(str(data["due_on"])))

"""The helpdesk has another word for where a case is. Only the customer ends a complaint, so "solved" there is no end.

If somebody there answered the customer, that answer is put to them as an offer: does it settle the complaint? If nobody
did, those in charge are told, and the case stays as it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.decisions.errors import Refused, UnknownCase
from bot.decisions.helpdesk import RemoteStatus, Ticket, is_later, read_status
from bot.decisions.records import Case, CaseEvent, CaseStatus
from bot.services.alert_desk import alert_desk
from bot.services.case_mail import write_news
from bot.services.context import Context
from bot.services.helpdesk.take_agent_reply import ELSEWHERE, REPLIED
from bot.services.make_offer import make_offer
from bot.services.ports import Transaction
from bot.services.refused_offer import OFFERED

STATUS: Final = "helpdesk.status"
"""Its data: ``status`` as we read it, ``word`` as it is called there."""
_WORKED: Final = (CaseStatus.OPEN, CaseStatus.WAITING_FOR_CUSTOMER)


def take_status(context: Context, provider: str, case_id: str, word: str, at: datetime) -> bool:
    """``word``: what the ticket of the case was called there from ``at`` on. Whether it is news; the same again, and
    what is older than what we know, does nothing. Raises ``UnknownCase``; ``Refused`` for a word that we do not know.
    """
    status = read_status(word)
    if status is None:
        raise Refused("We do not know this status.")
    with context.store.write() as tx:
        ticket, case = tx.tickets.of_case(case_id), tx.cases.get(case_id)
        if ticket is None or case is None or ticket.provider != provider:
            raise UnknownCase("There is no such ticket.")
        at = min(at, context.now())  # a clock that is fast must not silence what comes after it
        if not is_later(ticket, at):
            return False
        tx.tickets.save(replace(ticket, remote_status=status.value, status_at=at))
        news = ticket.remote_status != status
        if news:
            data = {"by": "helpdesk", "status": status.value, "word": word.strip()[:40], ELSEWHERE: True}
            tx.cases.add_event(case.id, STATUS, context.now(), data)
            if status is RemoteStatus.SOLVED and case.status in _WORKED:
                _solved(context, tx, case, ticket, at)
        tx.commit()
    return news


def _solved(context: Context, tx: Transaction, case: Case, ticket: Ticket, at: datetime) -> None:
    answer = _answer(tx.cases.events(case.id))
    line = tx.messages.get(case.conversation_id, int(answer.data["message"])) if answer is not None else None
    stamp = at.isoformat("T", "seconds")
    if answer is None or line is None:
        told = context.words.text("utter_alert_told_nothing_of_it")
        key = f"solved-there-{case.id}-{stamp}"
        alert_desk(context, tx, case.conversation_id, case.provider, key, "solved_there", told)
        return
    made = {"by": "agent", "agent": str(answer.data.get("agent", "")), "outcome": line.text, ELSEWHERE: True}
    make_offer(context, tx, case, made)
    words = context.words.text("utter_mail_settles", provider=context.provider(case.provider).name)
    write_news(context, tx, case, f"settles-{case.id}-{stamp}", words)


def _answer(events: list[CaseEvent]) -> CaseEvent | None:
    """The last answer from there that was not put to them as an offer before."""
    for event in reversed(events):
        if event.code == OFFERED:
            return None
        if event.code == REPLIED and event.data.get(ELSEWHERE):
            return event
    return None

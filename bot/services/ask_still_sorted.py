"""Some days after a customer said that it is sorted they are asked, once: is it still? In the chat, and by mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.records import Case, CaseStatus
from bot.decisions.still_sorted import must_be_asked
from bot.services.case_link import still_sorted_link
from bot.services.case_mail import write_letter
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat
from bot.services.tell_late import FROM_HOUR
from bot.services.watches import each_by_itself

ASKED: Final = "still_sorted.asked"
"""Its data: ``chat`` and ``mail``: whether it could be asked there."""
AFTER: Final = "still_sorted_after"
WITHIN: Final = "still_sorted_asked_within"
LINK_DAYS: Final = "still_sorted_link_lifetime"


def ask_still_sorted(context: Context) -> int:
    """Look once at all that was called sorted; how many were asked comes back. Safe to run at any time, any number of
    times: that it was asked is kept in the unit of work that writes the line and queues the mail."""
    # A day more than the rule: it counts London's days, and this is an instant.
    oldest = context.now() - timedelta(days=context.rule(WITHIN) + 1)
    with context.store.read() as tx:
        found = tx.cases.unreminded(CaseStatus.RESOLVED, oldest, context.now())
        due = [each.id for each in found if _is_due(context, each)]
    return each_by_itself("sorted case", due, lambda id: _ask(context, id))


def _is_due(context: Context, case: Case) -> bool:
    after, within = context.rule(AFTER), context.rule(WITHIN)
    return must_be_asked(case, context.now(), after, within, context.rule(FROM_HOUR))


def _ask(context: Context, case_id: str) -> int:
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        if case is None or not _is_due(context, case):
            return 0
        tx.cases.save(replace(case, reminded_at=context.now()))
        said = context.words.say("utter_still_sorted_ask", reference=case.reference)
        chat = tell_in_chat(context, tx, case.conversation_id, [said])
        mail = _write(context, tx, case)
        tx.cases.add_event(case.id, ASKED, context.now(), {"by": "assistant", "chat": chat, "mail": mail})
        tx.commit()
    return 1


def _write(context: Context, tx: Transaction, case: Case) -> bool:
    asked_at, since = context.now(), case.status_since or context.now()
    until = london_date(asked_at + timedelta(days=context.rule(LINK_DAYS)))
    facts = {
        "day": context.day(london_date(since)),
        "yes_link": still_sorted_link(context, case, asked_at, still=True),
        "no_link": still_sorted_link(context, case, asked_at, still=False),
        "until": context.day(until),
    }
    key = f"still-sorted-{case.id}-{asked_at.isoformat('T', 'seconds')}"
    return write_letter(context, tx, case, key, "still_sorted", facts)

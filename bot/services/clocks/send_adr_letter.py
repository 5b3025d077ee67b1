"""On the day on which the waiting time is over its letter goes, unless a person stopped it with a reason."""

from __future__ import annotations

from bot.decisions.calendar import in_london
from bot.decisions.clocks import must_be_sent
from bot.decisions.errors import Refused
from bot.decisions.records import Case
from bot.services.alert_desk import alert_desk
from bot.services.clocks.adr_letter import NOT_SENT, draft_of, letter_state, near_the_end
from bot.services.context import Context
from bot.services.letters.issue import issue_letter
from bot.services.ports import Transaction
from bot.services.tell_late import FROM_HOUR
from bot.services.watches import each_by_itself


def send_adr_letters(context: Context) -> int:
    """Look once at all complaints whose wait is over; how many letters were issued, or reported as stuck, comes back.
    Safe to run at any time, any number of times: a letter is issued once.

    A draft that cannot go as it is (its days have passed, or something that must stand in it was edited out) is left
    for a person, who is told once a day; its deadline stands as missed at the desk until it goes.
    """
    if in_london(context.now()).hour < context.rule(FROM_HOUR):
        return 0
    with context.store.read() as tx:
        due = [
            case.id
            for case in near_the_end(context, tx, 0)
            if must_be_sent(letter_state(context, tx, case), context.today())
        ]
    return each_by_itself("letter to send", due, lambda id: _send(context, id))


def _send(context: Context, case_id: str) -> int:
    try:
        with context.store.write() as tx:
            case = tx.cases.get(case_id)
            if case is None or not must_be_sent(letter_state(context, tx, case), context.today()):
                return 0
            letter = draft_of(tx, case)
            if letter is None:
                return 0
            issue_letter(context, tx, letter, by=None)
            tx.commit()
        return 1
    except Refused as error:  # what a person has to see to; the store undid the rest
        return _stuck(context, case_id, str(error))


def _stuck(context: Context, case_id: str, why: str) -> int:
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        if case is None or _told_today(context, tx, case):
            return 0
        today = context.today().isoformat()
        tx.cases.add_event(case.id, NOT_SENT, context.now(), {"by": "assistant", "why": why, "of": today})
        told = context.words.text("utter_alert_letter_stuck", why=why)
        key = f"adr-letter-stuck-{case.id}-{today}"
        alert_desk(context, tx, case.conversation_id, case.provider, key, "adr_letter_stuck", told)
        tx.commit()
    return 1


def _told_today(context: Context, tx: Transaction, case: Case) -> bool:
    today = context.today().isoformat()
    return any(each.code == NOT_SENT and each.data.get("of") == today for each in tx.cases.events(case.id))

"""The day after a promise was missed with no word: the customer is told before they ask, and so is a supervisor."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.late import must_be_told
from bot.decisions.records import Case, Promise
from bot.services.agent_promise import words_promised
from bot.services.alert_desk import alert_desk
from bot.services.case_mail import is_confirmed, write_news, write_without_case
from bot.services.context import Context
from bot.services.late_words import late_sentence
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat
from bot.services.watches import each_by_itself

TOLD: Final = "promise.late_told"
"""Its data: ``promise``, ``chat`` and ``mail``: whether it could be told there."""
FROM_HOUR: Final = "customer_messages_from"
WITHIN: Final = "late_told_within"


def tell_late(context: Context) -> int:
    """Look once at all that was missed; how many were told comes back. Safe to run at any time, any number of times:
    that it was told is kept in the unit of work that writes the lines and queues the mails. What was missed longer ago
    than rule ``late_told_within`` says is for a supervisor (``desk.missed_in_silence``)."""
    with context.store.read() as tx:
        missed = [each.id for each in tx.promises.missed(context.today()) if _is_due(context, tx, each)]
    return each_by_itself("late promise", missed, lambda id: _tell(context, id))


def _is_due(context: Context, tx: Transaction, promise: Promise) -> bool:
    case = _case_of(tx, promise)
    status = case.status if case is not None else None
    hour, days = context.rule(FROM_HOUR), context.rule(WITHIN)
    return must_be_told(promise, context.now(), hour, days, status, still_waits(tx, promise))


def still_waits(tx: Transaction, promise: Promise) -> bool:
    """Whether somebody waits in its chat for a person who was promised by its day, and nobody has come."""
    waiting = tx.handoffs.open_of(promise.conversation_id)
    return waiting is not None and waiting.claimed_by is None and waiting.promised_by == promise.due_on


def _tell(context: Context, promise_id: str) -> int:
    with context.store.write() as tx:
        promise = tx.promises.get(promise_id)
        if promise is None or not _is_due(context, tx, promise):
            return 0  # another round told it, or it was kept meanwhile
        case = _case_of(tx, promise)
        in_full = words_promised(tx.cases.events(case.id)) if case is not None else {}
        reference = case.reference if case is not None else None
        what = late_sentence(context, promise, reference, in_full)
        provider = context.provider(promise.provider).name
        said = context.words.say("utter_late_told", what=what, provider=provider)
        chat = tell_in_chat(context, tx, promise.conversation_id, [said])
        mail = _write(context, tx, promise, case, what)
        tx.promises.save(replace(promise, late_told_at=context.now()))
        if case is not None:
            data = {"by": "assistant", "promise": promise.id, "chat": chat, "mail": mail}
            tx.cases.add_event(case.id, TOLD, context.now(), data)
        told = context.words.text(_told_how(chat, mail))
        key = f"promise-late-{promise.id}"
        alert_desk(context, tx, promise.conversation_id, promise.provider, key, "late", f"{what} {told}")
        tx.commit()
    return 1


def _write(context: Context, tx: Transaction, promise: Promise, case: Case | None, what: str) -> bool:
    """What a person promised in words goes only to an address that is confirmed; that something was, to any."""
    provider = context.provider(promise.provider).name
    key = f"promise-late-{promise.id}"
    if case is None:
        words = context.words.text("utter_mail_late", what=what, provider=provider)
        return write_without_case(context, tx, promise.conversation_id, promise.provider, key, words)
    if not is_confirmed(tx, case):
        what = late_sentence(context, promise, case.reference)
    words = context.words.text("utter_mail_late", what=what, provider=provider)
    return write_news(context, tx, case, key, words)


def _told_how(chat: bool, mail: bool) -> str:
    if mail:
        return "utter_alert_told_by_both" if chat else "utter_alert_told_by_mail"
    return "utter_alert_told_in_chat" if chat else "utter_alert_told_nowhere"


def _case_of(tx: Transaction, promise: Promise) -> Case | None:
    return tx.cases.get(promise.case_id) if promise.case_id is not None else None

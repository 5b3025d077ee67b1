"""An answer that waits for the customer's word: they are reminded once, in the chat and by mail."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from bot.decisions.calendar import in_london, london_date
from bot.decisions.records import Case, CaseStatus
from bot.services.alert_desk import alert_untold
from bot.services.case_mail import write_news
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.refused_offer import OFFERED
from bot.services.tell_in_chat import tell_in_chat
from bot.services.tell_late import FROM_HOUR
from bot.services.watches import each_by_itself

REMINDED: Final = "offer.reminded"
NOT_REMINDED: Final = "offer.not_reminded"
"""Their data: ``of`` (ISO day since which it waits), ``chat`` and ``mail``: whether it could be told there. The second:
nowhere, and those in charge were told."""
AFTER: Final = "offer_reminder_after"


def remind_of_offer(context: Context) -> int:
    """Look once at every answer that waits; how many were reminded comes back. Safe to run at any time, any number of
    times."""
    if in_london(context.now()).hour < context.rule(FROM_HOUR):
        return 0
    with context.store.read() as tx:
        found = [
            case
            for slug in context.providers
            for case in tx.cases.in_status(slug, CaseStatus.OUTCOME_OFFERED)
        ]
        due = [each.id for each in found if _is_due(context, tx, each)]
    return each_by_itself("offer that waits", due, lambda id: _remind(context, id))


def due_on(context: Context, case: Case) -> date | None:
    """The London date of the reminder; ``None`` where no answer waits."""
    if case.status is not CaseStatus.OUTCOME_OFFERED or case.status_since is None:
        return None
    return london_date(case.status_since) + timedelta(days=context.rule(AFTER))


def _is_due(context: Context, tx: Transaction, case: Case) -> bool:
    due = due_on(context, case)
    if due is None or due > context.today() or case.status_since is None or case.reminded_at is not None:
        return False
    of = london_date(case.status_since).isoformat()
    return not any(
        each.code in (REMINDED, NOT_REMINDED) and each.data.get("of") == of
        for each in tx.cases.events(case.id)
    )


def _remind(context: Context, case_id: str) -> int:
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        if case is None or case.status_since is None or not _is_due(context, tx, case):
            return 0
        since, sent_on = london_date(case.status_since), _answered_on(tx, case)
        facts = {"provider": context.provider(case.provider).name, "reference": case.reference}
        said = context.words.say("utter_offer_waits", day=context.day(sent_on), **facts)
        chat = tell_in_chat(context, tx, case.conversation_id, [said])
        words = context.words.text("utter_mail_offer_waits", day=context.day(sent_on), **facts)
        mail = write_news(context, tx, case, f"offer-waits-{case.id}-{since.isoformat()}", words)
        data = {"by": "assistant", "of": since.isoformat(), "chat": chat, "mail": mail}
        tx.cases.add_event(case.id, REMINDED if chat or mail else NOT_REMINDED, context.now(), data)
        if not (chat or mail):
            alert_untold(context, tx, case, f"offer-untold-{case.id}-{since.isoformat()}", said.text)
        tx.commit()
    return 1


def _answered_on(tx: Transaction, case: Case) -> date:
    """The London date of the newest answer. It may wait anew since a later day: where the case was closed for silence
    and came back."""
    sent = [each.at for each in tx.cases.events(case.id) if each.code == OFFERED]
    return london_date(sent[-1] if sent else case.status_since or case.opened_at)

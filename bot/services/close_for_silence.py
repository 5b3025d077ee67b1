"""An answer that the customer is silent on: a warning a week before, then the end. Only where the provider has turned
it on (``closes_after_silence`` of its profile); any word of the customer's opens it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.decisions.case_moves import Move, after, moved
from bot.decisions.records import Case, CaseStatus, Sender
from bot.decisions.still_sorted import Silence, closes_on, silence_due
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.case_mail import write_news
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat
from bot.services.tell_late import FROM_HOUR
from bot.services.watches import each_by_itself

CLOSED: Final = "case.closed_no_reply"
WARNED: Final = "case.closing_warned"
"""Its data: ``closes_on`` (ISO day), ``chat`` and ``mail``."""
WARNING: Final = "closing_warning"
_LINES: Final = 200
"""Of the transcript, the newest: with an answer that they are silent on, theirs are among them."""


def close_for_silence(context: Context) -> int:
    """Look once at every answer of the providers that have turned it on; how many were warned or closed comes back.
    Nobody is closed who could not be warned: without a chat and an e-mail address it stays open."""
    done = 0
    for provider in context.providers.values():
        if provider.closes_after_silence is None:
            continue
        with context.store.read() as tx:
            found = tx.cases.in_status(provider.slug, CaseStatus.OUTCOME_OFFERED)
            due = [each.id for each in found if _due(context, tx, each) is not None]
        done += each_by_itself("answered case", due, lambda id: _act(context, id))
    return done


def _due(context: Context, tx: Transaction, case: Case) -> Silence | None:
    days = context.provider(case.provider).closes_after_silence
    if days is None:
        return None
    last_word = _last_word(tx, case)
    return silence_due(case, last_word, context.now(), days, context.rule(WARNING), context.rule(FROM_HOUR))


def _act(context: Context, case_id: str) -> int:
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        due = _due(context, tx, case) if case is not None else None
        if case is None or due is None:
            return 0
        done = _warn(context, tx, case) if due is Silence.WARN else _close(context, tx, case)
        if done:
            tx.commit()
        return done


def _warn(context: Context, tx: Transaction, case: Case) -> int:
    days, at = context.provider(case.provider).closes_after_silence, context.now()
    silent_since = max(filter(None, (case.status_since, _last_word(tx, case))), default=at)
    end = closes_on(silent_since, at, days or 0, context.rule(WARNING))
    facts = {
        "provider": context.provider(case.provider).name,
        "reference": case.reference,
        "day": context.day(end),
    }
    said = context.words.say("utter_closing_soon", **facts)
    chat = tell_in_chat(context, tx, case.conversation_id, [said])
    key = f"closing-soon-{case.id}-{at.isoformat('T', 'seconds')}"
    mail = write_news(context, tx, case, key, said.text)
    if not (chat or mail):
        return 0
    tx.cases.save(replace(case, reminded_at=at))
    data = {"by": "assistant", "closes_on": end.isoformat(), "chat": chat, "mail": mail}
    tx.cases.add_event(case.id, WARNED, at, data)
    return 1


def _close(context: Context, tx: Transaction, case: Case) -> int:
    status = after(case.status, Move.CLOSED_FOR_SILENCE)
    if status is None:
        return 0
    closed = moved(case, status, context.now())
    tx.cases.save(closed)
    tx.promises.settle(case.id, context.now(), but=(AGENT_PROMISE,))
    tx.cases.add_event(case.id, CLOSED, context.now(), {"by": "assistant"})
    facts = {"reference": case.reference, "by": "assistant"}
    tx.audit.add(context.now(), CLOSED, f"case:{case.id}", None, case.provider, facts)
    provider = context.provider(case.provider).name
    said = context.words.say("utter_closed_for_silence", reference=case.reference, provider=provider)
    tell_in_chat(context, tx, case.conversation_id, [said])
    write_news(context, tx, case, f"closed-{case.id}-{context.now().isoformat('T', 'seconds')}", said.text)
    return 1


def _last_word(tx: Transaction, case: Case) -> datetime | None:
    """When the customer last wrote in the chat, or added something on the page of the case."""
    lines = tx.messages.newest(case.conversation_id, _LINES)
    said = [line.sent_at for line in lines if line.sender is Sender.CUSTOMER]
    said += [each.at for each in tx.cases.events(case.id) if each.data.get("by") == "customer"]
    return max(said, default=None)

"""What was kept long enough goes by itself, once a day: a due query of the relay, whose last run is on record."""

from __future__ import annotations

import logging
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.decisions.calendar import ONE_DAY, add_months, london_date
from bot.decisions.retention import RULE, is_due
from bot.services.context import Context
from bot.services.erase_records import LONG_ENOUGH, erase_chat
from bot.services.kept_chats import Decided, kept_chat
from bot.services.ports import Transaction

log = logging.getLogger(__name__)

RAN: Final = "retention.ran"
_SUBJECT: Final = "retention"
_LONDON = ZoneInfo("Europe/London")


def look_at_retention(context: Context, provider: str | None = None) -> list[Decided]:
    """Every chat from which nothing was erased yet: what would go now, and why what stays stays. Changes nothing.
    Raises ``UnknownProvider``."""
    slugs = [context.provider(provider).slug] if provider else sorted(context.providers)
    with context.store.read() as tx:
        return [each for slug in slugs for each in _decide_all(context, tx, slug, context.today() + ONE_DAY)]


def run_retention(context: Context) -> int:
    """Erase what is due; how many chats. Each is a transaction of its own: what was done stays done."""
    due: list[Decided] = []
    with context.store.read() as tx:
        for slug in sorted(context.providers):
            due += _decide_all(context, tx, slug, _could_be_due(context, slug))
    return sum(_erase(context, decided.conversation_id) for decided in due if decided.goes)


def _could_be_due(context: Context, slug: str) -> date:
    """A chat begun on that day or later was closed later still, and cannot have been kept long enough: only older ones
    are looked at each day."""
    shortest = min([context.rule(RULE), *(own.months for own in context.provider(slug).retention)])
    return add_months(context.today(), -shortest) + ONE_DAY


def retention_when_due(context: Context) -> int:
    """Once on each London date, whoever asks and however often; how many chats went. Raises nothing but what the store
    raises before it begins: letters must go out meanwhile, and what stayed behind goes tomorrow."""
    with context.store.read() as tx:
        if _ran_today(context, tx):
            return 0
    with context.store.write() as tx:
        if _ran_today(context, tx):  # another relay was quicker
            return 0
        tx.audit.add(context.now(), RAN, _SUBJECT)
        tx.commit()
    try:
        gone = run_retention(context)
    except Exception as error:
        # Its message may quote a statement; the kind is enough to look further.
        log.error("What was kept long enough could not all be erased (%s)", type(error).__name__)
        return 0
    if gone:
        log.info("Erased %d chats that were kept long enough", gone)
    return gone


def _ran_today(context: Context, tx: Transaction) -> bool:
    last = tx.audit.last(_SUBJECT)
    return last is not None and london_date(last) >= context.today()


def _decide_all(context: Context, tx: Transaction, slug: str, before: date) -> list[Decided]:
    """Of the chats begun on a day before ``before``."""
    own, default = context.provider(slug).retention, context.rule(RULE)
    midnight = datetime.combine(before, time.min, _LONDON)
    found = []
    for conversation in tx.records.not_erased(slug, midnight):
        chat = kept_chat(context, tx, conversation)
        verdict = is_due(chat.facts, chat.last_on, default, own, context.today())
        found.append(Decided(conversation.id, slug, chat.name, verdict.goes, verdict.why, verdict.from_day))
    return found


def _erase(context: Context, conversation_id: str) -> int:
    """Decided once more inside the transaction: a complaint may have been opened again meanwhile."""
    with context.store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        if conversation.erased_at is not None:
            return 0
        chat = kept_chat(context, tx, conversation)
        own = context.provider(conversation.provider).retention
        if not is_due(chat.facts, chat.last_on, context.rule(RULE), own, context.today()).goes:
            return 0
        erase_chat(context, tx, chat, LONG_ENOUGH)
        tx.commit()
    return 1

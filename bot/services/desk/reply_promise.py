"""What a customer who asked for a person was told: a day, or that somebody is there; and whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from bot.decisions.calendar import add_working_days
from bot.decisions.records import Handoff, Promise
from bot.services.context import Context
from bot.services.ports import Transaction

KIND: Final = "handoff.reply"
UNASKED: Final = "joined"
"""The reason of a chat that an agent took without being asked: nobody was told anything."""
_ANSWERS: Final = ("message.sent", "file.sent")
"""What the audit trail calls an agent's own line to the customer."""


@dataclass(frozen=True)
class ReplyPromise:
    """As it stands now. ``nothing`` was promised; ``now``: they were told that somebody is there, and no day; ``open``
    or ``late``: a reply by the end of ``day``; ``kept``: somebody answered, at ``kept_at``.

    ``day`` is the last London date that they were told, ``None`` if they were told none.
    """

    state: Literal["nothing", "now", "open", "late", "kept"]
    day: date | None = None
    kept_at: datetime | None = None


def reply_promise(context: Context, tx: Transaction, handoff: Handoff) -> ReplyPromise:
    """What was promised for ``handoff``, and whether it was kept."""
    told = [
        each
        for each in tx.promises.of_conversation(handoff.conversation_id)
        if each.kind == KIND and _within(handoff, each.made_at)
    ]
    if told:
        last = told[-1]
        if last.kept_at is not None:
            return ReplyPromise("kept", last.due_on, last.kept_at)
        return ReplyPromise("late" if last.due_on < context.today() else "open", last.due_on)
    answered = [
        each.at
        for each in tx.audit.of(f"conversation:{handoff.conversation_id}")
        if each.action in _ANSWERS and _within(handoff, each.at)
    ]
    if answered:
        return ReplyPromise("kept", None, answered[0])
    return ReplyPromise("nothing" if handoff.reason == UNASKED else "now")


def promise_day(context: Context, tx: Transaction, handoff: Handoff) -> Handoff:
    """They are told by which day somebody gets back to them, so it is a row, once for each day. A day that has passed
    is promised anew, and the handoff with the new day comes back. The caller commits."""
    if handoff.promised_by < context.today():
        handoff = replace(handoff, promised_by=next_day(context, handoff.provider))
        tx.handoffs.save(handoff)
    standing = tx.promises.of_conversation(handoff.conversation_id)
    if any(p.kind == KIND and p.kept_at is None and p.due_on == handoff.promised_by for p in standing):
        return handoff
    cases = tx.cases.of_conversation(handoff.conversation_id)
    tx.promises.add(
        Promise(
            id=context.new_id(),
            conversation_id=handoff.conversation_id,
            provider=handoff.provider,
            kind=KIND,
            due_on=handoff.promised_by,
            made_at=context.now(),
            made_by="assistant",
            case_id=cases[-1].id if cases else None,
        )
    )
    return handoff


def keep_promise(context: Context, tx: Transaction, conversation_id: str) -> None:
    """Somebody has answered. The caller commits."""
    tx.promises.keep(conversation_id, KIND, context.now())


def next_day(context: Context, provider: str) -> date:
    """Our own policy (rule ``handoff_reply``): working days of the provider's nation, from today."""
    nation = context.provider(provider).nation
    return add_working_days(context.today(), context.rule("handoff_reply"), nation, context.holidays)


def _within(handoff: Handoff, at: datetime) -> bool:
    return handoff.requested_at <= at and (handoff.closed_at is None or at <= handoff.closed_at)

"""What is late, in words: what was promised by when, and what the customer was told of it since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.decisions.late import A_REPLY, is_late
from bot.decisions.provider import TargetKind
from bot.decisions.records import Case, Promise
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.agent_promise import moves, words_promised
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.wording import Said

OTHER: Final = "other"
KINDS: Final = (*(f"target.{kind}" for kind in TargetKind), A_REPLY, AGENT_PROMISE, OTHER)
"""Each has a sentence of its own: ``utter_late_…``."""


def late_sentence(
    context: Context, promise: Promise, reference: str | None = None, words: Mapping[str, str] | None = None
) -> str:
    """That the day of ``promise`` has passed. ``words`` are what people promised, by id: without them it is said only
    that something was promised."""
    what = (words or {}).get(promise.id)
    known = promise.kind in KINDS and (promise.kind != AGENT_PROMISE or what is not None)
    kind = promise.kind if known else OTHER
    return context.words.text(
        f"utter_late_{kind.replace('.', '_')}",
        provider=context.provider(promise.provider).name,
        day=context.day(promise.due_on),
        reference=reference or "",
        what=what or "",
    )


def late_words(context: Context, tx: Transaction, case: Case) -> list[Said]:
    """What is late on ``case``, the newest first: with the reason and the new day where a person gave them; else that
    nobody has said why, and what they can do. Nothing where nothing is late."""
    events = tx.cases.events(case.id)
    words, moved = words_promised(events), moves(events)
    provider = context.provider(case.provider).name
    said: list[Said] = []
    untold = False
    standing = {each.id: each for each in tx.promises.of_case(case.id)}
    for each in sorted(standing.values(), key=lambda promise: promise.due_on, reverse=True):
        if is_late(each, context.today(), case.status):
            said.append(Said(late_sentence(context, each, case.reference, words)))
            untold = True
        new = standing.get(each.moved_to or "")
        if new is not None and each.id in moved and _is_to_come(new, context.today()):
            facts = {"why": moved[each.id].why, "day": context.day(new.due_on)}
            said.append(context.words.say("utter_late_because", provider=provider, **facts))
    return [*said, context.words.say("utter_late_untold", provider=provider)] if untold else said


def _is_to_come(promise: Promise, today: date) -> bool:
    return promise.kept_at is None and promise.moved_to is None and promise.due_on >= today

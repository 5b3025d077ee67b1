"""The short answers to plain questions: who may complain, who can read this, when is it mended, a new visit."""

from __future__ import annotations

from bot.decisions.records import Case
from bot.readers.plain_questions import Asks
from bot.services.aims import all_aims, is_late_aim
from bot.services.context import Context
from bot.services.heard import Says
from bot.services.known_cases import STILL_OPEN, cases_known
from bot.services.ports import Transaction

_ALWAYS: dict[Asks, tuple[str, ...]] = {
    Asks.WHO_MAY: ("utter_who_may",),
    Asks.WHO_SEES: ("utter_who_sees", "utter_who_sees_wipe", "utter_who_sees_page"),
    Asks.VISIT: ("utter_book_visit",),
}


def plainly(context: Context, tx: Transaction, conversation_id: str, asks: Asks) -> Says:
    """Response keys with facts. Empty where the answer needs a complaint that this chat may be told of, and there is
    none that is open. Nothing is changed."""
    if asks in _ALWAYS:
        return [(key, {}) for key in _ALWAYS[asks]]
    case = next(
        (each for each in reversed(cases_known(tx, conversation_id)) if each.status in STILL_OPEN), None
    )
    return [] if case is None else _by_when(context, tx, case, asks)


def _by_when(context: Context, tx: Transaction, case: Case, asks: Asks) -> Says:
    """The days that the provider still aims at, as they were told last, and that they are no promise."""
    aims = all_aims(context, tx, case)
    promise = "utter_no_promise_money" if asks is Asks.WHEN_MONEY else "utter_no_promise_fixed"
    unkept: Says = [] if is_late_aim(aims) and asks is Asks.WHEN_FIXED else [(promise, {})]
    return [*aims, *unkept]

"""The short answers to plain questions: who may complain, who can read this, when is it mended, a new visit."""

from __future__ import annotations

from bot.decisions.provider import ChannelKind, Provider
from bot.decisions.records import Case
from bot.readers.plain_questions import Asks
from bot.services.aims import all_aims, is_late_aim
from bot.services.context import Context
from bot.services.heard import Says
from bot.services.known_cases import STILL_OPEN, cases_known
from bot.services.other_ways import other_ways
from bot.services.ports import Transaction

_ALWAYS: dict[Asks, tuple[str, ...]] = {
    Asks.WHO_MAY: ("utter_who_may",),
    Asks.WHO_SEES: ("utter_who_sees", "utter_who_sees_wipe", "utter_who_sees_page"),
    Asks.VISIT: ("utter_book_visit",),
    Asks.DATA_OFFICER: ("utter_data_officer",),
    Asks.WAS_MINE: ("utter_was_mine",),
    Asks.LETTER_CAME: ("utter_letter_unseen",),
}
KEPT_AS_WISH: dict[Asks, str] = {Asks.VISIT: "action", Asks.WAS_MINE: "explanation"}
"""What is also something that they would like of the provider, by the kind of outcome."""


def plainly(context: Context, tx: Transaction, conversation_id: str, asks: Asks) -> Says:
    """Response keys with facts. Empty where the answer needs a complaint that this chat may be told of, and there is
    none that is open. Nothing is changed."""
    if asks is Asks.PUBLISHED:
        return _where_published(context, context.provider(tx.conversations.get(conversation_id).provider))
    if asks is Asks.BILLS:
        provider = context.provider(tx.conversations.get(conversation_id).provider)
        return [("utter_bills_not_here", {"other_ways": other_ways(provider, context.words)})]
    if asks is Asks.NO_FORM:
        return _by_post(context.provider(tx.conversations.get(conversation_id).provider))
    if asks in _ALWAYS:
        return [(key, {}) for key in _ALWAYS[asks]]
    case = next(
        (each for each in reversed(cases_known(tx, conversation_id)) if each.status in STILL_OPEN), None
    )
    return [] if case is None else _by_when(context, tx, case, asks)


def _by_post(provider: Provider) -> Says:
    """That no form is needed, and where a letter goes; no address where the page gives none."""
    posted = [each for each in provider.channels if each.kind is ChannelKind.LETTER and not each.absent]
    to = next((where for each in posted if (where := each.value or ", ".join(each.lines))), None)
    return [("utter_no_form_post", {"address": to})] if to else [("utter_no_form", {})]


def _where_published(context: Context, provider: Provider) -> Says:
    """The web address of the page, where it is known; else what else the page names, and whom to ask."""
    sources = (provider.sources.get(key) for key in ("page", "copy"))
    page = next((source.href for source in sources if source is not None and source.href), None)
    if page is not None:
        return [("utter_page_at", {"url": page})]
    online = [each.value for each in provider.channels if each.kind is ChannelKind.WEB_FORM and each.value]
    named: Says = [("utter_page_online", {"url": online[0]})] if online else []
    return [("utter_page_at_unknown", {"other_ways": other_ways(provider, context.words)}), *named]


def _by_when(context: Context, tx: Transaction, case: Case, asks: Asks) -> Says:
    """The days that the provider still aims at, as they were told last, and that they are no promise."""
    aims = all_aims(context, tx, case)
    promise = "utter_no_promise_money" if asks is Asks.WHEN_MONEY else "utter_no_promise_fixed"
    unkept: Says = [] if is_late_aim(aims) and asks is Asks.WHEN_FIXED else [(promise, {})]
    return [*aims, *unkept]

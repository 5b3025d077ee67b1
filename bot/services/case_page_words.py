"""Where a customer can see their complaint: the page of a case of this chat."""

from __future__ import annotations

from bot.services.case_link import case_link
from bot.services.context import Context
from bot.services.latest_case import case_of
from bot.wording import Said


def case_page_words(context: Context, conversation_id: str) -> list[Said]:
    """The link, or that it comes with the reference when a complaint is logged here."""
    with context.store.read() as tx:
        case = case_of(tx, conversation_id)
    if case is None:
        return [context.words.say("utter_case_page_later")]
    return [
        context.words.say("utter_case_page", reference=case.reference, link=case_link(context, case)),
    ]

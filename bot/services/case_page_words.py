"""Where a customer can see their complaint: the page of a case that this chat may be told of."""

from __future__ import annotations

from bot.services.case_link import case_link
from bot.services.context import Context
from bot.services.known_cases import cases_known
from bot.wording import Said


def case_page_words(context: Context, conversation_id: str) -> list[Said]:
    """The link, or that it comes with the reference when a complaint is logged here."""
    with context.store.read() as tx:
        cases = cases_known(tx, conversation_id)
    if not cases:
        return [context.words.say("utter_case_page_later")]
    case = cases[-1]
    return [
        context.words.say("utter_case_page", reference=case.reference, link=case_link(context, case)),
    ]

"""They said that they want no complaint: that nothing is logged, and what becomes of the person who was asked for."""

from __future__ import annotations

from bot.services.context import Context
from bot.services.latest_case import case_of
from bot.wording import Said


def no_complaint_words(context: Context, conversation_id: str) -> list[Said]:
    """After ``declines_complaint``. With a complaint logged nothing is said of it: to withdraw it is another wish."""
    with context.store.read() as tx:
        if case_of(tx, conversation_id) is not None:
            return [context.words.say("utter_deny")]
        waits = tx.handoffs.open_of(conversation_id) is not None
        provider = context.provider(tx.conversations.get(conversation_id).provider)
    if waits:
        return [context.words.say("utter_no_complaint_waiting", provider=provider.name)]
    return [context.words.say("utter_listen_no_complaint")]

"""Where the complaint of this chat stands, in words."""

from __future__ import annotations

from bot.services.closing_words import contact_point_words
from bot.services.context import Context
from bot.services.latest_case import case_of
from bot.wording import Said


def status_words(context: Context, conversation_id: str) -> list[Said]:
    """Nothing when this chat has no case: cases of other chats are not spoken of here."""
    with context.store.read() as tx:
        case = case_of(tx, conversation_id)
    if case is None:
        return []
    provider = context.provider(case.provider)
    words = context.words
    late = "_late" if case.due_on < context.today() else ""
    said = [
        words.say("utter_status", reference=case.reference, status=words.text(f"utter_status_{case.status}")),
        words.say(
            f"utter_close_target_{case.target_kind}{late}",
            provider=provider.name,
            day=context.day(case.due_on),
        ),
    ]
    contact_point = contact_point_words(context, case.reference, provider)
    return [*said, Said(contact_point)] if contact_point else said

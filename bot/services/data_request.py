"""Somebody wants to see what is kept about them, or to have it erased: a true answer, and a person who sees to it.

Nothing is told or erased here: whoever writes in a chat may be anybody. A supervisor makes sure first.
"""

from __future__ import annotations

from typing import Final

from bot.decisions.records import ConversationState
from bot.readers.data_request import DataRequest, asks_about_data
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.wording import Said

REASONS: Final = {DataRequest.ACCESS: "records_wanted", DataRequest.ERASURE: "erasure_wanted"}
_SAYS: Final = {DataRequest.ACCESS: "utter_records_access", DataRequest.ERASURE: "utter_records_erasure"}


def data_request_words(context: Context, heard: Heard) -> list[Said]:
    """What they hear: what is kept, that a person sees to it and by when one answers. Nothing where they ask for
    something else. Once per message."""
    asked = asks_about_data(heard.text) if heard.choice is None else None
    if asked is None:
        return []
    with context.store.read() as tx:
        conversation = tx.conversations.get(heard.conversation_id)
        waiting = tx.handoffs.open_of(conversation.id)
    key = f"{conversation.id}:{heard.message_id}"
    again = waiting is not None and waiting.message_key == key
    if conversation.state is not ConversationState.BOT and not again:
        return []
    provider = context.provider(conversation.provider)
    scheme = context.schemes[provider.adr.scheme].name.value
    link = f"{context.public_url}/privacy/{provider.slug}"
    said = context.words.say(_SAYS[asked], provider=provider.name, scheme=scheme, link=link)
    return [said, *request_person(context, conversation.id, heard.message_id, REASONS[asked])]

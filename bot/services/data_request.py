"""Somebody wants to see what is kept about them, or to have it erased: a true answer, and a person who sees to it.

Nothing is told or erased here: whoever writes in a chat may be anybody. A supervisor makes sure first.
"""

from __future__ import annotations

from typing import Final

from bot.decisions.calendar import add_months, london_date, working_day_on_or_after
from bot.decisions.records import ConversationState, Sender
from bot.readers.data_request import AboutIt, DataRequest, asks_about_data, asks_about_request
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.wording import Said

REASONS: Final = {DataRequest.ACCESS: "records_wanted", DataRequest.ERASURE: "erasure_wanted"}
TIME: Final = "data_request_time"
"""The rule: months."""
_LAST_LINES: Final = 14
"""Lines of both sides: what is asked further on is about something else."""
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


def after_data_request(context: Context, heard: Heard) -> list[Said]:
    """By when a copy of their data comes, whether it is free and what is in it, right after they asked for it; nothing
    where they did not, or ask something else."""
    asked = asks_about_request(heard.text) if heard.choice is None else None
    if asked is None or asks_about_data(heard.text) is not None:
        return []
    with context.store.read() as tx:
        conversation = tx.conversations.get(heard.conversation_id)
        lines = tx.messages.newest(conversation.id, _LAST_LINES)
    theirs = [line for line in lines if line.sender is Sender.CUSTOMER and asks_about_data(line.text)]
    if not theirs:
        return []
    provider = context.provider(conversation.provider)
    facts: dict[str, object] = {"provider": provider.name}
    if asked is AboutIt.WHEN:
        last = add_months(london_date(theirs[-1].sent_at), context.rule(TIME))
        facts["day"] = context.day(working_day_on_or_after(last, provider.nation, context.holidays))
    return [context.words.say(f"utter_data_request_{asked}", **facts)]

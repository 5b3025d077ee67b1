"""A no to what a person offered in words, in a chat without a complaint to hold the offer: the desk hears it."""

from __future__ import annotations

import re
from typing import Final

from bot.decisions.records import ConversationState, Sender
from bot.readers.offer_answer import read_offer_answer
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.offers import standing_offer
from bot.services.ports import Transaction
from bot.services.refused_offer import REFUSED
from bot.wording import Said

_OFFERS: Final = re.compile(
    r"£|\b(?:pounds?|quid|offer\w*|credit\w*|refund\w*|compensat\w*|gesture|goodwill|voucher|money|discount)\b",
    re.IGNORECASE,
)
_A_STORY: Final = 20
"""Words: so many tell more than a no."""
_LINES: Final = 80
"""Of the transcript, the newest: an offer longer ago is spoken of as such."""


def refuse_words(context: Context, heard: Heard) -> list[Said]:
    """What they hear: that it is passed on, and by when a person answers. The refusal stands in the trail with their
    words, and the chat in the queue. Nothing where they say something else, no person offered anything, a complaint
    of this chat holds the offer, or they have said no to it already. Once per message."""
    if heard.choice is not None or read_offer_answer(heard.text) is not False:
        return []
    if len(heard.text.split()) > _A_STORY or re.search(r"\bcomplain", heard.text, re.IGNORECASE):
        return []  # "£25 was not good enough, I want to complain" begins a complaint
    key = f"{heard.conversation_id}:{heard.message_id}"
    with context.store.write() as tx:
        conversation = tx.conversations.get(heard.conversation_id)
        waiting = tx.handoffs.open_of(heard.conversation_id)
        again = waiting is not None and waiting.message_key == key
        if conversation.state is not ConversationState.BOT and not again:
            return []
        if tx.cases.of_conversation(conversation.id) or standing_offer(tx, conversation.id):
            return []
        if not (_offered(tx, conversation.id) or _OFFERS.search(conversation.agreed or "")):
            return []
        if not again:
            data = {"by": "customer", "how": heard.text}
            subject = f"conversation:{conversation.id}"
            tx.audit.add(context.now(), REFUSED, subject, None, conversation.provider, data)
            tx.commit()
    provider = context.provider(conversation.provider).name
    asked = request_person(context, conversation.id, heard.message_id, "refused_words")
    return [context.words.say("utter_words_refused", provider=provider), *asked]


def _offered(tx: Transaction, conversation_id: str) -> bool:
    lines = tx.messages.newest(conversation_id, _LINES)
    return any(line.sender is Sender.AGENT and _OFFERS.search(line.text) for line in lines)

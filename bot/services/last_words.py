"""What the bot said last, for somebody who asks to hear it again."""

from __future__ import annotations

from bot.decisions.records import Sender
from bot.services.context import Context
from bot.wording import Said

_ONE_TURN = 50
"""Messages: more than a customer and the bot say in one turn."""


def last_words(context: Context, conversation_id: str, message_id: str) -> list[Said]:
    """The bot's lines since the customer's message before ``message_id``, without their buttons."""
    with context.store.read() as tx:
        lines = tx.messages.newest(conversation_id, _ONE_TURN)
    heard = [line for line in lines if str(line.id) != message_id]
    said: list[Said] = []
    for line in reversed(heard):
        if line.sender is Sender.CUSTOMER and said:
            break
        if line.sender is Sender.BOT:
            said.insert(0, Said(line.text))
    return said

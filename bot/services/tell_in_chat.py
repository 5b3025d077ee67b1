"""Lines of our own in the chat of a case: for who is there, or comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.decisions.records import ConversationState, Sender
from bot.services.context import Context
from bot.services.form_lines import fills_the_form
from bot.services.ports import Transaction
from bot.services.transcript import lines
from bot.wording import Said


def tell_in_chat(context: Context, tx: Transaction, conversation_id: str, said: Sequence[Said]) -> bool:
    """Write ``said`` as notices; whether there is a chat to read them in. One that has ended or was deleted is none,
    nor is the form without JavaScript, nor a complaint that came by telephone. The caller commits.

    While a person has the chat there are no buttons: the assistant does not answer there.
    """
    chat = tx.conversations.get(conversation_id)
    if chat.state is ConversationState.CLOSED or chat.deleted_at is not None:
        return False
    with_bot = chat.state is ConversationState.BOT
    for line in lines(conversation_id, Sender.SYSTEM, said, context.now()):
        tx.messages.add(line if with_bot else replace(line, buttons=[]))
    return not fills_the_form(tx, conversation_id)

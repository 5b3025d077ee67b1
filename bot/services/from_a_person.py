"""What people at the provider wrote in a conversation, for a page that has no chat to show it in."""

from __future__ import annotations

from bot.decisions.records import Message, Sender
from bot.services.context import Context
from bot.services.form_lines import LATELY


def from_a_person(context: Context, conversation_id: str) -> list[Message]:
    """The agents' lines, oldest first, as far as they are among the last of the conversation."""
    with context.store.read() as tx:
        newest = tx.messages.newest(conversation_id, LATELY)
    return [line for line in newest if line.sender is Sender.AGENT]

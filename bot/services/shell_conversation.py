"""Which provider a chat belongs to. ``rasa shell`` has no web app, so there a conversation is made on the way."""

from __future__ import annotations

from bot.decisions.errors import UnknownConversation
from bot.decisions.provider import Provider
from bot.decisions.records import Conversation, ConversationState
from bot.services.context import Context

_NO_TOKEN = "0" * 64


def provider_of(context: Context, conversation_id: str) -> Provider:
    """Raises ``UnknownConversation``, unless ``context.shell_provider`` is set."""
    with context.store.read() as tx:
        conversation = tx.conversations.find(conversation_id)
    if conversation is not None:
        return context.provider(conversation.provider)
    if context.shell_provider is None:
        raise UnknownConversation("There is no such conversation.")
    provider = context.provider(context.shell_provider)
    with context.store.write() as tx:
        if tx.conversations.find(conversation_id) is None:
            tx.conversations.add(
                Conversation(conversation_id, provider.slug, _NO_TOKEN, ConversationState.BOT, context.now())
            )
            tx.commit()
    return provider

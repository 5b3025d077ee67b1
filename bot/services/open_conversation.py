"""A customer comes in: a conversation, its token, and the opening notice as its first lines."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

from bot.decisions.errors import UnknownConversation
from bot.decisions.records import Conversation, ConversationState, Sender
from bot.services.ports import Now, Store
from bot.services.transcript import lines
from bot.wording import Said

_ID = re.compile(r"[0-9a-f]{32}")


def open_conversation(
    store: Store, now: Now, provider: str, opening: Iterable[Said], address_key: str | None = None
) -> tuple[Conversation, str]:
    """Store a new conversation with its opening words; the token comes back once and is kept only as a hash.

    ``provider`` is a slug that the caller has looked up; ``address_key`` a keyed hash of the network address it comes
    from (``identity.limits.address_key``). Id: 128 random bits; token: 256.
    """
    at = now()
    token = secrets.token_urlsafe(32)
    conversation = Conversation(
        id=secrets.token_hex(16),
        provider=provider,
        token_hash=_hash(token),
        state=ConversationState.BOT,
        created_at=at,
        address_key=address_key,
    )
    with store.write() as transaction:
        transaction.conversations.add(conversation)
        for line in lines(conversation.id, Sender.BOT, opening, at):
            transaction.messages.add(line)
        transaction.commit()
    return conversation, token


def recognise(store: Store, conversation_id: str, token: str) -> Conversation:
    """The conversation, for whoever holds its token.

    Raises ``UnknownConversation`` for an unknown id, a wrong token and a deleted chat alike: nobody learns which
    it was.
    """
    conversation = None
    if _ID.fullmatch(conversation_id):
        with store.read() as transaction:
            conversation = transaction.conversations.find(conversation_id)
    expected = conversation.token_hash if conversation else _hash("")
    fits = hmac.compare_digest(_hash(token).encode(), expected.encode())
    if conversation is None or not fits or not token or conversation.deleted_at is not None:
        raise UnknownConversation("There is no such conversation for this token.")
    return conversation


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

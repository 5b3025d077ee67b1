"""The customer deletes the chat: its words are wiped, but what belongs to a complaint stays with the complaint."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum

from bot.decisions.errors import FilesUnavailable
from bot.decisions.records import ConversationState, Message, Sender
from bot.services.forget_chat import Dropped, end_wish, queue_forgetting, wipe_private
from bot.services.ports import FileStore, Now, Store
from bot.wording import Words


class Deleted(StrEnum):
    """What became of the words: all wiped, or kept because a case was made of them."""

    WIPED = "wiped"
    KEPT_WITH_CASE = "kept_with_case"


def delete_conversation(
    store: Store, now: Now, words: Words, conversation_id: str, files: FileStore | None = None
) -> Deleted:
    """Close the chat for good; its token opens nothing any more.

    Without a case the texts, the files, the half-told complaint, the ways to reach the customer, the wish for a person
    and the mails about it are wiped, and what still waited for an answer is not answered. With a case all of that is
    the record of the complaint and stays; the complaint goes on, and so does the reply that was promised for it. Either
    way nobody waits in the queue any more, and the engine's memory of the chat goes: it is a working copy, and nobody
    can come back to it. What lies outside the store is queued (``forget_chat``); the
    bytes of files go at once where they can.
    The same again changes nothing. Raises ``UnknownConversation``.
    """
    at = now()
    with store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        kept = bool(tx.cases.of_conversation(conversation_id))
        dropped = Dropped()
        if conversation.deleted_at is None:
            if not kept:
                tx.messages.wipe(conversation_id)
                dropped = wipe_private(tx, at, conversation_id)
            end_wish(tx, at, conversation_id)
            queue_forgetting(tx, at, conversation_id, dropped)
            note = words.text("utter_web_deleted_note")
            tx.messages.add(Message(conversation_id, 0, Sender.SYSTEM, note, at))
            tx.conversations.set_state(conversation_id, ConversationState.CLOSED)
            tx.conversations.mark_deleted(conversation_id, at)
            tx.commit()
    if files is not None:
        with suppress(FilesUnavailable):  # the relay tries again
            for id in dropped.files:
                files.remove(id)
    return Deleted.KEPT_WITH_CASE if kept else Deleted.WIPED

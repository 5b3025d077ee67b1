"""The customer deletes the chat: its words are wiped, but what belongs to a complaint stays with the complaint."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from bot.decisions.records import ConversationState, Message, Sender
from bot.services.ports import FileStore, Now, Store, Transaction
from bot.wording import Words


class Deleted(StrEnum):
    """What became of the words: all wiped, or kept because a case was made of them."""

    WIPED = "wiped"
    KEPT_WITH_CASE = "kept_with_case"


def delete_conversation(
    store: Store, now: Now, words: Words, conversation_id: str, files: FileStore | None = None
) -> Deleted:
    """Close the chat for good; its token opens nothing any more.

    Without a case the texts, the files, the half-told complaint, the ways to reach the customer and the wish for a
    person are wiped, and what still waited for an answer is not answered. With a case all of that is the record of the
    complaint and stays; the complaint goes on. The same again changes nothing. Raises ``UnknownConversation``.
    """
    at = now()
    dropped: list[str] = []
    with store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        kept = bool(tx.cases.of_conversation(conversation_id))
        if conversation.deleted_at is None:
            if not kept:
                _wipe(tx, now, conversation_id)
                dropped = tx.files.wipe(conversation_id)
            note = words.text("utter_web_deleted_note")
            tx.messages.add(Message(conversation_id, 0, Sender.SYSTEM, note, at))
            tx.conversations.set_state(conversation_id, ConversationState.CLOSED)
            tx.conversations.mark_deleted(conversation_id, at)
            tx.commit()
    for id in dropped:  # bytes go after their rows: what is left by a crash belongs to nobody
        if files is not None:
            files.remove(id)
    return Deleted.KEPT_WITH_CASE if kept else Deleted.WIPED


def _wipe(tx: Transaction, now: Now, conversation_id: str) -> None:
    waiting = tx.handoffs.open_of(conversation_id)
    if waiting is not None:  # nobody could tell what it was about, nor reach the customer
        tx.handoffs.save(replace(waiting, closed_at=now()))
    tx.messages.wipe(conversation_id)
    tx.intakes.wipe(conversation_id)
    tx.identity_checks.wipe(conversation_id)
    tx.contacts.wipe(conversation_id)

"""A complaint that was closed because its customer was silent: any word of theirs opens it again."""

from __future__ import annotations

from bot.decisions.records import CaseStatus
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.move_case import REOPENED, Word, reopen
from bot.services.ports import Transaction
from bot.wording import Said


def reopen_by_words(context: Context, heard: Heard) -> list[Said]:
    """Open again what was closed so in this chat, and say it; what they wrote is answered besides. Once per message."""
    key = f"{heard.conversation_id}:{heard.message_id}"
    with context.store.write() as tx:
        said = reopen_closed(context, tx, heard.conversation_id, Word(heard.text, "chat", key))
        if said:
            tx.commit()
    return said


def reopen_closed(context: Context, tx: Transaction, conversation_id: str, word: Word) -> list[Said]:
    """The same inside a unit of work; the caller commits."""
    said = []
    for case in tx.cases.of_conversation(conversation_id):
        again = any(
            each.code == REOPENED and word.message and each.data.get("message") == word.message
            for each in tx.cases.events(case.id)
        )
        if case.status is CaseStatus.CLOSED_NO_REPLY:
            reopen(context, tx, case, word)
        elif not again:
            continue
        said.append(context.words.say("utter_reopened_by_words", reference=case.reference))
    return said

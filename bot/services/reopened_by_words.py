"""A complaint that was closed because its customer was silent: any word of theirs opens it again."""

from __future__ import annotations

from bot.decisions.records import Case, CaseStatus
from bot.services.close_for_silence import CLOSED
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.move_case import REOPENED, Word, reopen
from bot.services.ports import Transaction
from bot.wording import Said


def reopen_by_words(context: Context, heard: Heard) -> list[Said]:
    """Open again what was closed so in this chat, and say it; what they wrote is answered besides. Once per message,
    and said again where its turn is run again."""
    word = Word(heard.text, "chat", f"{heard.conversation_id}:{heard.message_id}")
    with context.store.write() as tx:
        said = reopen_closed(context, tx, heard.conversation_id, word)
        if said:
            tx.commit()
            return said
        opened = [case for case in tx.cases.of_conversation(heard.conversation_id) if _opened(tx, case, word)]
    return [_words(context, case) for case in opened]


def reopen_closed(context: Context, tx: Transaction, conversation_id: str, word: Word) -> list[Said]:
    """What was opened by it now, in words; nothing where nothing was closed. The caller commits."""
    closed = [
        case
        for case in tx.cases.of_conversation(conversation_id)
        if case.status is CaseStatus.CLOSED_NO_REPLY
    ]
    for case in closed:
        reopen(context, tx, case, word)
    return [_words(context, case) for case in closed]


def _opened(tx: Transaction, case: Case, word: Word) -> bool:
    """Whether this very message opened it, and from silence: anything else that it opened is told as that."""
    events = tx.cases.events(case.id)
    opened = [each for each in events if each.code == REOPENED and each.data.get("message") == word.message]
    return (
        bool(opened)
        and any(each.code == CLOSED and each.id < opened[0].id for each in events)
        and (case.status is CaseStatus.OUTCOME_OFFERED)
    )


def _words(context: Context, case: Case) -> Said:
    return context.words.say("utter_reopened_by_words", reference=case.reference)

"""What was learnt of a customer: where it goes, and when it goes away."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.adjustments import Adjustment
from bot.decisions.care import Care
from bot.decisions.records import ConversationState
from bot.services.caring.care_for import care_for
from bot.services.caring.notes import known_adjustments
from bot.services.context import Context
from bot.services.delete_conversation import delete_conversation
from bot.services.earlier_chat import FOLLOWS
from bot.services.heard import Heard
from tests.support.case_rows import add_case
from tests.support.context import Chat, open_chat

WRITTEN = "please don't ring me, write in large print please"
BOTH = (Adjustment.IN_WRITING, Adjustment.LARGE_PRINT)


def test_it_goes_along_into_the_chat_that_follows_and_what_is_said_there_wins(
    context: Context, chat: Chat
) -> None:
    care_for(context, chat.hears(WRITTEN))
    later = open_chat(context, id="d" * 32)
    with context.store.write() as tx:
        tx.conversations.set_state(chat.id, ConversationState.CLOSED)
        tx.audit.add(
            context.now(), FOLLOWS, f"conversation:{later}", None, "it-communications", {"earlier": chat.id}
        )
        tx.commit()
    with context.store.read() as tx:
        assert known_adjustments(tx, later) == BOTH
    care_for(context, _in(chat, later, "just ring me, I don't do emails"))
    with context.store.read() as tx:
        assert known_adjustments(tx, later) == (Adjustment.BY_PHONE, Adjustment.LARGE_PRINT)


def test_with_a_deleted_chat_it_goes(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears(WRITTEN))
    delete_conversation(context.store, context.now, context.words, chat.id)
    with context.store.read() as tx:
        assert tx.care.of(chat.id) == Care(chat.id)


def test_with_a_complaint_it_stays(context: Context) -> None:
    case = add_case(context, id="one", answers={})
    with context.store.write() as tx:
        tx.care.save(Care(case.conversation_id, BOTH), context.now())
        tx.commit()
    delete_conversation(context.store, context.now, context.words, case.conversation_id)
    with context.store.read() as tx:
        assert tx.care.of(case.conversation_id).adjustments == BOTH


def test_a_plain_message_leaves_no_row_and_says_nothing(context: Context, chat: Chat) -> None:
    assert care_for(context, chat.hears("You billed me twice and nobody answers")).said == ()
    with context.store.read() as tx:
        assert tx.care.of(chat.id) == Care(chat.id)


def _in(chat: Chat, conversation_id: str, text: str) -> Heard:
    return replace(chat.hears(text), conversation_id=conversation_id)

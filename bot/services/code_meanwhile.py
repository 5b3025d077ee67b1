"""The six-digit code typed while a person is waited for, or has the chat: the engine is not asked, but it counts."""

from __future__ import annotations

import re

from bot.decisions.questions import Purpose, Question
from bot.decisions.records import ConversationState, Message, Sender
from bot.readers.reply import code_in
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.take_answer import question_now, take_answer
from bot.services.transcript import lines

_FEW_WORDS = 4
"""Beside the digits: "the code is 123 456". In more words, six digits may be anything."""
_RIGHT = "utter_code_confirmed"


def take_code_meanwhile(context: Context, conversation_id: str, message: Message) -> bool:
    """Whether ``message`` was a code and is answered now. Sent twice it counts once.

    A wrong one costs a try, as ever. While a person has the chat only the right one is answered, for the other may be
    a number that the person asked for.
    """
    code = code_in(message.text) if message.payload is None else None
    if code is None or len(re.findall(r"[^\W\d]+", message.text)) > _FEW_WORDS:
        return False
    with context.store.read() as tx:
        state = tx.conversations.get(conversation_id).state
        check = tx.identity_checks.latest(conversation_id)
        later = tx.messages.after(conversation_id, message.id)
    if any(each.in_reply_to == message.id for each in later):
        return False  # sent twice, answered once
    if state not in (ConversationState.WAITING, ConversationState.HUMAN):
        return False
    if check is None or check.confirmed_at is not None:
        return False
    if question_now(context, conversation_id, Purpose.COMPLAINT) is None:
        return False  # the complaint is told to its end, without a code
    heard = Heard(
        conversation_id, f"{message.id}:{conversation_id}", code, message.sent_at, "give_details", 1.0
    )
    outcome = take_answer(context, heard, Question.CODE, Purpose.COMPLAINT)
    said = [
        context.words.say(key, **facts)
        for key, facts in outcome.says
        if key.startswith("utter_code_") and (state is ConversationState.WAITING or key == _RIGHT)
    ]
    with context.store.write() as tx:
        if not said:
            return False
        for line in lines(conversation_id, Sender.SYSTEM, said, context.now(), in_reply_to=message.id):
            tx.messages.add(line)
        tx.commit()
    return True

"""The e-mail code typed while somebody waits for a person, or is talking with one."""

from __future__ import annotations

import pytest

from bot.decisions.questions import Question
from bot.decisions.records import ConversationState, Message, Sender
from bot.services.code_meanwhile import take_code_meanwhile
from bot.services.context import Context
from bot.services.take_message import take_message
from tests.support.context import Chat
from tests.unit.services.test_confirm_contact import other, with_code

WAITING, HUMAN = ConversationState.WAITING, ConversationState.HUMAN


def types(chat: Chat, text: str, key: str = "k") -> tuple[Message, bool]:
    context = chat.context
    line = take_message(context.store, context.now, context.words, chat.id, key, text=text)
    return line, take_code_meanwhile(context, chat.id, line)


def stands(chat: Chat, state: ConversationState) -> None:
    with chat.context.store.write() as tx:
        tx.conversations.set_state(chat.id, state)
        tx.commit()


def said(chat: Chat) -> list[str]:
    with chat.context.store.read() as tx:
        return [line.text for line in tx.messages.after(chat.id, 0) if line.sender is Sender.SYSTEM]


def confirmed(chat: Chat) -> bool:
    with chat.context.store.read() as tx:
        [contact] = tx.contacts.of(chat.id)
    return contact.confirmed_at is not None


@pytest.mark.parametrize("state", [WAITING, HUMAN])
@pytest.mark.parametrize("typed", ["{}", "the code is {}", "Code: {}."])
def test_the_right_code_counts_whoever_has_the_chat(
    context: Context, chat: Chat, state: ConversationState, typed: str
) -> None:
    code = with_code(chat)
    stands(chat, state)
    line, answered = types(chat, typed.format(code))
    assert answered
    assert confirmed(chat)
    assert said(chat) == [context.words.text("utter_code_confirmed")]
    with context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert intake.answers[Question.CODE] == "confirmed"
    assert not take_code_meanwhile(context, chat.id, line), "sent again it says nothing twice"


def test_a_wrong_code_costs_a_try_and_is_told_to_who_waits(chat: Chat) -> None:
    code = with_code(chat)
    stands(chat, WAITING)
    line, answered = types(chat, other(code))
    assert answered
    assert not take_code_meanwhile(chat.context, chat.id, line)
    assert said(chat) == ["That is not the code I sent. Tries left: 4."]
    assert not confirmed(chat)


def test_a_number_that_the_person_asked_for_gets_no_word_of_ours(chat: Chat) -> None:
    code = with_code(chat)
    stands(chat, HUMAN)
    assert not types(chat, other(code))[1]
    assert not types(chat, f"my account is {code} and I have written five times about the router", "k2")[1]
    assert said(chat) == []


def test_codes_cannot_be_tried_out_at_a_person(chat: Chat) -> None:
    code = with_code(chat)
    stands(chat, HUMAN)
    for turn in range(5):
        types(chat, other(code), f"k{turn}")
    assert not types(chat, code, "last")[1]
    assert not confirmed(chat)


def test_with_the_assistant_the_engine_hears_it(chat: Chat) -> None:
    code = with_code(chat)
    assert not types(chat, code)[1]

"""Somebody asks for their records in the chat: the answer is true, a person is asked, and nothing is told or erased."""

from __future__ import annotations

import pytest

from bot.services.context import Context
from bot.services.data_request import data_request_words
from bot.services.desk.take_over import claim
from bot.services.heard import Heard
from tests.support.context import Chat
from tests.support.desk_rows import add_agent, waiting_chat


@pytest.mark.parametrize(
    "text, reason, says",
    [
        ("what do you hold about me?", "records_wanted", "They have to make sure first that it is you."),
        ("please delete my data", "erasure_wanted", "It may have to stay while a complaint is open"),
    ],
)
def test_a_person_is_asked_for_of_that_kind_and_they_hear_by_when(
    context: Context, chat: Chat, text: str, reason: str, says: str
) -> None:
    said = data_request_words(context, chat.hears(text))
    assert says in said[0].text
    assert f"{context.public_url}/privacy/it-communications" in said[0].text
    with context.store.read() as tx:
        waiting = tx.handoffs.open_of(chat.id)
        mails = [item.payload["facts"]["reason"] for item in tx.outbox.all()]
        assert waiting is not None
        assert waiting.reason == reason
        assert context.day(waiting.promised_by) in " ".join(one.text for one in said)
    assert mails == [context.words.text(f"utter_reason_{reason}")]


def test_the_same_message_twice_asks_for_one_person(context: Context, chat: Chat) -> None:
    first = data_request_words(context, chat.hears("delete my data", number=1))
    assert data_request_words(context, chat.hears("delete my data", number=1)) == first
    with context.store.read() as tx:
        assert len(tx.handoffs.of_conversation(chat.id)) == 1


def test_anything_else_is_not_taken_for_it(context: Context, chat: Chat) -> None:
    assert data_request_words(context, chat.hears("my data has run out")) == []


def test_while_a_person_is_there_the_assistant_says_nothing(context: Context) -> None:
    claim(context, add_agent(context), waiting_chat(context))
    heard = Heard("c" * 32, "9", "delete my data", context.now())
    assert data_request_words(context, heard) == []

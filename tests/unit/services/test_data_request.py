"""Somebody asks for their records in the chat: the answer is true, a person is asked, and nothing is told or erased."""

from __future__ import annotations

import pytest

from bot.decisions.records import Sender
from bot.services.context import Context
from bot.services.data_request import after_data_request, data_request_words
from bot.services.desk.take_over import claim
from bot.services.heard import Heard
from bot.services.transcript import lines
from bot.wording import Said
from tests.support.context import Chat, Clock
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


class TestAfterIt:
    """What is asked of the request that they have just made."""

    def asked(
        self, context: Context, chat: Chat, line: str, first: str = "what do you hold about me?"
    ) -> str:
        heard = chat.hears(first, number=1)
        data_request_words(context, heard)
        with context.store.write() as tx:
            [typed] = lines(chat.id, Sender.CUSTOMER, [Said(first)], context.now())
            tx.messages.add(typed)
            tx.commit()
        return " ".join(each.text for each in after_data_request(context, chat.hears(line, number=2)))

    @pytest.mark.parametrize(
        "line",
        [
            "By what date will I have it?",
            "how long will that take",
            "when will i get it",
            "when do I receive the copy?",
            "by when is it done, what date do i get my data",
        ],
    )
    def test_by_when_is_a_month_and_no_time_of_a_complaint(
        self, context: Context, chat: Chat, line: str
    ) -> None:
        said = self.asked(context, chat, line)
        assert "one month" in said
        assert "Wednesday 23 December" in said

    def test_a_weekend_is_the_next_working_day(self, context: Context, chat: Chat, clock: Clock) -> None:
        clock.forward(days=3)  # a Thursday: the 26th of December is a Saturday, the 28th a bank holiday
        assert "Tuesday 29 December" in self.asked(context, chat, "when will I have it?")

    @pytest.mark.parametrize("line", ["will it be free", "does it cost anything?", "is there a fee"])
    def test_it_is_normally_free(self, context: Context, chat: Chat, line: str) -> None:
        assert "normally free" in self.asked(context, chat, line)

    @pytest.mark.parametrize(
        "line", ["Does that include notes made by your staff?", "what is in it", "will it cover the calls"]
    )
    def test_what_is_in_it_is_kept_for_the_person(self, context: Context, chat: Chat, line: str) -> None:
        assert "is kept here for the person who answers" in self.asked(context, chat, line)

    @pytest.mark.parametrize("line", ["what are your opening hours", "my line is dead", "thanks"])
    def test_anything_else_is_left_to_others(self, context: Context, chat: Chat, line: str) -> None:
        assert self.asked(context, chat, line) == ""

    def test_where_none_was_made_it_is_left_to_others(self, context: Context, chat: Chat) -> None:
        assert after_data_request(context, chat.hears("By what date will I have it?")) == []

    def test_the_request_itself_is_none(self, context: Context, chat: Chat) -> None:
        assert after_data_request(context, chat.hears("when can I get a copy of my data?")) == []

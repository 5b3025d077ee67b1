"""A no to what a person offered in a chat that has no complaint."""

from __future__ import annotations

import pytest

from bot.services.context import Context
from bot.services.desk.card import open_card
from bot.services.desk.queue import queue
from bot.services.desk.reply import reply
from bot.services.desk.take_over import claim, hand_back
from bot.services.hand_off import request_person
from bot.services.refused_words import refuse_words
from tests.support.context import Chat
from tests.support.desk_rows import add_agent

NO = "no i don't want the 25 quid"


@pytest.fixture
def offered(context: Context, chat: Chat) -> Chat:
    """Priya offered £25 in words, and handed the chat back."""
    talked(context, chat, "I can offer you £25 for the trouble.")
    return chat


def talked(context: Context, chat: Chat, line: str) -> None:
    agent = add_agent(context)
    request_person(context, chat.id, "person", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(chat.id)
    assert handoff is not None
    claim(context, agent, handoff.id)
    reply(context, agent, chat.id, line)
    hand_back(context, agent, chat.id, "")


def test_it_is_passed_on_and_they_hear_so(context: Context, offered: Chat) -> None:
    said = [each.text for each in refuse_words(context, offered.hears(NO, "deny"))]
    assert said[0].startswith("You don't want what was offered.")
    ann = add_agent(context, "Ann")
    [row] = queue(context, ann)
    assert row.reason == context.words.text("utter_reason_refused_words")
    last = open_card(context, ann, offered.id).trail[-1]
    assert (last.text, last.facts["how"]) == ("outcome.refused", NO)


def test_run_again_it_is_written_down_once(context: Context, offered: Chat) -> None:
    heard = offered.hears(NO, "deny")
    refuse_words(context, heard)
    assert refuse_words(context, heard)
    trail = open_card(context, add_agent(context, "Ann"), offered.id).trail
    assert [each.text for each in trail].count("outcome.refused") == 1


@pytest.mark.parametrize(
    "line",
    [
        "ok thanks",
        "do I have to take the £25?",
        "£25 is not good enough, I want to complain",
        "no",
        "I don't want to wait",
    ],
)
def test_other_words_are_no_refusal(context: Context, offered: Chat, line: str) -> None:
    assert refuse_words(context, offered.hears(line, "deny")) == []


def test_where_nobody_offered_anything_there_is_nothing_to_refuse(context: Context, chat: Chat) -> None:
    talked(context, chat, "I will look at the line.")
    assert refuse_words(context, chat.hears(NO, "deny")) == []

"""A number that the customer put right is not shown to an agent as one to ring."""

from __future__ import annotations

from bot.decisions.questions import Question
from bot.services.add_details import add_details
from bot.services.context import Context
from bot.services.desk.card import open_card
from bot.services.hand_off import request_person
from tests.support.context import Chat
from tests.support.desk_rows import add_agent
from tests.support.telling import begin, tell_until


def ways(context: Context, chat: Chat) -> list[tuple[str, bool]]:
    with context.store.read() as tx:
        provider = tx.conversations.get(chat.id).provider
    card = open_card(context, add_agent(context, provider=provider), chat.id)
    return [(each.value, each.replaced) for each in card.reach]


def test_the_right_number_of_a_case_takes_the_place_of_the_wrong_one(context: Context, chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.CHECK, reply_by="07700 900123")
    add_details(context, chat.hears("my number is wrong it should be 07700 900321"))
    assert ways(context, chat) == [("07700 900321", False), ("07700 900123", True)]


def test_a_number_that_is_right_again_is_the_one_to_ring(context: Context, chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.CHECK, reply_by="07700 900123")
    add_details(context, chat.hears("my number is wrong it should be 07700 900321"))
    add_details(context, chat.hears("no, that was wrong, it should be 07700 900123"))
    assert ways(context, chat) == [("07700 900123", False), ("07700 900321", True)]


def test_who_waits_without_a_complaint_puts_their_number_right_too(context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    add_details(context, chat.hears("07700 900123"))
    add_details(context, chat.hears("my number is wrong it should be 07700 900321"))
    assert ways(context, chat) == [("07700 900321", False)]


def test_one_more_number_takes_no_others_place(context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    add_details(context, chat.hears("07700 900123"))
    add_details(context, chat.hears("you can ring 07700 900321 in the evening too"))
    assert ways(context, chat) == [("07700 900123", False), ("07700 900321", False)]


def test_an_address_of_another_kind_stays_a_way_to_reach_them(context: Context, chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.CHECK, reply_by="07700 900123")
    add_details(context, chat.hears("please reply to sam@example.com instead"))
    assert ways(context, chat) == [("sam@example.com", False), ("07700 900123", False)]

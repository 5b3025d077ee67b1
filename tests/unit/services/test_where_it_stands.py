""" "What happens now?", and a reference typed by itself."""

from __future__ import annotations

import pytest

from bot.decisions.questions import Question
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.desk.take_over import claim, hand_back
from bot.services.hand_off import request_person
from bot.services.standing_promises import what_was_promised
from bot.services.where_it_stands import status_of_named, where_it_stands
from tests.support.case_rows import add_case
from tests.support.context import Chat
from tests.support.desk_rows import add_agent
from tests.support.telling import answer, begin, tell_until


def handed_back(context: Context, conversation_id: str, agreed: str = "") -> None:
    agent = add_agent(context)
    request_person(context, conversation_id, "1", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(conversation_id)
    assert handoff is not None
    claim(context, agent, handoff.id)
    hand_back(context, agent, conversation_id, agreed)


def test_with_a_complaint_it_is_where_that_stands(context: Context) -> None:
    case = add_case(context, told="2026-11-05")
    handed_back(context, case.conversation_id)
    said = where_it_stands(context, case.conversation_id)
    assert said == status_words(context, case.conversation_id)
    assert case.reference in said[0].text


def test_after_a_person_it_is_what_was_agreed_and_how_to_log_it(context: Context, chat: Chat) -> None:
    handed_back(context, chat.id, "Somebody rings on Friday.")
    said = [each.text for each in where_it_stands(context, chat.id)]
    assert "Somebody rings on Friday." in said[0]
    assert said[-1] == context.words.text("utter_nothing_logged")


def test_who_waits_hears_by_when(context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    said = [each.text for each in where_it_stands(context, chat.id)]
    with context.store.read() as tx:
        waiting = tx.handoffs.open_of(chat.id)
    assert waiting is not None
    assert context.day(waiting.promised_by) in said[0]


def test_in_a_fresh_chat_the_model_answers(context: Context, chat: Chat) -> None:
    assert where_it_stands(context, chat.id) == []


@pytest.mark.parametrize("typed", ["{}", "{}.", " {} "])
def test_a_reference_of_this_chat_is_answered_with_its_status(context: Context, typed: str) -> None:
    case = add_case(context, told="2026-11-05")
    said = status_of_named(context, case.conversation_id, typed.format(case.reference))
    assert case.reference in said[0].text


def test_a_reference_of_somebody_else_tells_nothing(context: Context) -> None:
    case = add_case(context, told="2026-11-05")
    stranger = Chat(context, id="d" * 32)
    assert status_of_named(context, stranger.id, case.reference) == []


def test_where_the_page_gives_it_the_day_of_the_answer_is_told_too(context: Context) -> None:
    """Netservers acknowledges first and solves later; each has a day of its own."""
    case = add_case(context, "netservers", told="2026-11-05")
    with context.store.read() as tx:
        due = sorted({each.due_on for each in tx.promises.of_conversation(case.conversation_id)})
    said = " ".join(each.text for each in status_words(context, case.conversation_id))
    assert len(due) > 1
    assert [day for day in due if context.day(day) not in said] == []


def test_in_the_middle_of_a_complaint_it_is_their_question(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.HANDLED_BY)
    assert answer(chat, "what happens now").theirs


@pytest.mark.parametrize("asked", ["when does the engineer come?", "what did you promise me?"])
def test_what_was_agreed_with_a_person_answers_when_it_is_asked_about(
    context: Context, chat: Chat, asked: str
) -> None:
    handed_back(context, chat.id, "An engineer comes on Friday between 8 and 12.")
    said = what_was_promised(context, chat.id, asked)[0]
    assert "An engineer comes on Friday between 8 and 12." in said.text


@pytest.mark.parametrize("asked", ["when do you open?", "has the engineer a name?"])
def test_what_was_agreed_is_no_answer_to_something_else(context: Context, chat: Chat, asked: str) -> None:
    handed_back(context, chat.id, "An engineer comes on Friday between 8 and 12.")
    assert what_was_promised(context, chat.id, asked) == []

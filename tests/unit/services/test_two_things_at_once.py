"""An answer and something besides in one message: both are taken."""

from __future__ import annotations

import pytest

from bot.decisions.questions import Question
from bot.services.context import Context
from tests.support.context import Chat
from tests.support.telling import STORY, answer, begin, keys, stands, tell, tell_until, told


def test_a_yes_with_a_day_put_right_and_a_question_changes_the_day_first(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.CHECK)
    said = "yes apart from the date, it started on the 2nd, and may I take this to CISAS yet?"
    outcome = answer(chat, said, "ask_adr")
    assert outcome.theirs
    assert told(chat)["happened_on"] == {"from": "2026-11-02", "to": "2026-11-02"}
    assert stands(chat) is Question.CHECK


def test_a_yes_but_the_date_is_wrong_and_a_question_asks_for_the_date(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.CHECK)
    answer(chat, "yes but the date is wrong, and can I go to CISAS?", "ask_adr")
    assert stands(chat) is Question.HAPPENED_ON


def test_an_answer_and_why_we_ask_are_both_heard(chat: Chat) -> None:
    begin(chat)
    outcome = answer(chat, "3 November, why does that matter?", "ask_response_target")
    assert "utter_why_happened_on" in keys(outcome)
    assert told(chat)["happened_on"] == {"from": "2026-11-03", "to": "2026-11-03"}
    assert stands(chat) is Question.FIRST_TOLD_ON


def test_a_refusal_with_its_reason_leaves_the_name_out(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.NAME)
    answer(chat, "I'd rather not give my name, I'm worried they'll cut me off", "ask_who_are_you")
    assert told(chat)["name"] == "unknown"
    assert stands(chat) is Question.REPLY_BY


def test_a_refusal_to_say_where_to_reply_is_told_why_it_is_needed(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.REPLY_BY)
    outcome = answer(chat, "I'd rather not say, I get too many calls")
    assert keys(outcome) == ["utter_problem_need_reply"]
    assert stands(chat) is Question.REPLY_BY


def test_a_wish_to_stop_that_is_taken_back_tells_nothing(chat: Chat) -> None:
    begin(chat)
    outcome = answer(chat, "cancel it, no hang on, never mind, carry on", "stop_cancel")
    assert (outcome.theirs, outcome.says) == (False, [])
    assert told(chat)["description"] == STORY


def test_news_beside_a_question_of_theirs_goes_to_the_story(context: Context, chat: Chat) -> None:
    begin(chat)
    tell(chat, "3 November", "5 November", "Sam Carter", "07700 900123")
    outcome = answer(chat, "any news? it happened again yesterday", "ask_case_status")
    assert outcome.theirs
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
    assert case.description == f"{STORY}\nit happened again yesterday"


@pytest.mark.parametrize(
    "said", ["let me think about it", "give me a minute", "hang on a sec", "bear with me"]
)
@pytest.mark.parametrize(
    "question", [Question.HAPPENED_ON, Question.NAME, Question.OUTCOME, Question.EXAMPLES]
)
def test_a_wish_for_time_is_no_answer_and_the_question_stands(
    chat: Chat, question: Question, said: str
) -> None:
    begin(chat)
    tell_until(chat, question)
    before = told(chat)
    outcome = answer(chat, said, "out_of_scope")
    assert (outcome.theirs, keys(outcome)) == (False, ["utter_no_hurry"])
    assert told(chat) == before
    assert stands(chat) is question


def test_a_wish_for_time_is_not_what_happened(chat: Chat) -> None:
    begin(chat, "I want to make a complaint")
    assert stands(chat) is Question.DESCRIPTION
    assert keys(answer(chat, "let me think about it")) == ["utter_no_hurry"]
    assert Question.DESCRIPTION not in told(chat)
    assert stands(chat) is Question.DESCRIPTION

"""What people who played a customer for the first time typed, and what it must come to."""

from __future__ import annotations

import pytest

from bot.decisions.questions import Question
from bot.decisions.records import ConversationState
from bot.services.answer_words import summary
from bot.services.context import Context
from bot.services.opening import opening_words
from bot.services.take_message import CARRY_ON, take_message
from tests.support.context import Chat
from tests.support.telling import answer, begin, keys, stands, tell_until, told

Q = Question


def day(iso: str) -> dict[str, str]:
    return {"from": iso, "to": iso}


def test_a_call_without_i_is_when_they_told_us_and_not_when_it_began(chat: Chat) -> None:
    begin(chat)
    filled = answer(chat, "first rang on the 5th, its been dead since 3 november").filled
    assert (filled[Q.FIRST_TOLD_ON], filled[Q.HAPPENED_ON]) == (day("2026-11-05"), day("2026-11-03"))


def test_when_it_began_is_never_taken_for_when_they_told_us(chat: Chat) -> None:
    begin(chat)
    answer(chat, "7 November")
    outcome = answer(chat, "sorry it began on 3 november, the 7th was the second time")
    assert (outcome.filled, outcome.next) == ({Q.HAPPENED_ON: day("2026-11-03")}, Q.FIRST_TOLD_ON)


def test_a_price_a_month_is_no_date(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_ADDRESS)
    before = (told(chat)[Q.HAPPENED_ON], told(chat)[Q.FIRST_TOLD_ON])
    answer(chat, "the amount is wrong, it should be £18 a month", "correct_details")
    answer(chat, "18 pounds a month since august")
    assert (told(chat)[Q.HAPPENED_ON], told(chat)[Q.FIRST_TOLD_ON]) == before


def test_how_long_they_have_been_a_customer_is_not_when_it_began(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REFERENCE)
    before = told(chat)[Q.HAPPENED_ON]
    answer(chat, "none, and I have been with you since 2019")
    assert told(chat)[Q.HAPPENED_ON] == before


@pytest.mark.parametrize("asked", [Q.HANDLED_BY, Q.SERVICE, Q.OUTCOME])
def test_somebody_who_is_to_turn_up_is_what_they_want_done(chat: Chat, asked: Question) -> None:
    begin(chat)
    tell_until(chat, asked)
    outcome = answer(chat, "i want someone to actually turn up", "request_agent")
    assert not outcome.theirs
    assert (told(chat)[Q.OUTCOME], told(chat)["outcome_kinds"]) == (
        "i want someone to actually turn up",
        ["action"],
    )


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("yes it cost us orders, i want the number back", "i want the number back"),
        ("refund for the month of outages would be fair", "refund for the month of outages"),
    ],
)
def test_a_wish_typed_at_a_question_with_buttons_is_kept(chat: Chat, said: str, wish: str) -> None:
    begin(chat)
    tell_until(chat, Q.SERVICE)
    answer(chat, said, "ask_compensation")
    assert told(chat)[Q.OUTCOME] == wish


def test_a_price_to_be_kept_is_no_sum_asked_back(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.OUTCOME)
    answer(chat, "£20 price honoured and the difference back", "ask_compensation")
    assert Q.AMOUNT not in told(chat)
    assert told(chat)["outcome_kinds"] == ["correction", "refund"]


def test_staff_make_a_business(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CUSTOMER)
    filled = answer(chat, "its for a florist with 3 staff").filled
    assert (filled[Q.CUSTOMER], filled[Q.EMPLOYEES]) == ("business", 3)


@pytest.mark.parametrize(
    ("asked", "said", "name", "address"),
    [
        (
            Q.NAME,
            "J. Malik, letter to 22 Queen St, Southend SS2 6AA",
            "J. Malik",
            "22 Queen St, Southend SS2 6AA",
        ),
        (Q.NAME, "Gareth Pugh, 01223 555019", "Gareth Pugh", "01223 555019"),
        (Q.REPLY_BY, "Gareth Pugh, 01223 555019", "Gareth Pugh", "01223 555019"),
        (Q.REPLY_ADDRESS, "Karen Holt, karen@holt.example", "Karen Holt", "karen@holt.example"),
    ],
)
def test_a_name_and_a_way_to_reply_in_one_line_are_both_taken(
    chat: Chat, asked: Question, said: str, name: str, address: str
) -> None:
    begin(chat)
    tell_until(chat, asked, name="skip")
    answer(chat, said)
    assert (told(chat)[Q.NAME], told(chat)[Q.REPLY_ADDRESS]) == (name, address)


def test_thats_all_where_an_address_is_needed_says_why_it_is(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_ADDRESS)
    assert keys(answer(chat, "that's all")) == ["utter_problem_need_reply"]


@pytest.mark.parametrize("said", ["i dont have any more numbers", "I haven't got a reference sorry"])
def test_what_they_have_not_got_is_left_out_and_no_part_of_the_story(chat: Chat, said: str) -> None:
    begin(chat)
    tell_until(chat, Q.REFERENCE)
    before = told(chat)[Q.DESCRIPTION]
    answer(chat, said)
    assert stands(chat) is not Q.REFERENCE
    assert told(chat)[Q.DESCRIPTION] == before


@pytest.mark.parametrize(
    ("said", "key"), [("i didnt get a code", "utter_code_later"), ("show me what you have", "utter_summary")]
)
def test_a_word_about_the_chat_is_answered_and_no_part_of_the_story(chat: Chat, said: str, key: str) -> None:
    begin(chat)
    tell_until(chat, Q.SERVICE)
    before = told(chat)[Q.DESCRIPTION]
    assert keys(answer(chat, said)) == [key]
    assert told(chat)[Q.DESCRIPTION] == before


def test_a_code_of_another_kind_that_never_came_is_part_of_the_story(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.SERVICE)
    assert "utter_code_later" not in keys(answer(chat, "I never got the PAC code"))


@pytest.mark.parametrize(
    "said", ["I don't need a person, just log it", "carry on", "dont want to wait", "Carry on with the bot"]
)
def test_who_waits_for_a_person_can_say_that_they_would_rather_go_on(
    context: Context, chat: Chat, said: str
) -> None:
    with context.store.write() as tx:
        tx.conversations.set_state(chat.id, ConversationState.WAITING)
        tx.commit()
    assert (
        take_message(context.store, context.now, context.words, chat.id, "k", text=said).payload == CARRY_ON
    )


@pytest.mark.parametrize(
    "said",
    [
        "I don't want a bot, I want a person",
        "don't hang up",
        "my phone is dead",
        "can you carry my number over?",
    ],
)
def test_who_waits_for_a_person_and_says_something_else_still_waits(
    context: Context, chat: Chat, said: str
) -> None:
    with context.store.write() as tx:
        tx.conversations.set_state(chat.id, ConversationState.WAITING)
        tx.commit()
    assert take_message(context.store, context.now, context.words, chat.id, "k", text=said).payload is None


def test_that_nobody_has_dealt_with_it_is_not_read_back_to_who_never_said_so(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK, first_told_on="today is the first time")
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert intake.answers[Q.HANDLED_BY] == "nobody"
    profile = chat.context.provider("it-communications")
    assert "nobody yet" not in summary(chat.context, intake.answers, profile)


def test_a_letter_greets_a_person_without_their_firm(context: Context, chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK, name="Ruth Adeyemi, from Hope Kitchen charity")
    with context.store.read() as tx:
        names = {mail.payload["facts"].get("name") for mail in tx.outbox.all() if "facts" in mail.payload}
    assert "Ruth Adeyemi" in names


def test_the_lines_of_an_address_stay_apart(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_ADDRESS, reply_by="letter")
    answer(chat, "22 Queen St\nSouthend,\nSS2 6AA")
    assert told(chat)[Q.REPLY_ADDRESS] == "22 Queen St, Southend, SS2 6AA"


def test_the_first_button_names_the_scheme_of_this_provider(context: Context) -> None:
    titles = [
        button.title for button in opening_words(context, context.provider("it-communications"))[-1].buttons
    ]
    assert "Can I go to CISAS yet?" in titles

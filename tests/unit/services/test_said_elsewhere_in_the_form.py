"""What is said at a question that asks for something else: danger, a wish, that it may go, a bill."""

from __future__ import annotations

import pytest

from bot.decisions.care import Care
from bot.decisions.questions import Purpose, Question
from bot.services.answer_plainly import answer_plainly
from bot.services.caring.name_while_waiting import name_noted
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard, Outcome
from bot.services.note_helper import note_helper
from bot.services.start_complaint import start_complaint
from bot.services.take_answer import take_answer
from tests.support.context import Chat

PENDANT = "My wife has one of those pendant alarms that goes through the telephone. She is 81 and had a fall in August."
DEAL = "Can you deal with me instead of dad from now on please? My mobile is 07700 900456"


def answers(context: Context, chat: Chat) -> dict[str, object]:
    with context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
        return dict(intake.answers) if intake else {}


def care_of(context: Context, chat: Chat) -> Care:
    with context.store.read() as tx:
        return tx.care.of(chat.id)


def answer(context: Context, heard: Heard, question: Question) -> Outcome:
    return take_answer(context, heard, question.value, Purpose.COMPLAINT)


@pytest.fixture
def telling(context: Context, chat: Chat) -> Chat:
    start_complaint(
        context, chat.hears("I want to complain, my bill is 86 instead of 30", "make_complaint"), False
    )
    return chat


@pytest.fixture
def logged(context: Context, telling: Chat) -> Chat:
    answer(context, telling.hears("12 November"), Question.HAPPENED_ON)
    answer(context, telling.hears("sam@example.net"), Question.FIRST_TOLD_ON)
    return telling


def test_what_a_provider_can_do_is_a_wish_where_the_wish_is_asked_whatever_the_net_hears(
    context: Context, logged: Chat
) -> None:
    wish = "mend the wall and say sorry"
    assert not answer(context, logged.hears(wish, "upset_vulnerable", 1.0), Question.OUTCOME).theirs
    assert answers(context, logged)["outcome"] == wish
    assert answer(context, logged.hears(PENDANT, "upset_vulnerable", 1.0), Question.OUTCOME).theirs


@pytest.mark.parametrize(
    "question", [Question.SORT_OR_LOG, Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME]
)
def test_danger_that_the_safety_net_hears_is_no_answer_to_any_question(
    context: Context, telling: Chat, question: Question
) -> None:
    of_the_net = telling.hears(PENDANT, "upset_vulnerable", 1.0)
    assert answer(context, of_the_net, question).theirs


def test_what_the_model_alone_half_hears_is_an_answer(context: Context, telling: Chat) -> None:
    half = telling.hears("my wife rang on 12 November", "upset_vulnerable", 0.6)
    assert not answer(context, half, Question.HAPPENED_ON).theirs


@pytest.mark.parametrize("question", [Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME])
def test_a_sum_that_they_want_back_is_a_wish_whatever_is_asked(
    context: Context, telling: Chat, question: Question
) -> None:
    outcome = answer(context, telling.hears("i want the 56 back"), question)
    assert answers(context, telling)[Question.OUTCOME] == "i want the 56 back"
    assert not [key for key, _ in outcome.says if key.startswith(("utter_missed", "utter_problem"))]
    assert Question.NAME not in answers(context, telling)


@pytest.mark.parametrize("words", ["yes it is correct, please send", "yeh send it", "send"])
def test_send_it_with_all_of_it_logged_hears_so_and_ends_the_questions(
    context: Context, logged: Chat, words: str
) -> None:
    with context.store.read() as tx:
        case = tx.cases.of_conversation(logged.id)[0]
    outcome = answer(context, logged.hears(words), Question.FIRST_TOLD_ON)
    assert outcome.says[0] == ("utter_sent_already", {"reference": case.reference})
    assert answers(context, logged)["_thats_all"] is True


def test_before_it_is_logged_the_way_to_reply_is_asked_all_the_same(context: Context, telling: Chat) -> None:
    outcome = answer(context, telling.hears("send"), Question.HAPPENED_ON)
    assert not [key for key, _ in outcome.says if key == "utter_sent_already"]
    assert "_thats_all" not in answers(context, telling)


def test_a_bill_cannot_be_seen_here_and_no_help_with_a_fault_is_offered(context: Context, chat: Chat) -> None:
    said = answer_plainly(
        context, chat.hears("Hi need my last bill amount, account IT10234, Joan Price", "report_fault")
    )
    assert [each.text for each in said] == [
        "I can't see bills, balances or contracts from here, so I can't tell you that. Please ask I.T Communications: "
        "phone 01702 668836. If something about it is wrong, tell me and I can log a complaint."
    ]


def test_a_name_is_kept_for_the_person_who_was_asked_for(context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    [said] = name_noted(context, chat.hears("Reginald Ashdown", "out_of_scope"))
    assert said.text == "Thank you. I have put down: Name: Reginald Ashdown."
    assert answers(context, chat)[Question.NAME] == "Reginald Ashdown"
    assert name_noted(context, chat.hears("Mary Ashdown")) == []


@pytest.mark.parametrize("words", ["Broadband Fault", "reginald", "Thank You", "Monday Morning", "no signal"])
def test_what_is_no_name_is_not_kept_as_one(context: Context, chat: Chat, words: str) -> None:
    request_person(context, chat.id, "1", "asked")
    assert name_noted(context, chat.hears(words)) == []


def test_with_nobody_asked_for_a_name_is_not_taken(context: Context, chat: Chat) -> None:
    assert name_noted(context, chat.hears("Reginald Ashdown")) == []


def test_who_wants_to_be_spoken_to_for_somebody_is_noted_and_a_person_has_the_number(
    context: Context, chat: Chat
) -> None:
    said = [each.text for each in note_helper(context, chat.hears(DEAL))]
    assert "I have noted it as you said it" in said[0]
    assert any("They can reach you at 07700 900456" in each for each in said)
    assert care_of(context, chat).relation == "family"
    with context.store.read() as tx:
        assert tx.handoffs.open_of(chat.id) is not None
        assert [each.value for each in tx.contacts.of(chat.id)] == ["07700 900456"]


def test_who_waits_already_keeps_the_place_and_hears_the_number(context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    said = [each.text for each in note_helper(context, chat.hears(DEAL))]
    assert said[1:] == ["Thank you. They can reach you at 07700 900456."]


def test_more_of_the_same_trouble_brings_no_second_block(context: Context, chat: Chat) -> None:
    first = request_person(context, chat.id, "1", "vulnerable", priority=True)
    again = request_person(context, chat.id, "2", "vulnerable", priority=True)
    assert any("you can phone" in each.text for each in first)
    assert not any("you can phone" in each.text for each in again)
    assert "already in the queue" in again[0].text

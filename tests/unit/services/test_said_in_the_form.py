"""A wish, a nod or a day said before, at a question of the form: kept for what it is, and the question put again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.questions import Question
from tests.support.telling import answer, keys, stands, told
from tests.unit.services.patterns import chat_at

Q = Question
WISHES = (
    "32 pounds back",
    "I want it back and I want paying for every day",
    "my number back. 01223 496 0133",
    "The billing stopped, the 38.40 back to the estate and somebody to say sorry.",
    "Line back today, and compensation for four days' trading",
)


@pytest.mark.parametrize("said", WISHES)
@pytest.mark.parametrize("question", [Q.NAME, Q.STILL_HAPPENING, Q.HANDLED_BY], ids=str)
def test_a_wish_is_kept_as_the_wish_and_the_question_is_put_again(
    question: Question, said: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, said)
    assert said.rstrip(".") in told(chat)["outcome"]
    assert question not in told(chat)
    assert outcome.says
    assert stands(chat) is question


@pytest.mark.parametrize("said", ["now", "no", "nah first time", "havent told anyone"])
@pytest.mark.parametrize("intent", ["greet", "deny", "give_details"])
def test_not_before_now_is_today_whatever_the_model_hears(said: str, intent: str, tmp_path: Path) -> None:
    chat = chat_at(Q.FIRST_TOLD_ON, tmp_path)
    answer(chat, said, intent, confidence=0.9)
    today = chat.context.today().isoformat()
    assert told(chat)[Q.FIRST_TOLD_ON] == {"from": today, "to": today}


@pytest.mark.parametrize(
    "said", ["I TOLD YOU THE 12TH", "i said 12 november", "I already told you, the 12th"]
)
def test_a_day_said_before_is_the_day_that_was_asked(said: str, tmp_path: Path) -> None:
    chat = chat_at(Q.HAPPENED_ON, tmp_path)
    answer(chat, said)
    assert told(chat)[Q.HAPPENED_ON]["to"].endswith("-12")
    assert Q.FIRST_TOLD_ON not in told(chat)


def test_a_day_on_which_they_told_us_is_still_that(tmp_path: Path) -> None:
    chat = chat_at(Q.HAPPENED_ON, tmp_path)
    answer(chat, "I told you on the 12th")
    assert Q.HAPPENED_ON not in told(chat)
    assert told(chat)[Q.FIRST_TOLD_ON]["to"].endswith("-12")


def test_what_they_have_not_got_does_not_end_the_trouble(tmp_path: Path) -> None:
    chat = chat_at(Q.STILL_HAPPENING, tmp_path)
    answer(chat, "no number")
    assert Q.STILL_HAPPENING not in told(chat)


@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.NAME, Q.HANDLED_BY, Q.REPLY_BY], ids=str)
def test_a_person_asked_for_by_ear_is_no_answer(question: Question, tmp_path: Path) -> None:
    chat = chat_at(question, tmp_path)
    assert answer(chat, "sumone reel plese").theirs
    assert question not in told(chat)


@pytest.mark.parametrize("question", [Q.CHECK, Q.CHANGE], ids=str)
def test_a_need_and_a_wish_are_added_at_the_last_look(question: Question, tmp_path: Path) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)["outcome"]
    answer(chat, "add that I need plain text e-mails and I want the 7.50 back")
    assert told(chat)["outcome"] == f"{before}; I want the 7.50 back"
    assert told(chat)["needs_words"].endswith("I need plain text e-mails")
    assert stands(chat) is Q.CHECK


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("so have you got my letter or not", "utter_letter_unseen"),
        ("did you get my letter", "utter_letter_unseen"),
        ("so did anyone see my letter of 2 november", "utter_letter_unseen"),
        ("does my dad need a form to complain by post", "utter_no_form"),  # no address on its page
        ("which code? I haven't had a code", "utter_code_later"),
    ],
)
@pytest.mark.parametrize("question", [Q.NAME, Q.REPLY_BY, Q.STILL_HAPPENING, Q.REFERENCE], ids=str)
def test_a_question_of_theirs_is_answered_and_ours_stands(
    question: Question, said: str, key: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    assert key in keys(answer(chat, said))
    assert question not in told(chat)
    assert stands(chat) is question


@pytest.mark.parametrize("said", ["I have no e-mail address.", "i dont have email", "not on e-mail"])
@pytest.mark.parametrize("intent", ["ask_contact_details", "give_details", "deny"])
def test_without_e_mail_there_are_other_ways(said: str, intent: str, tmp_path: Path) -> None:
    chat = chat_at(Q.REPLY_BY, tmp_path)
    assert "utter_problem_no_email" in keys(answer(chat, said, intent))
    assert stands(chat) is Q.REPLY_BY


@pytest.mark.parametrize("question", [Q.CHECK, Q.NAME, Q.HANDLED_BY], ids=str)
def test_whom_not_to_write_to_is_kept_and_said(question: Question, tmp_path: Path) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, "please don't write to my mother again, write to me")
    assert told(chat)["reply_wish"] == ["please don't write to my mother again"]
    assert "utter_noted_reply_wish" in keys(outcome)
    assert stands(chat) is question


@pytest.mark.parametrize("said", ["is all", "is all thank you"])
def test_is_all_ends_the_details(said: str, tmp_path: Path) -> None:
    chat = chat_at(Q.HANDLED_BY, tmp_path)
    answer(chat, said)
    assert told(chat)["_thats_all"]


def test_a_second_wish_takes_the_place_of_none(tmp_path: Path) -> None:
    chat = chat_at(Q.EXAMPLES, tmp_path)
    answer(chat, "my number back")
    answer(chat, "I want it back and I want paying for every day")
    assert told(chat)["outcome"] == "my number back; I want it back and I want paying for every day"
    assert stands(chat) is Q.EXAMPLES

"""One reader a question: the words that answer it, the words that do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.answers import Message, read_answer
from bot.readers.heard import Problem, Taken

TODAY = date(2026, 11, 23)
Q = Question


def read(question: Question, text: str, answers: dict[str, Any] | None = None, **more: Any) -> Any:
    return read_answer(question, Message(text, TODAY, **more), answers or {})


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        (Q.FAULT_OR_COMPLAINT, "log a complaint", "complaint"),
        (Q.FAULT_OR_COMPLAINT, "just help me fix it", "fault"),
        (Q.FAULT_OR_COMPLAINT, "both please, I'm not happy", "complaint"),
        (Q.SORT_OR_LOG, "log it", "log"),
        (Q.SORT_OR_LOG, "I've already tried that", "log"),
        (Q.SORT_OR_LOG, "try to sort it", "sort"),
        (Q.SORT_OR_LOG, "no", "log"),
        (Q.SORT_OR_LOG, "aye go on then", "sort"),
        (Q.SORTED, "yes that's working now", "yes"),
        (Q.SORTED, "it's back on", "yes"),
        (Q.SORTED, "no joy", "no"),
        (Q.SORTED, "still dead", "no"),
        (Q.SORTED, "nope", "no"),
        (Q.NAME, "Sam Carter", "Sam Carter"),
        (Q.NAME, "my name is priya natarajan-o'neill", "Priya Natarajan-O'Neill"),
        (Q.NAME, "It's Ludo van der Berg", "Ludo van der Berg"),
        (Q.NAME, "skip", UNKNOWN),
        (Q.NAME, "I don't want to give one", UNKNOWN),
        (Q.NAME, "I’d rather not say", UNKNOWN),
        (Q.NAME, "I won’t tell you that", UNKNOWN),
        (Q.REPLY_BY, "e-mail please", "email"),
        (Q.REPLY_BY, "ring me", "phone"),
        (Q.REPLY_BY, "by post", "letter"),
        (Q.CUSTOMER, "it's for my house", "residential"),
        (Q.CUSTOMER, "small business", "business"),
        (Q.CUSTOMER, "we are a charity", "charity"),
        (Q.EMPLOYEES, "12", 12),
        (Q.EMPLOYEES, "about nine of us", 9),
        (Q.EMPLOYEES, "just me", 1),
        (Q.VOLUNTEERS, "none", 0),
        (Q.FINAL_LETTER_ON, "no", "none"),
        (Q.FINAL_LETTER_ON, "yes, dated 20 November", "2026-11-20"),
        (Q.TOLD_BEFORE, "yes it was", "yes"),
        (Q.TOLD_BEFORE, "no, later", "no"),
        (Q.TOLD_BEFORE, "not sure", UNKNOWN),
    ],
)
def test_the_words_mean_this_answer(question: Question, said: str, value: Any) -> None:
    assert read(question, said) == Taken({question: value})


def test_a_day_is_kept_as_a_range_so_that_rough_ones_stay_rough() -> None:
    assert read(Q.HAPPENED_ON, "early October") == Taken(
        {Q.HAPPENED_ON: {"from": "2026-10-01", "to": "2026-10-10"}}
    )


@pytest.mark.parametrize("said", ["this is the first time", "I haven't told them yet", "just now", "today"])
def test_telling_them_for_the_first_time_in_this_chat_counts_from_today(said: str) -> None:
    assert read(Q.FIRST_TOLD_ON, said) == Taken({Q.FIRST_TOLD_ON: {"from": "2026-11-23", "to": "2026-11-23"}})


def test_the_same_day_is_the_day_it_happened() -> None:
    happened = {"from": "2026-11-03", "to": "2026-11-03"}
    assert read(Q.FIRST_TOLD_ON, "the same day", {Q.HAPPENED_ON: happened}) == Taken(
        {Q.FIRST_TOLD_ON: happened}
    )


def test_an_address_answers_how_and_where_at_once() -> None:
    assert read(Q.REPLY_BY, "sam@example.com") == Taken(
        {Q.REPLY_BY: "email", Q.REPLY_ADDRESS: "sam@example.com"}
    )
    assert read(Q.REPLY_ADDRESS, "actually ring 07700 900123", {Q.REPLY_BY: "email"}) == Taken(
        {Q.REPLY_BY: "phone", Q.REPLY_ADDRESS: "07700 900123"}
    )


def test_a_code_is_six_digits_however_grouped() -> None:
    assert read(Q.CODE, "it's 123 456") == Taken({"code_typed": "123456"})
    assert read(Q.CODE, "12345") == Problem("utter_problem_code_shape")
    assert read(Q.CODE, "it never came") == Taken({"code_again": True})


@pytest.mark.parametrize(
    ("question", "said", "problem"),
    [
        (Q.HAPPENED_ON, "31 February", "utter_problem_no_such_date"),
        (Q.FIRST_TOLD_ON, "next week", "utter_problem_future_date"),
        (Q.REPLY_ADDRESS, "sam@", "utter_problem_email"),
        (Q.REPLY_ADDRESS, "sam@gmail.con", "utter_problem_email_slip"),
        (Q.FINAL_LETTER_ON, "yes", "utter_problem_letter_date"),
        (Q.DESCRIPTION, "🙂🙂", "utter_problem_description"),
        (Q.NAME, "!!!", "utter_problem_name"),
    ],
)
def test_what_cannot_be_taken_says_why(question: Question, said: str, problem: str) -> None:
    found = read(question, said)
    assert isinstance(found, Problem)
    assert found.key == problem


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Q.NAME, "why do you need my name?"),
        (Q.NAME, "the same day"),
        (Q.NAME, "can I go to CISAS"),
        (Q.HAPPENED_ON, "my neighbour has the same"),
        (Q.REPLY_BY, "blue"),
        (Q.CUSTOMER, "hmm"),
        (Q.EMPLOYEES, "loads"),
    ],
)
def test_other_words_are_no_answer(question: Question, said: str) -> None:
    assert read(question, said) is None


def test_every_question_has_a_reader() -> None:
    for question in Question:
        read(question, "whatever")


@pytest.mark.parametrize(
    "said", ["send again", "can you resend", "can you send it again please", "it never came", "not arrived"]
)
def test_a_new_code_is_sent_when_asked_for(said: str) -> None:
    assert read(Q.CODE, said) == Taken({"code_again": True})


@pytest.mark.parametrize("said", ["12/10/26", "try again later", "I'll do it later"])
def test_other_words_are_no_code(said: str) -> None:
    assert read(Q.CODE, said) is None

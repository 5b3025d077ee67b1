"""How many people: these decide who may go to ADR, so what is unclear is not taken."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.answers import Message, read_answer
from bot.readers.heard import Taken

TODAY = date(2026, 11, 23)
Q = Question


def read(question: Question, said: str, choice: str | None = None) -> object:
    return read_answer(question, Message(said, TODAY, choice), {})


@pytest.mark.parametrize(
    ("question", "said", "count"),
    [
        (Q.EMPLOYEES, "1,200", 1200),
        (Q.EMPLOYEES, "one hundred", 100),
        (Q.EMPLOYEES, "two hundred and five", 205),
        (Q.EMPLOYEES, "twenty five", 25),
        (Q.EMPLOYEES, "twenty-one", 21),
        (Q.EMPLOYEES, "fifteen", 15),
        (Q.EMPLOYEES, "a dozen", 12),
        (Q.EMPLOYEES, "half a dozen", 6),
        (Q.EMPLOYEES, "no one", 0),
        (Q.EMPLOYEES, "nobody", 0),
        (Q.EMPLOYEES, "since 2019 we have 4", 4),
        (Q.EMPLOYEES, "there's 9 of us and 2 part time", 11),
        (Q.EMPLOYEES, "4 full time and 3 part time", 7),
        (Q.EMPLOYEES, "me and 2 others", 3),
        (Q.EMPLOYEES, "just me and my wife", 2),
        (Q.EMPLOYEES, "9 (nine)", 9),
        (Q.EMPLOYEES, "no idea", UNKNOWN),
        (Q.VOLUNTEERS, "none", 0),
        (Q.VOLUNTEERS, "n/a", 0),
        (Q.VOLUNTEERS, "zero", 0),
        (Q.VOLUNTEERS, "no", 0),
        (Q.VOLUNTEERS, "no volunteers", 0),
        (Q.VOLUNTEERS, "we don't have any", 0),
        (Q.CONTRACTORS, "none", 0),
        (Q.CONTRACTORS, "no contractors", 0),
        (Q.CONTRACTORS, "nil", 0),
    ],
)
def test_a_number_of_people_is_read(question: Question, said: str, count: int | str) -> None:
    assert read(question, said) == Taken({question: count})


@pytest.mark.parametrize(("choice", "count"), [("unknown", UNKNOWN), ("0", 0)])
def test_a_button_says_it_without_words(choice: str, count: int | str) -> None:
    assert read(Q.VOLUNTEERS, "", choice) == Taken({Q.VOLUNTEERS: count})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Q.EMPLOYEES, "12 to 15"),
        (Q.EMPLOYEES, "more than 10"),
        (Q.EMPLOYEES, "over ten"),
        (Q.EMPLOYEES, "10+"),
        (Q.EMPLOYEES, "-5"),
        (Q.EMPLOYEES, "two or three"),
        (Q.EMPLOYEES, "9 of us and 2 volunteers"),
        (Q.EMPLOYEES, "9 of us including 2 part time"),
        (Q.EMPLOYEES, "no"),
        (Q.EMPLOYEES, "10 years"),
        (Q.EMPLOYEES, "thousands"),
        (Q.EMPLOYEES, "none of your business"),
        (Q.VOLUNTEERS, "just me"),
    ],
)
def test_an_unclear_number_is_asked_again(question: Question, said: str) -> None:
    assert read(question, said) is None

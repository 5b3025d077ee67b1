"""Whether it works again, said unasked: only plain words count, because a wrong yes would end something."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question as Q
from bot.readers.case_wish import CaseWish, read_case_wish
from bot.readers.choices import read_sorted
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.works_again import works_again

AGAIN = [
    "its working now",
    "oh hang on its come back on all green",
    "oh hang on its come back on. all green now. its working",
    "oh wait, the internet is back",
    "it's come back on",
    "all green now",
    "the broadband works again thanks",
    "everything is back up and running",
    "oh its working",
]


@pytest.mark.parametrize("said", AGAIN)
def test_it_works_again(said: str) -> None:
    assert works_again(said)
    assert read_sorted(Message(said, date(2026, 11, 23)), {}) == Taken({Q.SORTED: "yes"})


@pytest.mark.parametrize(
    "said", ["its working now", "oh hang on its come back on all green", "all green now"]
)
def test_it_is_a_word_that_settles_a_logged_complaint_too(said: str) -> None:
    assert read_case_wish(said) is CaseWish.SORTED


@pytest.mark.parametrize(
    "said",
    [
        "is it working now?",
        "it was working, now its off again",
        "it's not working now",
        "its working now and then",
        "it works on and off",
        "I want it working again",
        "it should be working by now",
        "when will it be back on",
        "hang on",
        "yes",
        "sorted",
        "my money back",
        "the engineer is working on it now",
        "they rang back",
        "it's back to being slow",
        "one light is green, the other is red",
        "call me back",
        "its working now but very slow",
    ],
)
def test_it_does_not_say_so(said: str) -> None:
    assert not works_again(said)

"""Questions with a few answers: the words that choose, the words that only look like it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question
from bot.readers.answers import Message, read_answer
from bot.readers.heard import Taken

TODAY = date(2026, 11, 23)
Q = Question


def read(question: Question, said: str, intent: str = "", confidence: float = 0.0) -> object:
    return read_answer(question, Message(said, TODAY, None, intent, confidence), {})


@pytest.mark.parametrize(
    "said",
    [
        "it's not working now",
        "no it isn't working again",
        "it isn't back up",
        "not back on",
        "nothing is working now",
        "is it working now?",
        "ok but no",
        "yes and no",
        "right, it's off again",
        "phones back up, broadband isn't working",
        "it's on but slow",
        "ok, give me 5 minutes",
        "yeah still dead",
        "yes but it dropped again",
        "ok doing it now",
        "I want it sorted",
        "someone is working on it",
        "it’s not working now",
        "kind of",
        "it was working for a minute then died",
    ],
)
def test_a_doubtful_yes_never_closes_a_complaint(said: str) -> None:
    for intent in ("affirm", "deny", ""):
        assert read(Q.SORTED, said, intent, 0.95) in (None, Taken({Q.SORTED: "no"}))


@pytest.mark.parametrize(
    "said",
    [
        "no problem, it works",
        "works now",
        "it works",
        "all good",
        "all good now thanks",
        "yes",
        "yes thanks",
        "yes it has",
        "sorted thanks",
        "internet's back",
        "its working",
        "It's back on thanks",
        "yes that's fixed it",
    ],
)
def test_a_plain_yes_is_sorted(said: str) -> None:
    assert read(Q.SORTED, said) == Taken({Q.SORTED: "yes"})


@pytest.mark.parametrize(
    "said", ["no lights on the router", "same as before", "not really", "I can't do that", "log it"]
)
def test_what_did_not_help_is_logged(said: str) -> None:
    assert read(Q.SORTED, said) == Taken({Q.SORTED: "no"})


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        (Q.FAULT_OR_COMPLAINT, "no complaint, just fix it", "fault"),
        (Q.FAULT_OR_COMPLAINT, "I don't want to complain, just get it working", "fault"),
        (Q.FAULT_OR_COMPLAINT, "I want to complain, I don't want help", "complaint"),
        (Q.SORT_OR_LOG, "just fix it", "sort"),
        (Q.SORT_OR_LOG, "let's just try", "sort"),
        (Q.SORT_OR_LOG, "can you fix it", "sort"),
        (Q.SORT_OR_LOG, "don't log it, just fix it", "sort"),
        (Q.SORT_OR_LOG, "no thanks, log it", "log"),
        (Q.SORT_OR_LOG, "no just log it", "log"),
        (Q.SORT_OR_LOG, "no thanks", "log"),
        (Q.SORT_OR_LOG, "don't sort it, log it", "log"),
        (Q.SORT_OR_LOG, "I'm not restarting that router again", "log"),
        (Q.CUSTOMER, "it's for my business, I work from home", "business"),
        (Q.CUSTOMER, "a limited company, just me", "business"),
        (Q.CUSTOMER, "family business", "business"),
        (Q.CUSTOMER, "warehouse", "business"),
        (Q.CUSTOMER, "I run a shop from my house", "business"),
        (Q.CUSTOMER, "not a business, it's my home", "residential"),
        (Q.CUSTOMER, "charity football club", "charity"),
    ],
)
def test_the_words_choose(question: Question, said: str, value: str) -> None:
    assert read(question, said) == Taken({question: value})


@pytest.mark.parametrize("said", ["that's all", "that’s it thanks", "nothing else"])
def test_who_has_said_all_is_not_sent_to_restart_a_router(said: str) -> None:
    """The model hears a yes in "that's all", and a yes here leads on to a complaint that counts as sorted."""
    assert read(Q.SORT_OR_LOG, said, "affirm", 0.9) == Taken({Q.SORT_OR_LOG: "log"})


@pytest.mark.parametrize("said", ["football club", "me", "both", "I work from home", "school", "home office"])
def test_an_unclear_kind_of_customer_is_asked_again(said: str) -> None:
    assert read(Q.CUSTOMER, said) is None


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("don't email me, phone me", "phone"),
        ("no phone calls please, letter", "letter"),
        ("not by email but by post", "letter"),
        ("e mail", "email"),
        ("either", "email"),
        ("I don't mind", "email"),
        ("I don't mind, phone maybe", "phone"),
    ],
)
def test_the_way_to_reply_is_the_one_they_want(said: str, way: str) -> None:
    assert read(Q.REPLY_BY, said) == Taken({Q.REPLY_BY: way})


@pytest.mark.parametrize(
    "said", ["please don't ring", "I can't use the phone, I'm deaf", "not by email", "nobody calls back"]
)
def test_a_way_they_cannot_use_is_not_chosen(said: str) -> None:
    assert read(Q.REPLY_BY, said) is None

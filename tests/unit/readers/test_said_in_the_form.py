"""Lines typed at a question of the form that are no answer to it: wishes, sums, days and nods are nobody's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import Question
from bot.readers.answers import Message, read_answer
from bot.readers.happening import day_it_happened
from bot.readers.heard import Taken
from bot.readers.outcome import bare_wish, whole_wish

TODAY = date(2026, 11, 23)
Q = Question


def read(question: Question, said: str) -> dict[Any, Any] | None:
    """What is taken; ``None`` for a problem and for no answer."""
    found = read_answer(question, Message(said, TODAY), {})
    return dict(found.values) if isinstance(found, Taken) else None


@pytest.mark.parametrize(
    "said",
    [
        "32 pounds back",
        "24 quid",
        "£15 please",
        "15.50 back",
        "October",
        "october bill",
        "the november invoice",
        "Monday",
        "compensation and an apology",
        "Line back today, and compensation for four days' trading",
        "my number back",
        "wanted my money",
        "somebody to say sorry",
        "Yes that's correct",
        "that's right",
        "yes all correct",
        "correct",
        "all good",
    ],
)
@pytest.mark.parametrize("question", [Q.NAME, Q.HANDLED_BY, Q.ACTING_FOR], ids=str)
def test_a_sum_a_day_a_wish_or_a_nod_is_nobodys_name(question: Question, said: str) -> None:
    assert read(question, said) is None


@pytest.mark.parametrize(
    "name",
    [
        "May Jones",
        "April",
        "June Day",
        "August Penny",
        "Penny Pound",
        "Ben Back",
        "Sue Wright",
        "Will True",
        "October Ltd",
    ],
)
def test_a_name_that_is_a_month_or_a_coin_too_stays_a_name(name: str) -> None:
    assert read(Q.NAME, name) == {Q.NAME: name}


@pytest.mark.parametrize("said", ["no number", "no reference given", "no name"])
def test_without_a_number_nobody_is_called_no_number(said: str) -> None:
    assert read(Q.HANDLED_BY, said) == {"handled_by": "unknown"}


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("Her name was Pauline Thackray. I'm Duncan Thackray, her son and executor.", "Pauline Thackray"),
        ("His name was Tom Hill. I'm Ann Hill, his widow", "Tom Hill"),
        ("It's my mother's, her name was Pauline Thackray", "Pauline Thackray"),
    ],
)
def test_the_account_is_of_who_is_named_and_not_of_who_writes(said: str, whom: str) -> None:
    assert read(Q.ROLE, said) == {"role": "acting_for", "acting_for": whom}


@pytest.mark.parametrize(
    "said",
    [
        "nah first time",
        "no, first time i tell",
        "is first time I complain to you",
        "first time im telling u",
        "no, this is the first time",
        "its the 1st time",
        "no",
        "nope",
        "nah not before",
        "no never",
        "havent told anyone",
        "now",
        "just now",
        "right now",
        "er now",
        "not told nobody",
    ],
)
def test_not_before_is_today(said: str) -> None:
    today = TODAY.isoformat()
    assert read(Q.FIRST_TOLD_ON, said) == {Q.FIRST_TOLD_ON: {"from": today, "to": today}}


@pytest.mark.parametrize("said", ["no idea", "no, on 3 November", "now and then", "not sure"])
def test_more_than_a_bare_no_is_read_for_what_it_says(said: str) -> None:
    today = TODAY.isoformat()
    assert read(Q.FIRST_TOLD_ON, said) != {Q.FIRST_TOLD_ON: {"from": today, "to": today}}


@pytest.mark.parametrize(
    "said", ["no number", "no reference", "no email address", "no copies", "no account number sorry"]
)
def test_what_they_have_not_got_says_nothing_of_whether_it_goes_on(said: str) -> None:
    assert read(Q.STILL_HAPPENING, said) is None


@pytest.mark.parametrize("said", ["no", "no it stopped", "no longer"])
def test_a_plain_no_still_says_that_it_is_over(said: str) -> None:
    assert read(Q.STILL_HAPPENING, said) == {"still_happening": "no"}


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("32 pounds back, it was 61 not 29", ["refund"]),
        ("my number back. 01223 496 0133", ["action"]),
        (
            "The billing stopped, the 38.40 back to the estate and somebody to say sorry.",
            ["apology", "correction", "refund"],
        ),
        ("Line back today, and compensation for four days' trading", ["refund", "action"]),
        ("£12 credited", ["refund"]),
        ("my broadband back on please", ["action"]),
    ],
)
def test_a_wish_without_a_word_of_wishing_is_one(said: str, kinds: list[str]) -> None:
    assert bare_wish(said)["outcome_kinds"] == kinds


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("I want it back and I want paying for every day", ["refund", "action"]),
        ("i want 48 pound back and stop", ["refund"]),
        ("I just want to be paid for the days", ["refund"]),
        ("we want the line fixed", ["action"]),
    ],
)
def test_a_line_that_is_all_wish(said: str, kinds: list[str]) -> None:
    assert whole_wish(said)["outcome_kinds"] == kinds


@pytest.mark.parametrize(
    "said",
    [
        "it has been off every day, I want my money back",
        "I want to speak to a person",
        "Dave Back",
        "the line is back",
        "yes still",
    ],
)
def test_a_story_or_a_name_is_no_bare_wish(said: str) -> None:
    assert bare_wish(said) == {}
    assert whole_wish(said) == {}


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("19 years I had it. moved to you on the 12th and its gone", "2026-11-12", "2026-11-12"),
        ("ported to you on 3 november and my number is lost", "2026-11-03", "2026-11-03"),
        ("switched to you on the 16th and nothing works", "2026-11-16", "2026-11-16"),
        ("i leave 15 september. money take since october", "2026-10-01", "2026-10-31"),
        ("I leave you in september, you take money since 4 october", "2026-10-04", "2026-10-04"),
    ],
)
def test_the_day_on_which_they_came_or_left_and_what_came_of_it(said: str, first: str, last: str) -> None:
    found = day_it_happened(said, TODAY)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "said",
    [
        "My mum passed away on 2nd October and I told you, sent the death certificate, and you have still taken 38.40",
        "My dad died on 2 November and you are still taking the direct debit",
        "my wife died on 1 october. you charged us again",
        "I moved to you on the 12th and I am pleased",
    ],
)
def test_a_death_or_a_move_is_not_the_start_of_another_trouble(said: str) -> None:
    assert day_it_happened(said, TODAY) is None

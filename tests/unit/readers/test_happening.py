"""When it happened, told in the customer's own words beside anything else, and days that only look like it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question as Q
from bot.readers.answers import Message, read_answer
from bot.readers.dates import read_date
from bot.readers.heard import Taken
from bot.readers.volunteered import volunteered

TODAY = date(2026, 11, 23)


def between(first: str, last: str | None = None) -> dict[str, str]:
    return {"from": first, "to": last or first}


def tells(text: str) -> dict[str, object]:
    found = volunteered(Message(text, TODAY), {})
    return dict(found.values) if isinstance(found, Taken) else {}


@pytest.mark.parametrize(
    ("said", "began"),
    [
        ("My broadband has been very slow for about five weeks now", between("2026-10-12", "2026-10-26")),
        ("it has been dropping out for nearly two weeks", between("2026-11-02", "2026-11-16")),
        ("THE NOVEMBER BILL, came on the 16th. 45 QUID I DONT OWE", between("2026-11-16")),
        ("your bill came on 16 november and its wrong", between("2026-11-16")),
        ("my number was ment to move to u on 10 novmber and it hasnt", between("2026-11-10")),
        ("the engineer was supposed to come on 19 november", between("2026-11-19")),
        ("we were due to be connected on the 12th, nothing", between("2026-11-12")),
        ("internet no work 5 day", between("2026-11-18")),
        ("no broadband 5 days, nobody help", between("2026-11-18")),
        ("our internet is off, 5 days", between("2026-11-18")),
        ("the phones are dead. about two weeks now", between("2026-11-02", "2026-11-16")),
        ("somebody of yours gave my ex my new address on saturday 21 november", between("2026-11-21")),
        ("5 days no internet", between("2026-11-18")),
        ("You took the money on 5 October and 5 November", between("2026-10-05")),
        ("the engineer did not turn up twice in October", between("2026-10-01", "2026-10-31")),
        ("you charged me twice in October", between("2026-10-01", "2026-10-31")),
        ("your man was rude on 19 november about 3pm", between("2026-11-19")),
        ("rude on 19 november about 3pm", between("2026-11-19")),
        ("she hung up on me on 19 November", between("2026-11-19")),
        ("the engineer never came yesterday, 8 til 1, i took the day off", between("2026-11-22")),
        ("ur engineer was due to come thurs between 8 and 1 and no1 showed", between("2026-11-19")),
        ("nobody turned up on Thursday", between("2026-11-19")),
        ("I left on 30 September. You took the money on 5 October and 5 November", between("2026-10-05")),
    ],
)
def test_when_it_happened_is_heard_in_the_story(said: str, began: dict[str, str]) -> None:
    assert tells(said) == {Q.HAPPENED_ON: began}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("about three weeks ago I rang", between("2026-10-26", "2026-11-09")),
        ("on the 12th I emailed you", between("2026-11-12")),
        ("yesterday we rang you about it", between("2026-11-22")),
        ("I rang twice in October", between("2026-10-01", "2026-10-31")),
        ("told you lot on the 12th by email", between("2026-11-12")),
        ("I told you around the 19th of October", between("2026-10-16", "2026-10-22")),
        ("I emailed on 9 October and was told it would stop.", between("2026-10-09")),
        ("i emailed you from 1 november and he was rude on 19 november", between("2026-11-01")),
    ],
)
def test_when_they_told_the_provider_is_heard_beside_it(said: str, told: dict[str, str]) -> None:
    assert tells(said).get(Q.FIRST_TOLD_ON) == told


@pytest.mark.parametrize(
    "said",
    [
        "30 September (day I left)",
        "I left you on 30 September",
        "I left in May and you are still charging me",
        "we cancelled on 30 September and you still charge us",
        "you said an engineer would come within 5 days",
        "I was told 5 days",
        "it takes 5 days",
        "they will come in 5 days",
        "no reply for about five weeks",
        "I have been a customer for about five years",
        "no answer to my letters, 5 days",
        "I was told to wait, 5 days",
        "the letter is dated 16 November",
        "the meeting was rude, ask Jan",
    ],
)
def test_a_day_of_something_else_is_not_when_it_happened(said: str) -> None:
    assert Q.HAPPENED_ON not in tells(said)


@pytest.mark.parametrize("number", ["111111", "130314", "560740", "031126", " 031126 ", "111 111"])
def test_six_digits_are_never_a_date(number: str) -> None:
    assert read_date(number, TODAY) is None
    for question in (Q.HAPPENED_ON, Q.FIRST_TOLD_ON):
        assert read_answer(question, Message(number, TODAY), {}) is None


@pytest.mark.parametrize(
    "said",
    ["rude on 19 november about 3pm", "your man was rude to me on 19 november", "it broke on 19 November"],
)
def test_what_befell_them_is_not_when_they_first_told_us(said: str) -> None:
    assert read_answer(Q.FIRST_TOLD_ON, Message(said, TODAY), {}) == Taken(
        {Q.HAPPENED_ON: between("2026-11-19")}
    )
    known = {Q.HAPPENED_ON: between("2026-11-01")}
    assert read_answer(Q.FIRST_TOLD_ON, Message(said, TODAY), known) is None


@pytest.mark.parametrize(
    "said",
    ["I told you on 19 November, when it broke", "19 November, he was rude when I rang", "19 November"],
)
def test_telling_outweighs_what_befell_them(said: str) -> None:
    assert read_answer(Q.FIRST_TOLD_ON, Message(said, TODAY), {}) == Taken(
        {Q.FIRST_TOLD_ON: between("2026-11-19")}
    )


def test_the_day_on_which_they_left_is_when_it_began_only_if_no_other_day_is_told() -> None:
    left = Message("30 September (day I left)", TODAY)
    assert read_answer(Q.HAPPENED_ON, left, {Q.DESCRIPTION: "You still charge me"}) == Taken(
        {Q.HAPPENED_ON: between("2026-09-30")}
    )
    story = {Q.DESCRIPTION: "You took the money on 5 October and 5 November"}
    assert read_answer(Q.HAPPENED_ON, left, story) == Taken({Q.HAPPENED_ON: between("2026-10-05")})
    both = Message("I left on 30 September and you took the money on 5 October", TODAY)
    assert read_answer(Q.HAPPENED_ON, both, {}) == Taken({Q.HAPPENED_ON: between("2026-10-05")})
    assert read_answer(Q.FIRST_TOLD_ON, left, {}) is None


@pytest.mark.parametrize(
    "said",
    [
        "You took £38 from my bank on 17 November. I cancelled in August, I have the cancellation e-mail of 12 August",
        "I have been charged £38 on 17 November for a contract I cancelled on 12 August",
        "I cancelled on 12 August yet I was charged on 17 November",
        "i left in august and you charged me again on 17 November",
        "I left you in August. On 17 November you took £38",
        "the cancellation e-mail is dated 12 August, the money went on 17 November",
        "Cancelled 12 Aug. Charged £38 on 17 Nov.",
        "I switched to another company on 1 September and you took £38 on 17 November",
        "You took 38 quid on 17 november. i left on 12 august",
    ],
)
def test_a_charge_after_leaving_began_on_its_own_day(said: str) -> None:
    assert tells(said)[Q.HAPPENED_ON] == between("2026-11-17")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("internet slow from 2 october", between("2026-10-02")),
        ("the line has been dead from the 9th of november", between("2026-11-09")),
        ("no signal from last friday", between("2026-11-20")),
        ("it was meant to be installed 9 Nov, still nothing", between("2026-11-09")),
        ("the order was due 9 Nov, nothing has come", between("2026-11-09")),
        ("we were promised a connection by 12 November", between("2026-11-12")),
    ],
)
def test_since_when_in_other_words(said: str, day: dict[str, str]) -> None:
    told = tells(said)
    assert told[Q.HAPPENED_ON] == day
    assert Q.FIRST_TOLD_ON not in told


@pytest.mark.parametrize(
    "said",
    [
        "I have a letter from 2 October",
        "my contract runs from 2 October",
        "the bill was due on 2 October",
        "I complained from work on 2 October",
    ],
)
def test_a_from_or_a_due_of_something_else_begins_nothing(said: str) -> None:
    assert Q.HAPPENED_ON not in tells(said)


def test_a_complaint_from_a_day_was_made_on_it() -> None:
    assert tells("my complaint from 2 October is not answered")[Q.FIRST_TOLD_ON] == between("2026-10-02")
    assert Q.FIRST_TOLD_ON not in tells("complaint internet slow 2 october")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("my father passed away on 2 november. please stop his bills", between("2026-11-02")),
        ("My dad died on 2 November. The engineer never came on 12 November", between("2026-11-12")),
        ("my mum passed away on 2 november, and you took £40 on 16 november", between("2026-11-16")),
        ("my line died on 2 November", between("2026-11-02")),
    ],
)
def test_what_befell_them_since_a_death_counts_for_more_than_its_day(said: str, day: dict[str, str]) -> None:
    assert tells(said)[Q.HAPPENED_ON] == day

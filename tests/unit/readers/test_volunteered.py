"""What a message tells beside the answer, and what it only seems to tell."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question as Q
from bot.readers.answers import Message
from bot.readers.heard import Taken
from bot.readers.volunteered import correction, told_when, volunteered

TODAY = date(2026, 11, 23)


def tells(text: str) -> dict[str, object]:
    found = volunteered(Message(text, TODAY), {})
    return dict(found.values) if isinstance(found, Taken) else {}


def on(day: str) -> dict[str, str]:
    return {"from": day, "to": day}


def test_a_whole_story_gives_its_start_its_first_complaint_and_the_address() -> None:
    told = tells("Down since Monday. I complained on 18 November. My name is Jo Bloggs, email jo@example.org")
    assert told == {
        Q.HAPPENED_ON: on("2026-11-16"),
        Q.FIRST_TOLD_ON: on("2026-11-18"),
        Q.NAME: "Jo Bloggs",
        Q.REPLY_BY: "email",
        Q.REPLY_ADDRESS: "jo@example.org",
    }


def test_a_date_in_the_middle_of_a_story_is_left_alone() -> None:
    assert tells("we may have lost calls and the invoice of 3 March was wrong") == {}


def test_a_phone_number_counts_only_if_they_ask_to_be_rung_on_it() -> None:
    assert tells("the line 01632 960123 is dead") == {}
    assert tells("the line is dead, ring me on 07700 900123")[Q.REPLY_ADDRESS] == "07700 900123"


def test_a_correction_changes_the_date_it_speaks_of() -> None:
    answers = {Q.HAPPENED_ON: on("2026-11-16"), Q.FIRST_TOLD_ON: on("2026-11-18")}
    message = Message("sorry, I meant I told them on 17 November", TODAY)
    assert correction(message, answers) == Taken({Q.FIRST_TOLD_ON: on("2026-11-17")})
    message = Message("no it started on 9 november", TODAY)
    assert correction(message, answers) == Taken({Q.HAPPENED_ON: on("2026-11-09")})


def test_a_correction_needs_something_to_correct() -> None:
    assert correction(Message("sorry, I meant 3 March", TODAY), {}) is None


def test_weeks_in_a_question_about_the_ombudsman_date_the_first_complaint() -> None:
    assert told_when("it's been 7 weeks, am I allowed to go to CISAS", TODAY) == on("2026-10-05")
    assert told_when("how many weeks do I have to wait", TODAY) is None
    assert told_when("can I go to CISAS yet", TODAY) is None
    assert told_when("is it 6 weeks or 8", TODAY) is None


@pytest.mark.parametrize(
    "said",
    [
        "I've been with you for 3 years, can I go to the ombudsman?",
        "can I go to CISAS after 8 weeks",
        "do I have to wait for 8 weeks?",
        "My contract ended 2 months ago can I still go",
        "your rep told me yesterday I can go",
        "bill has been wrong for 2 months can I go to CISAS",
        "been without internet for 9 days can i go to the ombudsman",
        "it's been 7 weeks of no internet",
        "they told me to wait until 3 November",
        "I was told 8 weeks, can I go to cisas",
        "I rang on 3 November to order broadband, can I go?",
    ],
)
def test_tenure_trouble_and_the_rule_itself_are_no_first_complaint(said: str) -> None:
    assert told_when(said, TODAY) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("it's been 7 weeks now am I allowed", "2026-10-05"),
        ("I complained 7 weeks ago, can I go to the ombudsman", "2026-10-05"),
        ("I told you on 5 October, can I go", "2026-10-05"),
        ("7 weeks since I complained", "2026-10-05"),
        ("I have been complaining for 7 weeks", "2026-10-05"),
        ("I've been with you for 3 years and I complained 7 weeks ago", "2026-10-05"),
    ],
)
def test_their_own_telling_dates_the_first_complaint(said: str, day: str) -> None:
    assert told_when(said, TODAY) == on(day)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (
            "The installer did not come on 9 November and nobody rang. I first told you on 10 November",
            "2026-11-10",
        ),
        ("I first told you on 10 November. The installer did not come on 9 November", "2026-11-10"),
        ("My line died on 2 November, I rang on 5 November and again on 9 November", "2026-11-05"),
        ("Bill came 1 November, wrong again. I e-mailed on 12 November", "2026-11-12"),
        ("I rang on 9 November and before that on 5 November", "2026-11-05"),
        ("I complained on the 12th and again on the 16th by e-mail", "2026-11-12"),
    ],
)
def test_a_day_of_the_trouble_is_no_day_of_their_telling(said: str, day: str) -> None:
    assert tells(said)[Q.FIRST_TOLD_ON] == on(day)


@pytest.mark.parametrize(
    "said",
    [
        "My phone line 01632 960123 has crackled for weeks",
        "I call 0800 111 2222 every day",
        "The engineer was due to call at LS1 4AP on Monday and never came",
        "My broadband at 12 High Street LS1 4AP is slow, please call",
        "signed a contract for 24 months",
        "customer for 36 months",
        "I called on 3 November to order broadband",
        "since 3 March 2024 I have been a customer",
        "No, nothing since 3 March",
        "they mailed from no-reply@contactnow.co.uk",
    ],
)
def test_a_story_does_not_answer_questions_by_accident(said: str) -> None:
    assert tells(said) == {}


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("nobody answers, please call me back on 07700 900123", "07700 900123"),
        ("my number is 07700 900123 and the line is dead", "07700 900123"),
        ("text me on 07700 900123", "07700 900123"),
        ("write to me at 12 High Street, Leeds LS1 4AP", "12 High Street, Leeds LS1 4AP"),
    ],
)
def test_a_way_to_reply_counts_where_they_ask_to_be_reached(said: str, address: str) -> None:
    assert tells(said)[Q.REPLY_ADDRESS] == address


def test_the_trouble_and_not_the_contract_tells_when_it_began() -> None:
    told = tells("I've been with you for 18 months and the line has been down for 9 days")
    assert told == {Q.HAPPENED_ON: on("2026-11-14")}


@pytest.mark.parametrize(
    "said",
    [
        "no, they haven't told me anything since 1 October",
        "no, nothing since 1 October",
        "no I haven't heard since 1 October",
        "no, you never told me, not since 1 October",
    ],
)
def test_the_silence_of_others_corrects_nothing(said: str) -> None:
    answers = {Q.HAPPENED_ON: on("2026-11-16"), Q.FIRST_TOLD_ON: on("2026-11-18")}
    assert correction(Message(said, TODAY), answers) is None


def test_a_name_is_corrected() -> None:
    assert correction(Message("sorry, the name is Jo Bloggs", TODAY), {Q.NAME: "Jo Blogs"}) == Taken(
        {Q.NAME: "Jo Bloggs"}
    )


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("hello, I complain first time to you on 14 october by email", "2026-10-14", "2026-10-14"),
        ("I first wrote to you sometime mid October I think", "2026-10-11", "2026-10-20"),
        ("I told your young lady about it a while back, maybe end of september.", "2026-09-21", "2026-09-30"),
        (
            "charged twice, rang about it sometime early october, was told itd be sorted",
            "2026-10-01",
            "2026-10-10",
        ),
        ("my husband rang you about the bill on 3rd november", "2026-11-03", "2026-11-03"),
        ("I told you on friday the 16th of october", "2026-10-16", "2026-10-16"),
        ("complained by email 14 october about the same thing", "2026-10-14", "2026-10-14"),
    ],
)
def test_when_they_first_told_is_found_in_a_story(said: str, start: str, end: str) -> None:
    found = volunteered(Message(said, TODAY), {})
    assert isinstance(found, Taken)
    assert found.values[Q.FIRST_TOLD_ON] == {"from": start, "to": end}


@pytest.mark.parametrize(
    "said",
    ["I told you about my contract that started in October", "we rang you about an order that came in September",
     "I emailed about a bill for October", "I've told them about this every day since Monday"],
)  # fmt: skip
def test_the_month_of_another_thing_is_not_when_they_told(said: str) -> None:
    found = volunteered(Message(said, TODAY), {})
    assert not isinstance(found, Taken) or Q.FIRST_TOLD_ON not in found.values


def test_a_day_that_they_name_outweighs_the_rule_that_they_quote() -> None:
    said = (
        "I phoned about this on 12 October and only put it in an email on the 30th. Your blurb says the clock runs "
        "from the email, and it's eight weeks. When can I really go to the ombudsman?"
    )
    assert told_when(said, TODAY) == {"from": "2026-10-12", "to": "2026-10-12"}
    assert told_when("your page says it's 8 weeks, can I go", TODAY) is None
    assert told_when("it's been 7 weeks, can I go", TODAY) == {"from": "2026-10-05", "to": "2026-10-05"}

"""What a message tells beside the answer, and what it only seems to tell."""

from __future__ import annotations

from datetime import date

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

"""Few words, said once: a complaint begun with them, names, numbers and wishes kept, and an end when they want one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.customer import LAST_LOOK, Customer

CustomerOf = Callable[[str], Customer]


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("It was meant to be installed 9 Nov, still nothing", "Monday 9 November for when it began"),
        ("order was due 9 Nov, nothing has come", "Monday 9 November for when it began"),
        ("ok lets make the complaint", "What happened?"),
        ("complaint, no PAC code", "I can't move a number from this chat"),
        ("complaint internet slow from 2 october", "Friday 2 October for when it began"),
        ("just want the wifi fixed", "or shall I log a complaint?"),
        ("You keep ringing me", "When did it happen"),
        ("I want this treated as a complaint", "What happened?"),
    ],
)
def test_a_plain_first_line_begins_a_complaint(customer_of: CustomerOf, said: str, part: str) -> None:
    heard = customer_of("contactnow").says(said)
    assert part in heard
    assert "first told" not in str(heard).replace("When did you first tell", "")


def test_a_need_told_with_a_complaint_is_noted_and_the_complaint_begun(customer_of: CustomerOf) -> None:
    heard = customer_of("contactnow").says(
        "I wish to complain. I am blind. My bill keeps coming as a picture PDF my screen reader cannot read."
    )
    assert "May I note this for the person who answers?" in heard
    assert "When did it happen" in heard.question


def test_a_number_and_a_name_are_taken_and_the_wish_of_somebody_angry_is_kept(
    customer_of: CustomerOf,
) -> None:
    mick = customer_of("it-communications")
    mick.says("I want to complain, my number never moved, no PAC code")
    mick.says("2 november")
    mick.says("10 november")
    heard = mick.says("just give me the f**king code")
    assert "What you would like: just give me the f**king code" in heard
    assert "What is your name?" in heard.question
    heard = mick.says("07700 900456 mick")
    assert "The reply goes to: 07700 900456" in heard
    assert "Your reference is FL-" in heard
    assert "one more thing" not in heard
    heard = mick.says("Just log it, no more questions")
    assert "All right, that will do for details" in heard
    heard = mick.says("no more questions")
    assert LAST_LOOK in heard
    assert "• Name: Mick" in heard
    assert "• What you would like: just give me the f**king code" in heard
    assert "Your complaint is logged" in mick.says("yes send it")


def test_who_acts_for_somebody_is_not_called_by_their_name(customer_of: CustomerOf) -> None:
    meera = customer_of("contactnow")
    meera.says("My brother's install never happened, it was due on 9 november, I want to complain for him")
    meera.says("16 November")
    meera.says("His name is Dev Shah, I'm Meera Shah")
    meera.says("meera@example.org")
    heard = meera.says("a date for the install and money for the delay")
    assert "What you would like: a date for the install and money for the delay" in heard
    heard = meera.says("finish")
    assert LAST_LOOK in heard
    assert "• Name: Meera Shah" in heard
    assert "• Account of: Dev Shah" in heard


def test_a_goodbye_is_the_end(customer_of: CustomerOf) -> None:
    anna = customer_of("netservers")
    anna.says("complaint internet slow from 2 october")
    anna.says("log it")
    heard = anna.says("bye")
    assert "what you told me so far is kept" in heard
    assert len(heard.texts) == 1


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("where do you publish your complaints code", "https://netservers.co.uk/complaints"),
        ("Could you give me the web address of your complaints code?", "https://netservers.co.uk/complaints"),
        ("Who is your data protection officer", "does not name a data protection officer"),
        ("has my bill been sent to someone else as well?", "Shall I log it as a complaint"),
        ("who can i ring??", "01223 446000"),
    ],
)
def test_facts_are_answered_plainly(customer_of: CustomerOf, said: str, part: str) -> None:
    heard = customer_of("netservers").says(said)
    assert part in heard
    assert "another copy" not in heard

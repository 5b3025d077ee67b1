"""The service affected: the customer's words, the kinds in a story, and ways to reply that are none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.service import CHOICES, find_service, read_service

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> object:
    found = read_service(Message(said, TODAY, choice), {})
    return found.values["service"] if isinstance(found, Taken) else found


@pytest.mark.parametrize("choice", CHOICES)
def test_a_button_is_put_in_words(choice: str) -> None:
    assert read("", choice) == CHOICES[choice]


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("wifi", "wifi"),
        ("Fibre", "Fibre"),
        ("it's the broadband", "the broadband"),
        ("the hunt group", "the hunt group"),
        ("SIP trunk", "SIP trunk"),
        ("the IVR menu", "the IVR menu"),
        ("number porting", "number porting"),
        ("telly", "telly"),
        ("my website", "website"),
        ("broadband and phone", "broadband and phone"),
        ("everything", "everything"),
        ("it's about the bill", "the bill"),
        ("e-mail", "e-mail"),
        ("mobile", "mobile"),
        ("the broadband has been off since last Monday and nobody rings", "broadband"),
        ("both the landline and the internet went off at the same time that day", "broadband and phone line"),
        ("the hunt group has been ringing the wrong extension for weeks now", "internet phones (VoIP)"),
        ("Broadband. How long will it take?", "Broadband"),
        ("don't know", UNKNOWN),
        ("other", "something else"),
        ("skip", UNKNOWN),
    ],
)
def test_few_words_stay_and_many_become_kinds(said: str, service: str) -> None:
    assert read(said) == service


@pytest.mark.parametrize(
    "said",
    [
        "why do you need that?",
        "you emailed me",
        "I phoned",
        "my mobile number is 07700 900123",
        "call me on my mobile",
        "yes",
        "I want to speak to a person",
        "3 November",
        "it's shocking",
        "I want to cancel my broadband",
        "your website says so",
    ],
)
def test_no_service_in_it(said: str) -> None:
    assert read(said) is None


@pytest.mark.parametrize(
    ("story", "service"),
    [
        ("My broadband keeps dropping", "broadband"),
        ("no internet for nine days", "broadband"),
        ("the wi-fi is useless", "broadband"),
        ("the phone line has crackled for weeks", "phone line"),
        ("my landline is dead, ring me on my mobile 07700 900123", "phone line"),
        ("our hosted phones say no service", "VoIP"),
        ("extension 204 will not register", "VoIP"),
        ("no mobile signal since Tuesday", "mobile"),
        ("my SIM card stopped working", "mobile"),
        ("our website is down", "e-mail or hosting"),
        ("my emails are not coming in", "e-mail or hosting"),
        ("our phones are off", "phones"),
        ("the broadband is off and so is the landline", "broadband and phone line"),
        ("my mobile works fine but the broadband is dead", "broadband"),
        ("I said broadband, I meant the phone line", "phone line"),
    ],
)
def test_a_story_names_its_service(story: str, service: str) -> None:
    assert find_service(story) == service


@pytest.mark.parametrize(
    "story",
    [
        "I phoned you four times",
        "you emailed me the wrong bill",
        "ring me on my mobile number 07700 900123",
        "call me on my landline please",
        "your website says five days",
        "I was on the phone for an hour",
        "nobody answers the phones",
        "I read it on the internet",
        "he put the phone down on me",
        "my phone number is 01632 960123",
        "I sent an email on Monday",
        "my email is sam@example.com",
        "you charged me twice",
        "I want to complain",
        "typing this on my phone",
        "my phone is my lifeline",
        "are the phones manned on Friday",
        "landline 01632 960417, after six",
        "I can't do phones",
    ],
)
def test_a_way_to_reply_is_no_service(story: str) -> None:
    assert find_service(story) is None

"""Still happening or over: what the words say, and what they leave open."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.still import read_still_happening

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> object:
    found = read_still_happening(Message(said, TODAY, choice), {})
    return found.values["still_happening"] if isinstance(found, Taken) else found


@pytest.mark.parametrize("choice", ["yes", "no", "unknown"])
def test_a_button_is_the_answer(choice: str) -> None:
    assert read("", choice) == choice


@pytest.mark.parametrize(
    "said",
    [
        "still off",
        "yes",
        "yes it is",
        "it's still not working",
        "on and off",
        "comes and goes",
        "it comes and goes",
        "not fixed",
        "it isn't fixed yet",
        "no, still off",
        "it hasn't stopped",
        "never stopped",
        "it stopped but came back on Sunday",
        "it was fixed but it's gone off again",
        "ongoing",
        "same as before",
        "every night",
        "yes, every single day",
        "it’s still down",
        "it keeps dropping",
        "I still have no internet",
        "it's worse if anything",
        "still happening and I don't know why",
        "they said it was fixed but it's still off",
        "nothing has changed",
        "aye still deid, still off",
        "not sure, it comes and goes",
        "not back on yet",
        "intermittent",
        "nobody has fixed it",
        "they haven't fixed it",
        "it was sorted and then it went wrong again",
    ],
)
def test_it_goes_on(said: str) -> None:
    assert read(said) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "no longer",
        "it stopped on Friday",
        "it's fixed now",
        "no it's sorted now",
        "not any more",
        "it doesn't do it any more",
        "it was on and off but it's fixed now",
        "yes it's fixed now",
        "it's working again",
        "back on since Monday",
        "it only happened once",
        "just the once",
        "a one-off",
        "it's fixed but I still want an apology",
        "it isn't",
        "no, it went away by itself",
        "not happening now",
        "it's all fine now",
        "it's been fine since Friday",
        "it got fixed but I'm still waiting for a refund",
        "it hasn't happened again",
    ],
)
def test_it_is_over(said: str) -> None:
    assert read(said) == "no"


@pytest.mark.parametrize(
    "said",
    [
        "don't know",
        "not sure",
        "I don't know if it's still happening",
        "skip",
        "no idea",
        "not sure if it's fixed",
    ],
)
def test_not_known(said: str) -> None:
    assert read(said) == UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        "is it still happening?",
        "why do you ask",
        "when will it be fixed?",
        "I want it fixed",
        "they say it's fixed",
        "it was fixed for a day",
        "the internet is back but the phone isn't",
        "partly",
        "sam@example.com",
        "Sam Carter",
        "3 November",
    ],
)
def test_what_leaves_it_open_is_asked_again(said: str) -> None:
    assert read(said) is None

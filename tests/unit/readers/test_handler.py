"""Who dealt with it: names, teams, nobody; and sentences that name no one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.handler import LONGEST, find_handler, read_handled_by
from bot.readers.heard import Taken
from bot.readers.message import Message

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> object:
    found = read_handled_by(Message(said, TODAY, choice), {})
    return found.values["handled_by"] if isinstance(found, Taken) else found


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Dave in billing", "Dave in billing"),
        ("dave in billing", "dave in billing"),
        ("a lady called Priya", "a lady called Priya"),
        ("it was Dave", "Dave"),
        ("I spoke to Dave", "Dave"),
        ("I've been dealing with Mark", "Mark"),
        ("dealt with by Sue Barnes", "Sue Barnes"),
        ("I spoke to a lady called Priya in support", "a lady called Priya in support"),
        ("Priya", "Priya"),
        ("priya", "Priya"),
        ("several people, no names", "several people, no names"),
        ("customer services", "customer services"),
        ("your billing team", "your billing team"),
        ("his name was Mark.", "Mark"),
        ("Mr Khan", "Mr Khan"),
        ("don't know, some man in support", "some man in support"),
        ("It was Dave, and then Priya", "Dave, and then Priya"),
        ("Tom, can't remember his surname", "Tom, can't remember his surname"),
        ("dave or david", "dave or david"),
        ("it's been with your complaints team", "your complaints team"),
        ("Not sure - maybe Karen", "Karen"),
        ("different person every time", "different person every time"),
        ("Dave in billing. How long will this take?", "Dave in billing"),
    ],
)
def test_a_name_a_team_or_words_about_them(said: str, who: str) -> None:
    assert read(said) == who


@pytest.mark.parametrize(
    "said",
    [
        "nobody",
        "no one",
        "no-one yet",
        "nobody has dealt with it",
        "I haven't spoken to anyone",
        "none",
        "nobody at all",
        "nobody ever rings me back",
        "no one has contacted me",
        "nobody has got back to me",
        "No, I haven't spoken to anybody yet",
    ],
)
def test_nobody(said: str) -> None:
    assert read(said) == "nobody"


@pytest.mark.parametrize(
    "said",
    [
        "don't know",
        "I don't have a name",
        "sorry I don't know",
        "can't remember her name",
        "skip",
        "no",
        "I don't know who it was",
        "no idea",
    ],
)
def test_not_known(said: str) -> None:
    assert read(said) == UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        "why do you ask?",
        "who deals with complaints?",
        "yes",
        "thanks",
        "I want to speak to a manager",
        "a real person please",
        "I already told you",
        "log it",
        "the bot",
        "sam@example.com",
        "the broadband has been off since Monday",
        "I want a refund",
        "07700 900123",
        "cancel",
        "x" * (LONGEST + 1),
    ],
)
def test_other_words_name_no_one(said: str) -> None:
    assert read(said) is None


def test_buttons() -> None:
    assert read("", "nobody") == "nobody"
    assert read("", "unknown") == UNKNOWN


@pytest.mark.parametrize(
    ("story", "who"),
    [
        ("I spoke to Dave and he hung up", "Dave"),
        ("Priya in billing told me it was sorted", "Priya in billing"),
        ("I've been dealing with Mark for weeks", "Mark"),
        ("I was promised by Sue Barnes that it would stop", "Sue Barnes"),
        ("I spoke to Dave. He said Friday. Then I spoke to Priya.", "Dave, Priya"),
        ("we talked to Dave and Priya about it", "Dave, Priya"),
        ("a man called Errol said he would ring", "Errol"),
        ("I spoke to customer services twice", "customer services"),
        ("I've spoken to your billing team", "billing team"),
        ("I spoke to someone in accounts", "someone in accounts"),
        ("it was Janine I spoke to", "Janine"),
        ("I spoke to Mrs O'Neill in your complaints team", "Mrs O'Neill in complaints team"),
    ],
)
def test_clear_words_in_a_story_name_them(story: str, who: str) -> None:
    assert find_handler(story) == who


@pytest.mark.parametrize(
    "story",
    [
        "I spoke to my wife about it",
        "I want to speak to Dave",
        "I spoke to Citizens Advice",
        "I spoke to Openreach",
        "I spoke to CISAS",
        "I spoke to you on Monday",
        "I spoke to Monday's shift",
        "your team is bad at dealing with complaints",
        "Dave told me",
        "who is dealing with my complaint",
        "I spoke to Virgin Media",
        "I spoke to a manager in March",
        "My broadband is down since March",
        "I spoke to three people",
        "My neighbour Dave in London told me",
    ],
)
def test_a_story_names_nobody_by_accident(story: str) -> None:
    assert find_handler(story) is None

"""How often they want to hear."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.often import read_reply_often

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> object:
    found = read_reply_often(Message(said, TODAY, choice), {})
    return found.values["reply_often"] if isinstance(found, Taken) else found


@pytest.mark.parametrize(
    "choice", ["daily", "every_few_days", "weekly", "fortnightly", "monthly", "news", "unknown"]
)
def test_a_button_is_the_answer(choice: str) -> None:
    assert read("", choice) == choice


@pytest.mark.parametrize(
    ("said", "often"),
    [
        ("daily", "daily"),
        ("every day", "daily"),
        ("once a day please", "daily"),
        ("weekly", "weekly"),
        ("once a week", "weekly"),
        ("every Friday", "weekly"),
        ("not every day, once a week", "weekly"),
        ("no more than once a week", "weekly"),
        ("every couple of days", "every_few_days"),
        ("every other day", "every_few_days"),
        ("twice a week", "every_few_days"),
        ("every 2-3 days", "every_few_days"),
        ("fortnightly", "fortnightly"),
        ("once a fortnight", "fortnightly"),
        ("every two weeks", "fortnightly"),
        ("monthly", "monthly"),
        ("once a month", "monthly"),
        ("only when there's something to say", "news"),
        ("when you have news", "news"),
        ("just when it's fixed", "news"),
        ("as and when", "news"),
        ("only when something changes", "news"),
        ("once there is an update", "news"),
        ("every day until it's fixed", "daily"),
        ("twice weekly", "every_few_days"),
        ("keep me posted", "news"),
        ("weekly. Who will ring me?", "weekly"),
        ("don't mind", UNKNOWN),
        ("up to you", UNKNOWN),
        ("not sure", UNKNOWN),
        ("skip", UNKNOWN),
    ],
)
def test_the_nearest_value(said: str, often: str) -> None:
    assert read(said) == often


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "why?",
        "how often do people hear?",
        "weekly or monthly",
        "as often as possible",
        "it drops every day",
        "bi-weekly",
        "I was charged every month",
        "don't bother me every day",
        "I want to speak to a person",
        "by email",
    ],
)
def test_an_unclear_one_is_asked_again(said: str) -> None:
    assert read(said) is None

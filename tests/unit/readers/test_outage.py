"""Who asks about an outage is told what is known; who says that there is one has a complaint."""

from __future__ import annotations

import pytest

from bot.readers.outage import asks_about_outage, only_asks_about_outage


@pytest.mark.parametrize(
    "text",
    [
        "is there an outage?",
        "Is there an outage in my area",
        "are there any known faults",
        "any outages?",
        "outage?",
        "is it just me?",
        "is it just us or is it everyone",
        "do you know of any outage?",
        "is your network down?",
        "is the internet down for everyone",
        "is anyone else down",
        "are other customers affected?",
        "have you got a status page",
        "what does your status page say? is there a known issue?",
        "Is there a network problem today?",
        "are your servers down?",
        "does anybody know if there is an outage?",
    ],
)
def test_a_question_about_an_outage_is_heard(text: str) -> None:
    assert asks_about_outage(text)


@pytest.mark.parametrize(
    "text",
    [
        "there has been an outage since Monday and nobody tells me anything",
        "total outage since Friday",
        "my broadband is down",
        "I want compensation for the outage",
        "the outage cost me money",
        "is my complaint logged?",
        "what is the status of my complaint?",
        "how do I complain",
        "when will it be fixed?",
        "are you a bot?",
        "you told me that it was just me",
        "is there a person I can talk to?",
        "can I go to CISAS yet?",
        "is there any news?",
    ],
)
def test_what_tells_of_an_outage_or_asks_something_else_is_not(text: str) -> None:
    assert not asks_about_outage(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("is there an outage?", True),
        ("hi, is there an outage in my area?", True),
        ("my broadband is down. Is there an outage?", False),
        ("it began on 3 November. Are there any known faults?", False),
    ],
)
def test_what_is_told_beside_the_question_is_not_lost(text: str, only: bool) -> None:
    assert only_asks_about_outage(text) is only

"""Trouble, news of it, and a complaint in so many words."""

from __future__ import annotations

import pytest

from bot.readers.trouble import says_they_complain, tells_news, tells_trouble


@pytest.mark.parametrize(
    "said",
    [
        "the internet here has been off since last Thursday, ticket 51877",
        "You've overcharged me for three months, and can I talk to somebody?",
    ],
)
def test_trouble_is_heard_beside_a_question_and_in_a_plain_off(said: str) -> None:
    assert tells_trouble(said)


@pytest.mark.parametrize("said", ["why has it been off since Monday?", "I'm off to work now, talk later"])
def test_a_question_and_a_goodbye_tell_no_trouble(said: str) -> None:
    assert not tells_trouble(said)


@pytest.mark.parametrize(
    ("said", "news"),
    [
        ("any update? they charged me a third time yesterday", "they charged me a third time yesterday"),
        ("any news? it happened again yesterday", "it happened again yesterday"),
        ("it went off again last night. where has my complaint got to?", "it went off again last night."),
        ("any news?", None),
        ("any news? thanks", None),
        ("it happened again yesterday", None),
    ],
)
def test_news_stands_beside_a_question(said: str, news: str | None) -> None:
    assert tells_news(said) == news


@pytest.mark.parametrize(
    ("said", "complains"),
    [
        ("you moved my number and I'm complaining", True),
        ("I want it on record as a complaint", True),
        ("we'd like to make a formal complaint about the bill", True),
        ("I've got a complaint, you took money", True),
        ("I don't want to complain", False),
        ("I complained on 3 May", False),
        ("what does a complaint cost", False),
    ],
)
def test_a_complaint_is_one_in_so_many_words(said: str, complains: bool) -> None:
    assert says_they_complain(said) is complains

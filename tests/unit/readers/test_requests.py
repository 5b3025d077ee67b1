"""Asking for something, or asking about it."""

from __future__ import annotations

import pytest

from bot.readers.requests import (
    asks_for_case_page,
    asks_for_person,
    asks_if_it_is_right,
    asks_if_must_wait,
    asks_if_too_late,
    names_a_final_letter,
    wants_a_visit,
    wants_the_letter,
)
from bot.readers.trouble import sounds_distressed


@pytest.mark.parametrize(
    "said",
    ["is there a page where I can see my case", "can you give me the link again", "where is the page for my case",
     "can i see my case online anywhere", "I'd like a link to track it", "where can i look at my complaint on a page",
     "can you send me that page link again"],
)  # fmt: skip
def test_who_looks_for_the_page_of_the_case_is_heard(said: str) -> None:
    assert asks_for_case_page(said)


@pytest.mark.parametrize(
    "said",
    ["can I complain online", "is there a website to make a complaint", "the link to the ombudsman, please",
     "where do I open a ticket", "where has my complaint got to", "my internet link is down"],
)  # fmt: skip
def test_who_looks_for_another_page_is_not_taken_for_it(said: str) -> None:
    assert not asks_for_case_page(said)


@pytest.mark.parametrize(
    ("said", "names"),
    [("send me a deadlock letter", True), ("I want your final answer in writing", True),
     ("did my letter get to you alright", False), ("a person, now", False), ("can you refer me early", True)],
)  # fmt: skip
def test_a_final_letter_is_asked_for_by_what_it_is(said: str, names: bool) -> None:
    assert names_a_final_letter(said) is names


@pytest.mark.parametrize(
    ("said", "sure", "alarm"),
    [("It is for my wife and me, at our home", 0.97, False),
     ("I live with my husband and the internet has been off since friday", 0.85, False),
     ("my husband died and I can't cope", 0.6, True),
     ("everything is too much for me now", 0.9, True),
     ("everything is too much for me now", 0.4, False)],
)  # fmt: skip
def test_who_lives_there_raises_no_alarm_and_a_hard_time_does(said: str, sure: float, alarm: bool) -> None:
    assert sounds_distressed(said, sure) is alarm


@pytest.mark.parametrize(
    "said",
    ["my internet has been off since friday, human please", "44120, can I talk to somebody",
     "please let me speak to a real person", "since Monday. get me a human", "I want a person",
     "just put me through to an agent", "it's dead again! person now"],
)  # fmt: skip
def test_a_wish_for_a_person_is_heard_wherever_it_stands(said: str) -> None:
    assert asks_for_person(said)


@pytest.mark.parametrize(
    "said",
    ["I tried to speak to a person", "I don't want to talk to a person", "I spoke to somebody now and then",
     "the agent told me to wait", "a person came round", "nobody rings back",
     "I couldn't get through to speak to someone",
     "I waited to speak to an advisor"],
)  # fmt: skip
def test_a_person_who_is_only_told_of_is_not_asked_for(said: str) -> None:
    assert not asks_for_person(said)


@pytest.mark.parametrize(
    ("said", "late", "wait", "right"),
    [
        ("have i missed my chance", True, False, False),
        ("is it too late for the ombudsman?", True, False, False),
        ("your page says nine months so have i missed it", True, False, False),
        ("do i still have to sit out the six weeks", False, True, False),
        ("is it too early still?", False, True, False),
        ("my brother says no letter no ombudsman. is he right", False, False, True),
        ("can i go to the ombudsman", False, False, False),
    ],
)
def test_how_it_is_asked_decides_what_yes_would_mean(said: str, late: bool, wait: bool, right: bool) -> None:
    found = (asks_if_too_late(said), asks_if_must_wait(said), asks_if_it_is_right(said))
    assert found == (late, wait, right)


@pytest.mark.parametrize(
    ("said", "visit"),
    [
        ("i want someone to actually turn up", True),
        ("send an engineer who will come this week", True),
        ("i want a person", False),
        ("somebody should ring me", False),
    ],
)
def test_somebody_who_is_to_come_is_no_person_in_the_chat(said: str, visit: bool) -> None:
    assert wants_a_visit(said) is visit


@pytest.mark.parametrize(
    ("line", "wants"),
    [
        ("I want a deadlock letter please, how long will that take?", True),
        ("We'd like the final letter", True),
        ("hi, i need my adr letter", True),
        ("I demand a deadlock letter", True),
        ("what is a deadlock letter?", False),
        ("how do I get a deadlock letter", False),
        ("I have a deadlock letter", False),
        ("I want large letters", False),
    ],
)
def test_who_wants_the_letter_says_so(line: str, wants: bool) -> None:
    assert wants_the_letter(line) is wants

"""Words that only somebody with a complaint that is logged can mean."""

from __future__ import annotations

import pytest

from bot.decisions.calendar import london_date
from bot.decisions.identity import Who
from bot.readers.message import Message
from bot.readers.their_complaint import (
    asks_of_complaint,
    has_more_to_add,
    tells_more,
    wants_of_complaint,
    wants_remedy,
    wants_to_add,
)
from bot.readers.who import Wish, asks_to_look_it_up, is_only_which, read_who
from tests.support.context import MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "I wish to withdraw my complaint please",
        "I want to add something to my complaint: the router light is red",
        "can I add to my complaint",
        "I'd like to accept the offer",
        "I refuse your offer",
        "its NOT sorted after all, dropping again!! FL-576-3L6-3KN8",
        "I withdrew my complaint, please open it again",
        "I complained last week and my internet is back so you can forget about it",
    ],
)
def test_a_wish_for_a_complaint_that_is_somewhere(text: str) -> None:
    assert wants_of_complaint(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to complain",
        "my internet is down and nobody rings me back",
        "my internet is back",
        "it is dropping again",
        "£25 is not good enough, I want to complain",
        "how do I complain?",
        "do I have to accept that?",
        "it is not acceptable that I pay and I do not receive",
        "can I reopen it if it comes back",
        "does the adr countdown reset if u reopen it",
        "I emailed my complaint last friday 20th november. what date should you have it sorted by",
        "i said yes to your offer last week and its settled. can i still go to the ombudsman",
        "I don't accept that answer, who reviews it",
        "ok but it's happened again and nobody does anything, I want this logged as a complaint",
        "Your support closed my ticket without asking me",
    ],
)
def test_what_somebody_without_one_may_say(text: str) -> None:
    assert not wants_of_complaint(text)


@pytest.mark.parametrize("text", ["wheres my £45", "so has anyone looked at it", "when will they fix it"])
def test_at_the_code_a_question_about_it_is_kept_for_later(text: str) -> None:
    assert asks_of_complaint(text)


@pytest.mark.parametrize(
    "text", ["no e-mail came", "when does the code come", "nothing came", "123456", "skip"]
)
def test_at_the_code_what_is_said_of_the_code_is_not(text: str) -> None:
    assert not asks_of_complaint(text)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("I want to add something to my complaint FL-KD6-L5K-P2KX", False),
        ("can I add something to my complaint please", False),
        ("I want to add to my complaint FL-KD6-L5K-P2KX that the router light is red", True),
        ("I want to add something to my complaint: it cuts out at night", True),
        ("ok and can you add that it now cuts out as well", True),
    ],
)
def test_whether_what_they_want_to_add_is_there_already(text: str, more: bool) -> None:
    assert wants_to_add(text)
    assert has_more_to_add(text) is more


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("hiya can u tell me about my complaint FL-576-3L6-3KN8", False),
        ("Status of FL-VVM-X2V-CWTH. And it better be good", False),
        ("FL-VVM-X2V-CWTH my line went dead again and nobody rings me", True),
    ],
)
def test_whether_it_tells_trouble_besides(text: str, tells: bool) -> None:
    assert tells_more(text) is tells


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("FL-576-3L6-3KN8", True),
        ("my ref is FL-576-3L6-3KN8", True),
        ("it's sam@example.com", True),
        ("withdraw FL-576-3L6-3KN8", False),
        ("hello", False),
    ],
)
def test_whether_a_reference_or_an_address_is_all_there_is(text: str, only: bool) -> None:
    assert is_only_which(text) is only


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("I complained ages ago, its the one about no dial tone", True),
        ("you should have it on the system", True),
        ("look it up", True),
        ("about three weeks ago", False),
        ("I complained on 2 November", False),
        ("ages ago", False),
    ],
)
def test_whether_they_want_it_looked_up(text: str, wants: bool) -> None:
    assert asks_to_look_it_up(text) is wants


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("another one please", Wish.AGAIN),
        ("can you send the code again please", Wish.AGAIN),
        ("what did you offer again", None),
        ("wheres my £45", None),
    ],
)
def test_at_the_code_again_is_about_the_code_only_where_it_says_so(text: str, wish: Wish | None) -> None:
    assert read_who(Who.CODE, text, None, Message(text, london_date(MONDAY))) == wish


@pytest.mark.parametrize(
    ("line", "wants"),
    [
        ("i want 14 quid a month back since sept n the price i was sold", True),
        ("I would like an apology", True),
        ("we want our money back", True),
        ("I just want £30 for the lost days", True),
        ("i need a refund for november", True),
        ("I'd like compensation please", True),
        ("i want out of my contract", True),
        ("can I get a refund?", False),
        ("I want to complain", False),
        ("I want a person", False),
        ("do you want money?", False),
        ("I want to withdraw my complaint", False),
    ],
)
def test_what_they_would_like_for_it(line: str, wants: bool) -> None:
    assert wants_remedy(line) is wants


@pytest.mark.parametrize(
    "line",
    [
        "And I want add: I have the screenshot where salesman write 24 pound",
        "i wanna add that he rang me twice",
        "I need to add one more thing, the box is hot",
    ],
)
def test_the_wish_to_add_in_broken_words(line: str) -> None:
    assert wants_to_add(line)
    assert has_more_to_add(line)

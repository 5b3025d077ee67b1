"""No message of the longest length may hold a reader up: patterns that try every split would stop the whole service."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from bot.decisions.questions import Question
from bot.readers.answers import Message, find_contact, is_first_time, read_answer
from bot.readers.asks_when import asks_when
from bot.readers.contact import read_address, read_email, read_phone
from bot.readers.dates import read_date
from bot.readers.names import name_beside_contact
from bot.readers.own_dates import read_own_dates
from bot.readers.problems.which import problem_of
from bot.readers.requests import asks_if_must_wait, declines_person
from bot.readers.tried import read_tried
from bot.readers.volunteered import correction, told_when, volunteered

TODAY = date(2026, 11, 23)
LONGEST = 2000
SECONDS = 0.2
DAY = {"from": "2026-11-01", "to": "2026-11-01"}

_PIECES = [
    "a",
    "a ",
    " ",
    "1",
    "1 ",
    "1-",
    "at ",
    "a at a ",
    "a@a,",
    "a@",
    "...",
    "'",
    "since ",
    "I told ",
    "for 1 days ",
    "1 day ",
    "not a ",
    "no ",
    "it is ",
    "internet is ",
    "phones all just ",
    "A1 ",
    "07 ",
    "+44 ",
    "(",
    "0 7 7 0 0 9 0 0 1 2 3 ",
    "My name is Aa ",
    "Aa ",
    "1/",
    "1.",
    "why ",
    " dot ",
    "\t\n",
    "been ",
    "me and ",
    "they not ",
    "twenty one ",
    "i i ",
    "no one ",
    "write to me at ",
    "call me on ",
    "nov 3 ",
    "line the line ",
    "last week ",
    "hundred and ",
    "monday ",
    "the 3 or ",
    "3 november ",
    "june to ",
    "between the 3 and ",
    "a week past ",
    "half term ",
    "since before christmas ",
    "the first monday in ",
    "week of the ",
    "last summer ",
]
LONG = [piece * (LONGEST // len(piece)) for piece in _PIECES] + [
    start + "a" * (LONGEST - len(start) - 1) + "!"
    for start in ("no sorry name is ", "since ", "for ", "not ", "I told", "a@", "a@a.")
]
LONG += [
    "no sorry name is " + "a " * 990 + "!",
    "no " + "since" * 300,
    "I told" + " " * 1990,
    "a@" + "a." * 990,
]

READERS: dict[str, Callable[[str], object]] = {
    "volunteered": lambda text: volunteered(Message(text, TODAY), {}),
    "correction": lambda text: correction(
        Message("no sorry " + text[:-9], TODAY),
        {Question.NAME: "x", Question.REPLY_ADDRESS: "x", Question.HAPPENED_ON: DAY},
    ),
    "told_when": lambda text: told_when(text, TODAY),
    "own_dates": lambda text: read_own_dates(text, TODAY),
    "asks_when": lambda text: asks_when(text, TODAY),
    "name_beside_contact": name_beside_contact,
    "asks_if_must_wait": asks_if_must_wait,
    "declines_person": declines_person,
    "is_first_time": lambda text: is_first_time(text, TODAY),
    "problem_of": problem_of,
    "read_tried": read_tried,
    "find_contact": find_contact,
    "read_date": lambda text: read_date(text, TODAY),
    "read_email": read_email,
    "read_phone": read_phone,
    "read_address": read_address,
}


def _asks(question: Question) -> Callable[[str], object]:
    answers = {Question.REPLY_BY: "letter", Question.HAPPENED_ON: DAY}
    return lambda text: read_answer(question, Message(text, TODAY), answers)


READERS |= {question.value: _asks(question) for question in Question}


@pytest.mark.parametrize("name", READERS)
def test_the_longest_message_is_read_at_once(name: str) -> None:
    READERS[name]("warm up")
    slow = {}
    for text in LONG:
        started = time.process_time()
        READERS[name](text)
        took = time.process_time() - started
        if took >= SECONDS:
            slow[text[:40]] = round(took, 2)
    assert not slow

"""Sums in pounds as people write them; ranges, rates and two sums are none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.money import find_pounds, read_amount

TODAY = date(2026, 11, 23)


def read(said: str, choice: str | None = None) -> object:
    found = read_amount(Message(said, TODAY, choice), {})
    return found.values["amount"] if isinstance(found, Taken) else found


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("£45", 45),
        ("£ 45", 45),
        ("45 quid", 45),
        ("45 pounds", 45),
        ("forty pounds", 40),
        ("forty-five pounds", 45),
        ("£1,234.50", 1234.5),
        ("£45.99", 45.99),
        ("45.99", 45.99),
        ("50p", 0.5),
        ("1.2k", 1200),
        ("£1.2k", 1200),
        ("a hundred pounds", 100),
        ("two hundred and fifty pounds", 250),
        ("a grand", 1000),
        ("twelve hundred", None),
        ("I want the £45 back", 45),
        ("you took £45 and I want £45 back", 45),
        ("about £45.", 45),
        ("45 pounds 50p", 45.5),
        ("I pay £30 a month and want £90 back", 90),
        ("it was £46 not £64", 46),
        ("twenty thousand pounds", 20000),
        ("£45,", 45),
        ("GBP 45", 45),
        ("a tenner", 10),
    ],
)
def test_a_sum_is_read(text: str, pounds: float | None) -> None:
    assert find_pounds(text) == pounds


def test_a_whole_sum_is_a_whole_number() -> None:
    assert isinstance(find_pounds("£45.00"), int)
    assert isinstance(find_pounds("£45.50"), float)


@pytest.mark.parametrize(
    "text",
    [
        "£30-£40",
        "£30 to £40",
        "30-40 quid",
        "between £30 and £40",
        "£30 or £40",
        "£30, and £40 for the router",
        "£45 a month",
        "£45 per month",
        "£45 twice",
        "£45/£50",
        "3 x £45",
        "thirty-odd quid",
        "£12.345",
        "more than £100",
        "up to £50",
        "a couple of hundred quid",
        "45 euros",
        "$45",
        "45",
        "30 meg",
        "at 10.30",
        "3.11.2026",
        "twenty five hundred pounds",
        "one fifty pounds",
        "forty pounds fifty",
        "£1.234,50",
        "£2m",
        "07700 900123",
        "a 5k run",
        "no money",
        "ten or twenty pounds",
    ],
)
def test_what_is_not_one_sum_is_none(text: str) -> None:
    assert find_pounds(text) is None


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("£45", 45),
        ("45", 45),
        ("about 45", 45),
        ("45 please", 45),
        ("45.99", 45.99),
        ("10.30", 10.3),
        ("1,200", 1200),
        ("forty", 40),
        ("a hundred", 100),
        ("I'd say two hundred", 200),
        ("£45. How long will it take?", 45),
        ("leave it to them", UNKNOWN),
        ("whatever is fair", UNKNOWN),
        ("up to you", UNKNOWN),
        ("let the manager decide", UNKNOWN),
        ("nothing", UNKNOWN),
        ("don't know", UNKNOWN),
        ("skip", UNKNOWN),
        ("I'll leave that to you", UNKNOWN),
    ],
)
def test_the_amount_asked_for(said: str, amount: object) -> None:
    assert read(said) == amount


@pytest.mark.parametrize(
    "said",
    [
        "how much can I get?",
        "£30-£40",
        "30 to 40",
        "yes",
        "two months",
        "3 November",
        "a lot",
        "07700 900123",
        "$45",
        "45%",
    ],
)
def test_an_unclear_amount_is_asked_again(said: str) -> None:
    assert read(said) is None


def test_a_button_leaves_it_open() -> None:
    assert read("", "unknown") == UNKNOWN

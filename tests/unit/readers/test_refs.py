"""Ticket and account numbers, what only looks like one, and card numbers, which are never kept."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Problem, Taken
from bot.readers.message import Message
from bot.readers.refs import find_account, find_reference, read_account, read_reference

TODAY = date(2026, 11, 23)
CARD = "4111 1111 1111 1111"


def reference(said: str, choice: str | None = None, pattern: str | None = None) -> object:
    found = read_reference(Message(said, TODAY, choice), {}, pattern)
    return found.values["reference"] if isinstance(found, Taken) else found


def account(said: str, choice: str | None = None) -> object:
    found = read_account(Message(said, TODAY, choice), {})
    return found.values["account"] if isinstance(found, Taken) else found


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("44120", "44120"),
        ("ticket #44120", "44120"),
        ("#44120", "44120"),
        ("INC-00412", "INC-00412"),
        ("inc-00412", "inc-00412"),
        ("INC 00412", "INC 00412"),
        ("CAS-1234-X", "CAS-1234-X"),
        ("CMP/7731", "CMP/7731"),
        ("the ticket number is 44120 I think", "44120"),
        ("44120 and 44121", "44120, 44121"),
        ("tickets 44120, 44121 and 44122", "44120, 44121, 44122"),
        ("FL-7KM-3RX-9PT4", "FL-7KM-3RX-9PT4"),
        ("ref: 884120.", "884120"),
        ("it's 1234 5678", "1234 5678"),
        ("44120. how long will it take?", "44120"),
        ("no ticket but the order number is 88123", "88123"),
        ("ticket 44120, ring me on 07700 900123", "44120"),
        ("44120 from 3 November 2026", "44120"),
        ("it was 44120, not 44121", "44120"),
        ("T-12", "T-12"),
        ("REF/2026/00123", "REF/2026/00123"),
    ],
)
def test_a_reference_is_kept_as_typed(said: str, value: str) -> None:
    assert reference(said) == value


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "none",
        "no I haven't got one",
        "I don't have a reference",
        "wasn't given one",
        "never got one",
        "there isn't one",
        "no reference number",
        "n/a",
        "they didn't give me a reference",
        "not that I know of",
    ],
)
def test_no_reference(said: str) -> None:
    assert reference(said) == "none"


@pytest.mark.parametrize(
    "said",
    ["skip", "don't know", "I can't find it", "I've lost it", "can't remember", "I don't have it to hand"],
)
def test_a_reference_that_is_not_known(said: str) -> None:
    assert reference(said) == UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        "07700 900123",
        "01632 960123",
        "12/11/2026",
        "2026-11-12",
        "3 November 2026",
        "LS1 4AB",
        "£450",
        "45.99",
        "100 calls",
        "80mbps",
        "200 meg",
        "123 High Street, Leeds",
        "why do you need it?",
        "what's a ticket number",
        "my account number is 8812345",
        "sam1234@example.com",
        "yes",
        "I want to speak to a manager",
        "at 10:30",
        "2026",
        "sort code 12-34-56 account 12345678",
    ],
)
def test_other_numbers_are_no_reference(said: str) -> None:
    assert reference(said) is None


def test_a_provider_s_own_pattern_wins() -> None:
    assert reference("order 88123, ticket NS1234", pattern=r"NS\d{4}") == "NS1234"
    assert reference("order 88123", pattern=r"NS\d{4}") == "88123"
    assert reference("it is NS1234", pattern=r"^NS\d{4}$") == "NS1234"
    assert reference("ANS12345", pattern=r"NS\d{4}") == "ANS12345"
    assert find_reference("my ticket is ns1234x-7 there", r"ns\d{4}x-\d") == "ns1234x-7"


@pytest.mark.parametrize(
    "said", [CARD, CARD.replace(" ", ""), CARD.replace(" ", "-"), f"ticket {CARD}", f"44120 {CARD}"]
)
def test_a_card_number_is_never_kept(said: str) -> None:
    assert reference(said) == Problem("utter_problem_card")
    assert account(said) == Problem("utter_problem_card")
    assert find_reference(f"ticket {said}") is None
    assert find_account(f"account {said}") is None


def test_a_long_number_that_is_no_card_is_a_reference() -> None:
    assert reference("4111111111111112") == "4111111111111112"


@pytest.mark.parametrize(
    ("story", "value"),
    [
        ("I raised ticket 44120 about it", "44120"),
        ("my reference is CMP-20417", "CMP-20417"),
        ("case number NS 3390", "NS 3390"),
        ("tickets 44120 and 44121 are both open", "44120, 44121"),
        ("fault number 77812 was closed", "77812"),
        ("order #88123", "88123"),
        ("Incident INC0049271, logged 3 March 2026", "INC0049271"),
        ("job no. 5512 never came", "5512"),
        ("Ref. 44120", "44120"),
        ("my job number's 5512", "5512"),
        ("case ref: 2026/1234", "2026/1234"),
        ("ref FL-7KM-3RX-9PT4", "FL-7KM-3RX-9PT4"),
    ],
)
def test_a_story_announces_its_reference(story: str, value: str) -> None:
    assert find_reference(story) == value


@pytest.mark.parametrize(
    "story",
    [
        "I rang on 44120",
        "I raised a ticket on 3 March 2026",
        "in case 1500 customers are off",
        "I ordered it in 2019",
        "my order was £450",
        "the job took 120 minutes",
        "my customer reference is 8812345",
        "the fault happened 128 times",
        "the case of 07700 900123",
        "ticket",
        "what is a reference number",
        "my broadband is at 30 not 300",
        "invoice number 55512",
        "an order of 2500 units",
        "jobs 1200 people lost",
    ],
)
def test_a_story_has_no_reference_by_accident(story: str) -> None:
    assert find_reference(story) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("8812345", "8812345"),
        ("ACC-1234", "ACC-1234"),
        ("my account number is 8812345", "8812345"),
        ("it's 1234 5678", "1234 5678"),
        ("customer ref C10442", "C10442"),
        ("don't know", UNKNOWN),
        ("no", UNKNOWN),
        ("skip", UNKNOWN),
        ("I haven't got it with me", UNKNOWN),
    ],
)
def test_an_account_number_is_kept_as_typed(said: str, value: str) -> None:
    assert account(said) == value


@pytest.mark.parametrize(
    "said",
    [
        "it's in the name of Joan Smith",
        "Joan Smith",
        "07700 900123",
        "why?",
        "ticket 44120",
        "LS1 4AB",
        "3/11/2026",
        "yes",
        "sort code 12-34-56",
        "12-34-56 12345678",
    ],
)
def test_other_words_are_no_account_number(said: str) -> None:
    assert account(said) is None


@pytest.mark.parametrize(
    ("story", "value"),
    [
        ("my account number is 8812345 and you charged me twice", "8812345"),
        ("Account 8812345", "8812345"),
        ("acc no 100442", "100442"),
        ("customer number: C10442", "C10442"),
        ("customer no. 88123", "88123"),
        ("a/c 55810234", "55810234"),
        ("the account is 2204417", "2204417"),
    ],
)
def test_a_story_announces_its_account(story: str, value: str) -> None:
    assert find_account(story) == value


@pytest.mark.parametrize(
    "story",
    [
        "you took £450 from my account",
        "my bank account 12345678 was charged",
        "I have had an account since 2019",
        "account 12345 or account 67890",
        "the account holder is Joan Smith",
        "8812345",
        "a customer 120 times over",
    ],
)
def test_a_story_has_no_account_by_accident(story: str) -> None:
    assert find_account(story) is None

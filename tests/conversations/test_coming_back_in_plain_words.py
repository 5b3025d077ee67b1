"""Somebody comes back without a reference, in words of their own, through the real engine; and the reverse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.decisions.records import CaseStatus
from bot.services.ports import Store
from tests.conversations.test_coming_back import (
    codes,
    logged,
    no_complaint_of,
    offered,
    shows,
    status,
)
from tests.support.customer import Customer
from tests.support.stack import Stack
from tests.support.waiting import until

CustomerOf = Callable[[str], Customer]


@pytest.mark.parametrize(
    ("line", "provider"),
    [
        ("got ur email bout 10 quid. no chance m8 not takin it", "all-communications"),
        ("i already complained. u offered me £10 and im not takin it", "x-communications"),
        ("saw your letter about the £10, I won't accept that", "netservers"),
    ],
)
def test_an_offer_is_refused_in_their_own_words_and_nothing_new_begins(
    stack: Stack, store: Store, customer_of: CustomerOf, line: str, provider: str
) -> None:
    address = f"ty-{provider}@example.org"
    reference = logged(stack, customer_of, store, address, provider)
    offered(store, reference, "We credit you £10")
    customer = customer_of(provider)
    assert "First I need to know that it is yours" in customer.says(line)
    shows(stack, customer, address, address)
    assert status(store, reference) is CaseStatus.OPEN
    assert f"added that to your complaint {reference}" in customer.says(
        "And I want add: I have the screenshot where salesman write 24 pound"
    )
    heard = customer.says("i want 14 quid a month back since sept n the price i was sold")
    assert "What you would like: i want 14 quid a month back" in heard
    assert f"Your complaint {reference} is open" in customer.says("wot happens now")
    assert customer.says("Is it saved?").texts[0].startswith("Yes.")
    assert no_complaint_of(store, customer)


def test_a_reference_in_the_middle_of_a_new_one_turns_to_that_complaint(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address = "margaret-comes-back@example.org"
    reference = logged(stack, customer_of, store, address, "x-communications")
    customer = customer_of("x-communications")
    customer.says(
        "Good morning. I was promised an engineer yesterday and I waited in all day and nobody came."
    )
    heard = shows(stack, customer, address, f"My complaint number is {reference}")
    assert f"on your complaint {reference}" in heard
    assert no_complaint_of(store, customer)


@pytest.mark.parametrize("provider", ["contactnow", "it-communications"])
def test_a_new_one_begins_whatever_it_sounds_like(
    customer_of: CustomerOf, store: Store, provider: str
) -> None:
    customer = customer_of(provider)
    heard = customer.says(
        "my phone line has been crackling for 3 weeks, two engineers came and it still isnt fixed. "
        "i want to log a complaint"
    )
    assert "First I need to know" not in heard
    other = customer_of(provider)
    assert "First I need to know" in other.says("where is my complaint about the crackling line?")
    heard = other.says("no this is a new complaint i havent complained before")
    assert "happen" in heard.question.lower(), str(heard)
    assert "I can't show that it is you" not in heard


def test_a_yes_in_their_own_words_and_whether_it_is_closed(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address = "dean-comes-back@example.org"
    reference = logged(stack, customer_of, store, address)
    customer = customer_of("contactnow")
    customer.says("wanna cancel my complaint, bank sorted it")
    assert f"If you withdraw your complaint {reference}" in shows(stack, customer, address, address)
    assert f"I have withdrawn your complaint {reference}" in customer.says("yes withdraw it")
    assert "Yes, it is closed." in customer.says("so its closed yeah?")
    assert f"{reference} is open again" in customer.says("actually no leave it open")
    assert "Does it settle your complaint" in customer.says("its sorted now")
    assert "because you said so" in customer.says("yes its sorted thankyou very much")
    assert "Yes, it is closed." in customer.says("is it closed then")


def test_can_i_go_now_is_answered_for_that_complaint(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address = "dean-goes-higher@example.org"
    logged(stack, customer_of, store, address)
    customer = customer_of("contactnow")
    customer.says(
        "When am I allowed to take my existing complaint to the ombudsman? It was logged on Monday."
    )
    assert "Not yet" in shows(stack, customer, address, address)
    for line in ("can i go now", "So can I go today?"):
        assert "Not yet" in customer.says(line)


def test_a_new_address_counts_after_its_code_and_a_helper_moves_nothing(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address, new = "paul-comes-back@example.org", "paul-new@example.org"
    reference = logged(stack, customer_of, store, address)
    customer = customer_of("contactnow")
    shows(stack, customer, address, f"status of {reference} please")
    heard = customer.says("please put me down as acting for her, Paul, 07700 900321")
    assert f"complaint {reference} that you act for the account holder" in heard
    assert "They can reach you at 07700 900321" in heard
    assert f"still go to: {address}" in customer.says(f"send the answers to {new}")
    assert f"goes to: {address}" in customer.says("where do the answers go")
    until(lambda: codes(stack, new), "a code to the new address")
    assert f"now go to: {new}" in customer.says(codes(stack, new)[-1])
    assert f"goes to: {new}" in customer.says("where do the answers go")


def test_who_comes_back_for_his_mother_is_in_no_danger(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    heard = customer.says(
        "Hi, my mum Margaret Holloway made a complaint about her phone line last week, I'm her son Paul"
    )
    assert "999" not in heard
    assert "You can complain for somebody else" in heard
    heard = customer.says("ok can someone call me on 07700 900321")
    assert "They can reach you at 07700 900321" in heard
    assert "If you type" not in heard

"""Refused clearly, nothing lost: dates that are none, slips, floods, and doors that Rasa leaves open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.services.ports import Store
from tests.support.customer import Customer
from tests.support.stack import Stack

CustomerOf = Callable[[str], Customer]
STORY = "Your invoices are wrong every single month and I want to complain about it"


def asked_when(customer_of: CustomerOf) -> Customer:
    customer = customer_of("netservers")
    assert "When did it happen" in customer.says(STORY)
    return customer


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("31 February", "There is no such day in the calendar"),
        ("24 December 2026", "That day has not come yet"),
        ("tomorrow", "That day has not come yet"),
    ],
)
def test_a_date_that_cannot_be_is_refused_and_the_story_is_kept(
    said: str, answered: str, store: Store, customer_of: CustomerOf
) -> None:
    customer = asked_when(customer_of)
    heard = customer.says(said)
    assert answered in heard
    assert "When did it happen" in heard
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert intake.answers["description"] == STORY
    assert "happened_on" not in intake.answers


def test_an_address_with_a_slip_is_offered_back(customer_of: CustomerOf) -> None:
    customer = asked_when(customer_of)
    for said in ("3 November", "today", "Sam Carter"):
        customer.says(said)
    assert "Did you mean sam@gmail.com?" in customer.says("sam@gmail.con")
    assert "The reply goes to: sam@gmail.com." in customer.presses("Yes, sam@gmail.com")


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        "\u00a0/restart",
        "  //restart",
        "\u200b/restart",
        '/greet{"reference":"HACKED"}',
        "/session_start",
    ],
)
def test_a_typed_command_is_only_text(typed: str, store: Store, customer_of: CustomerOf) -> None:
    customer = asked_when(customer_of)
    customer.says(typed)
    assert customer.transcript()[-1]["sender"] == "bot"
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert intake.answers["description"] == STORY
    assert typed in [line["text"] for line in customer.transcript() if line["sender"] == "customer"]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script> you lost my number and I am furious about it",
        "\U0001f621\U0001f621 you lost my number and I am furious about it",
    ],
)
def test_markup_and_emoji_are_kept_as_typed(typed: str, store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.presses("Make a complaint")
    customer.says(typed)
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert intake.answers["description"] == typed


def test_nul_is_left_out_and_the_rest_is_taken(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.presses("Make a complaint")
    customer.says("you lost my number\x00 and nobody answers me")
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert intake.answers["description"] == "you lost my number and nobody answers me"


def test_emoji_alone_are_asked_about_not_logged(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.presses("Make a complaint")
    assert "a few words about what went wrong" in customer.says("\U0001f621\U0001f621")


def test_a_hundred_kilobytes_are_refused_kindly_and_the_chat_goes_on(customer_of: CustomerOf) -> None:
    customer = asked_when(customer_of)
    refused = customer.try_post({"text": "x" * 100_000})
    assert refused.status_code == 413
    assert "shorter parts" in refused.json()["error"]["message"]
    assert "Tuesday 3 November" in customer.says("3 November")


def test_an_unknown_provider_is_refused_in_words(stack: Stack) -> None:
    import httpx

    answer = httpx.post(f"{stack.url}api/conversations", json={"provider": "nobody"}, trust_env=False)
    assert answer.status_code == 404
    assert "I don't know a provider by that name" in answer.json()["error"]["message"]

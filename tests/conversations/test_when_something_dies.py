"""kill -9 in the middle of a complaint: words for the customer, no half case, and the same answers go on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.services.ports import Store
from tests.support.customer import Customer
from tests.support.stack import Stack


@pytest.mark.parametrize("program", ["actions", "engine"])
def test_the_customer_is_told_and_the_same_answer_continues(
    program: str, stack: Stack, store: Store, customer_of: Callable[[str], Customer]
) -> None:
    customer = customer_of("it-communications")
    customer.says("You charged me for a line I cancelled and nobody answers, I want to complain")
    customer.says("3 November")

    pid = stack.kill(program)
    message = customer.sends("I told them on 5 November, and you can write to sam@example.org")
    heard = customer.answer_to(message, until=("pending", "done"))
    if heard.turn == "pending":  # it may be back before the message gets there
        assert "Nothing is lost" in heard
        assert "01702 668836" in heard
        assert "Talk to a person" in heard
        with store.read() as tx:
            assert len(tx.cases.of_conversation(customer.id)) <= 1
    stack.wait_for_new(program, pid)
    if heard.turn == "pending":
        heard = customer.answer_to(message)

    assert heard.turn == "done"
    assert "Thursday 5 November" in heard
    assert "What is your name?" in heard
    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
        intake = tx.intakes.latest(customer.id)
    assert case.description.startswith("You charged me")
    assert intake is not None
    assert intake.answers["first_told_on"] == {"from": "2026-11-05", "to": "2026-11-05"}
    customer.says("Sam Carter")
    assert case.reference in customer.finish()
    with store.read() as tx:
        assert len(tx.cases.of_conversation(customer.id)) == 1


def test_a_person_can_be_asked_for_while_the_engine_is_down(
    stack: Stack, customer_of: Callable[[str], Customer]
) -> None:
    import uuid

    import httpx

    customer = customer_of("it-communications")
    pid = stack.kill("engine")
    httpx.post(
        f"{stack.url}api/conversations/{customer.id}/person",
        headers={**customer.headers, "Idempotency-Key": str(uuid.uuid4())},
        trust_env=False,
    ).raise_for_status()
    said = " ".join(line["text"] for line in customer.transcript())
    assert "They aim to get back to you by the end of Tuesday 24 November." in said
    stack.wait_for_new("engine", pid)

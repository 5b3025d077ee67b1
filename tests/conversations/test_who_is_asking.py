"""Whoever asks after a complaint of another chat shows first who they are; nobody else learns that there is one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.decisions.recognition import RecognitionStatus
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer
from tests.support.lines import up_to_the_details
from tests.support.stack import Stack
from tests.support.waiting import until

CustomerOf = Callable[[str], Customer]
ASKS_FOR_CODE = "When you have the code, please type it here"


def newest_code(stack: Stack, address: str, count: int) -> str:
    """The code in letter number ``count`` of those with a code."""

    def codes() -> list[str]:
        letters = [str(mail.get_content()) for mail in stack.mails(address) if "code" in mail["Subject"]]
        return [found[1] for each in letters if (found := re.search(r"code is: (\d{6})", each))]

    until(lambda: len(codes()) >= count, f"letter {count} with a code")
    return codes()[-1]


def complained(customer: Customer, address: str) -> None:
    up_to_the_details(customer, address)
    customer.finish()


@pytest.mark.parametrize("provider", ["contactnow", "netservers"])
def test_in_another_chat_a_code_opens_the_complaint_and_its_status_follows_at_once(
    stack: Stack, store: Store, customer_of: CustomerOf, provider: str
) -> None:
    address = f"who-{provider}@example.org"
    first = customer_of(provider)
    complained(first, address)
    reference = rows_of(store, first).case.reference
    again = customer_of(provider)
    heard = again.says("what is happening with my complaint?")
    assert "What is the reference of your complaint?" in heard
    assert reference not in heard
    assert ASKS_FOR_CODE in again.says(reference)
    sent = len([mail for mail in stack.mails(address) if "code" in mail["Subject"]])
    heard = again.says(newest_code(stack, address, max(sent, 2)))
    assert "Now I know that it is you" in heard
    assert f"Your complaint {reference} is open" in heard
    with store.read() as tx:
        row = tx.recognitions.latest(again.id)
    assert row is not None
    assert row.status is RecognitionStatus.CONFIRMED
    assert list(row.answers) == ["_wish"]  # nothing of what showed it
    assert reference in again.says("any news?")


def test_somebody_without_the_code_hears_the_same_whether_or_not_there_is_a_complaint(
    store: Store, customer_of: CustomerOf
) -> None:
    first = customer_of("x-communications")
    complained(first, "secret@example.org")
    said = []
    for address in ("secret@example.org", "nobody-at-all@example.org"):
        stranger = customer_of("x-communications")
        stranger.says("where is my complaint up to")
        said.append([str(stranger.says(line)) for line in (address, "111111", "222222")])
    assert said[0] == said[1]
    assert rows_of(store, first).case.reference not in "".join(said[0])


def test_a_question_in_the_middle_is_answered_and_the_code_is_still_asked_for(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("it-communications")
    customer.says("what's happening with my complaint? my email is mid@example.org")
    heard = customer.says("what are your opening hours?")
    assert "9am to 5pm" in heard
    assert ASKS_FOR_CODE in heard


def test_stopping_ends_the_questions_and_a_person_is_there_in_one_turn(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    customer.says("I want to know where my complaint is")
    assert "I have stopped asking" in customer.says("stop, forget it")
    customer.says("where is my complaint?")
    customer.says("I want to speak to a person")
    assert rows_of(store, customer).handoff is not None


def test_a_bare_reference_of_somebody_else_is_answered_with_who_are_you(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    heard = customer.says("FL-37X-XK7-HMVN")
    assert ASKS_FOR_CODE in heard
    assert "If there is a complaint or an account with that" in heard


def test_danger_at_the_code_is_heard_before_anything_else(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says("where is my complaint? FL-37X-XK7-HMVN")
    heard = customer.says("I can't go on, I want to end my life")
    assert "116 123" in heard
    assert ASKS_FOR_CODE not in heard

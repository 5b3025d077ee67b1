"""Secrets, records and erasure through the whole stack: engine, tracker, logs and mail folder of the real thing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.decisions.records import CaseStatus
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer
from tests.support.lines import up_to_the_details
from tests.support.stack import SERVE, Stack
from tests.support.waiting import until

CustomerOf = Callable[[str], Customer]
CARD = "4539 5787 6362 1486"


def places(stack: Stack, text: str) -> list[str]:
    """The files of the stack in which ``text`` stands: databases row by row, all else as bytes."""
    found = []
    for file in stack.var.rglob("*"):
        if file.suffix == ".db":
            with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as raw:
                found += [file.name] if any(text in line for line in raw.iterdump()) else []
        elif (
            file.is_file() and not file.name.endswith(("-wal", "-shm")) and text.encode() in file.read_bytes()
        ):
            found.append(str(file.relative_to(stack.var)))
    return found


def test_a_card_number_reaches_neither_the_tracker_nor_a_log(stack: Stack, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    heard = customer.says(f"You charged my card {CARD} twice and I want to complain")
    assert "It was taken out, and was not kept." in heard
    for text in (CARD, CARD.replace(" ", "")):
        assert places(stack, text) == []
    assert "trackers.db" in places(stack, "[card number removed]")


@pytest.mark.parametrize(
    "text, reason", [("what do you hold about me?", "records_wanted"), ("delete my data", "erasure_wanted")]
)
def test_who_asks_for_their_data_gets_a_true_answer_and_a_person(
    store: Store, customer_of: CustomerOf, text: str, reason: str
) -> None:
    customer = customer_of("netservers")
    assert "kept about you" in customer.says(text)
    with store.read() as tx:
        waiting = tx.handoffs.open_of(customer.id)
    assert waiting is not None
    assert waiting.reason == reason


def test_what_is_erased_is_gone_from_the_stack_its_engine_and_its_mail(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address = "zephyrine.records@example.org"
    customer = customer_of("it-communications")
    up_to_the_details(customer, address)
    customer.finish()
    case = rows_of(store, customer).case
    until(lambda: bool(stack.mails(address)), "the letter is written")
    assert {"trackers.db", "firstline.db"} <= set(places(stack, address))
    with store.write() as tx:
        tx.cases.save(replace(case, status=CaseStatus.RESOLVED))
        tx.commit()
    erase = [SERVE[0], "erase", "it-communications", "--email", address, "--json"]
    done = subprocess.run(erase, capture_output=True, text=True, env=stack.env(), check=True)
    assert [each["name"] for each in json.loads(done.stdout)["chats"] if each["goes"]] == [case.reference]
    until(lambda: places(stack, address) == [], "the relay has seen to the mail and the engine")
    assert "trackers.db" not in places(stack, customer.id)
    assert stack.mails(address) == []

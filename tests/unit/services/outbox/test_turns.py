"""Who is sent to when: nobody waits for somebody else's slow system."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from bot.adapters.db.store import SqlStore
from bot.decisions.delivery import Delivered, Found, Outcome
from bot.decisions.outbox import ItemState, state_of
from bot.decisions.records import OutboxItem
from bot.services.outbox.turns import Turns
from tests.support.context import Clock
from tests.support.outbox import FakeSystem, sender

SECONDS = 20.0


class Slow:
    """A system that answers when the test lets it."""

    repeatable = True

    def __init__(self) -> None:
        self.asked, self.answers = threading.Event(), threading.Event()
        self.at_once, self.most = 0, 0

    def deliver(self, item: OutboxItem) -> Outcome:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.asked.set()
        assert self.answers.wait(SECONDS)
        self.at_once -= 1
        return Delivered()

    def find(self, item: OutboxItem) -> Found:
        return None


def queue(store: SqlStore, kind: str, *keys: str, provider: str = "netservers") -> None:
    with store.write() as tx:
        for key in keys:
            tx.outbox.add(kind, key, {"provider": provider}, Clock().instant)
        tx.commit()


def sent(store: SqlStore) -> list[str]:
    with store.read() as tx:
        return [item.key for item in tx.outbox.all() if state_of(item) is ItemState.SENT]


def until(turns: Turns, store: SqlStore, *keys: str) -> None:
    """Rounds until all of ``keys`` are sent."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        turns()
        if set(keys) <= set(sent(store)):
            return
        time.sleep(0.01)
    raise AssertionError(f"only {sent(store)} were sent")


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def turns(store: SqlStore, clock: Clock, slow: Slow) -> Iterator[Turns]:
    mails = FakeSystem(repeatable=True)
    made = Turns(sender(store, {"ticket": slow, "ticket_note": slow, "mail": mails}, clock), lambda: 3, 8)
    yield made
    slow.answers.set()
    made.close()


def test_a_slow_system_holds_up_no_mail_and_no_other_provider(
    store: SqlStore, turns: Turns, slow: Slow
) -> None:
    queue(store, "ticket", "t1")
    turns()
    assert slow.asked.wait(SECONDS)
    queue(store, "mail", "m1", "m2", "m3", "m4", "m5")
    queue(store, "mail", "m6", provider="contactnow")
    until(turns, store, "m1", "m2", "m3", "m4", "m5", "m6")
    assert "t1" not in sent(store)
    slow.answers.set()
    until(turns, store, "t1")


def test_one_system_gets_one_thing_at_a_time(store: SqlStore, turns: Turns, slow: Slow) -> None:
    queue(store, "ticket", "t1", "t2")
    queue(store, "ticket_note", "n1")
    for _ in range(5):
        turns()
    assert slow.asked.wait(SECONDS)
    slow.answers.set()
    until(turns, store, "t1", "t2", "n1")
    assert slow.most == 1


def test_how_many_arrived_is_told(store: SqlStore, turns: Turns) -> None:
    queue(store, "mail", "m1", "m2")
    end, arrived = time.monotonic() + SECONDS, 0
    while arrived < 2 and time.monotonic() < end:
        arrived += turns()
        time.sleep(0.01)
    assert arrived == 2


def test_at_the_end_the_item_in_hand_is_finished_and_no_other_begun(
    store: SqlStore, turns: Turns, slow: Slow
) -> None:
    queue(store, "ticket", "t1", "t2")
    turns()
    assert slow.asked.wait(SECONDS)
    ended = threading.Thread(target=turns.close)
    ended.start()
    time.sleep(0.1)
    assert ended.is_alive()
    slow.answers.set()
    ended.join(SECONDS)
    assert sent(store) == ["t1"]
    with store.read() as tx:
        assert tx.outbox.claimants() == []


def test_what_the_store_raised_in_a_turn_is_raised_by_the_next_round(
    store: SqlStore, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise ZeroDivisionError

    queue(store, "mail", "m1")
    monkeypatch.setattr(store, "claim", fail)
    turns()
    assert failed.wait(10)
    monkeypatch.undo()

    def again_and_again() -> None:
        for _ in range(500):  # until the turn that failed has ended
            turns()
            time.sleep(0.01)

    with pytest.raises(ZeroDivisionError):
        again_and_again()
    until(turns, store, "m1")

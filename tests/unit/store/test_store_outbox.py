"""Who has what in hand: one relay an item, in order, and nobody waits for a lock that is not theirs."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from bot.adapters.db.store import SqlStore, SqlTransaction
from bot.decisions.outbox import Dead, Later, Parked, Sent
from bot.decisions.records import OutboxItem
from bot.services.outbox.send import Sender
from bot.services.outbox.turns import send_due
from tests.support.context import Clock
from tests.support.outbox import LEASE, FakeSystem, Machine, sender
from tests.support.raw import ONLY_POSTGRESQL
from tests.support.rows import AT

MACHINE = Machine()()
MINUTE = timedelta(minutes=1)


def add(
    store: SqlStore, *keys: str, kind: str = "ticket", lane: str | None = None, provider: str = "netservers"
) -> None:
    with store.write() as tx:
        for key in keys:
            tx.outbox.add(kind, key, {"provider": provider}, AT, lane=lane)
        tx.commit()


def take(tx: SqlTransaction, by: str = "a", machine_after: timedelta = timedelta()) -> OutboxItem | None:
    now = MACHINE + machine_after
    return tx.outbox.claim("netservers", ("ticket", "ticket_note"), by, AT, now, now + LEASE)


def claim(store: SqlStore, by: str = "a", machine_after: timedelta = timedelta()) -> OutboxItem | None:
    with store.claim() as tx:
        item = take(tx, by, machine_after)
        tx.commit()
    return item


def settle(store: SqlStore, item: OutboxItem | None, move: Sent | Later | Dead | Parked) -> bool:
    assert item is not None
    with store.write() as tx:
        kept = tx.outbox.settle(item, move, AT)
        tx.commit()
    return kept


def test_what_one_has_in_hand_no_other_gets_until_its_time_is_up(store: SqlStore) -> None:
    add(store, "t1")
    first = claim(store, "a")
    assert first is not None
    assert (first.claimed_by, first.begun_at) == ("a", None)
    assert claim(store, "b", LEASE - timedelta(seconds=1)) is None
    second = claim(store, "b", LEASE)
    assert second is not None
    assert (second.claimed_by, second.begun_at) == ("b", AT)


def test_whoever_lost_it_changes_nothing_but_that_it_arrived(store: SqlStore) -> None:
    add(store, "t1")
    mine = claim(store, "a")
    claim(store, "b", LEASE)
    assert not settle(store, mine, Dead("401"))
    assert settle(store, mine, Sent("7"))
    assert not settle(store, mine, Sent("8"))


def test_an_item_in_doubt_stays_so_over_a_later_try(store: SqlStore) -> None:
    add(store, "t1")
    assert settle(store, claim(store), Later(AT, "no answer", in_doubt=True))
    again = claim(store)
    assert again is not None
    assert (again.begun_at, again.attempts, again.failing_since) == (AT, 1, AT)
    assert settle(store, again, Later(AT, "refused"))
    third = claim(store)
    assert third is not None
    assert third.begun_at is None


def test_only_what_has_work_is_ready_and_what_rests_is_not(store: SqlStore) -> None:
    add(store, "t1", "t2")
    add(store, "m1", kind="mail")
    add(store, "f1", kind="forget_chat")
    add(store, "t3", provider="contactnow")
    settle(store, claim(store), Later(AT, "429", rests_until=AT + MINUTE))
    with store.read() as tx:
        assert sorted(tx.outbox.ready(AT, MACHINE)) == [("contactnow", "ticket"), ("netservers", "mail")]
        assert ("netservers", "ticket") in tx.outbox.ready(AT + MINUTE, MACHINE)
    assert claim(store) is None


def test_who_has_something_is_known_and_can_be_let_go(store: SqlStore) -> None:
    add(store, "t1", "t2")
    claim(store, "a")
    claim(store, "b")
    with store.write() as tx:
        assert tx.outbox.claimants() == ["a", "b"]
        assert tx.outbox.release("a") == 1
        assert tx.outbox.claimants() == ["b"]


def test_how_it_went_is_counted(store: SqlStore, url: str) -> None:
    with store.write() as tx:
        for outcome in ("delivered", "again", "delivered"):
            tx.outbox.count("netservers", "mail", outcome)
        tx.commit()
    with store.read() as tx:
        assert tx.outbox.counted() == {
            ("netservers", "mail", "delivered"): 2,
            ("netservers", "mail", "again"): 1,
        }


def test_several_relays_send_each_item_once(store: SqlStore) -> None:
    keys = [f"t{number}" for number in range(60)]
    add(store, *keys)
    system, clock, start = FakeSystem(), Clock(AT), Barrier(4)
    relays = [sender(store, {"ticket": system}, clock, me=f"relay {number}") for number in range(4)]

    def work(relay: Sender) -> None:
        start.wait(20)
        send_due(relay)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, relays))
    assert Counter(system.there) == Counter(keys)


@ONLY_POSTGRESQL
def test_a_relay_passes_over_what_another_is_just_claiming(store: SqlStore) -> None:
    add(store, "t1", "t2")
    with store.claim() as one, store.claim() as other:
        first, second = take(one, "a"), take(other, "b")
        one.commit()
        other.commit()
    assert first is not None
    assert second is not None
    assert {first.key, second.key} == {"t1", "t2"}


@ONLY_POSTGRESQL
def test_a_relay_takes_an_item_while_somebody_writes(store: SqlStore) -> None:
    add(store, "t1")
    with store.write() as tx:
        tx.outbox.add("ticket", "t2", {"provider": "netservers"}, AT)
        first = claim(store)
    assert first is not None
    assert first.key == "t1"


@pytest.mark.parametrize(
    "moves, next_",
    [
        ([], "ticket"),
        ([Later(AT + MINUTE, "busy")], None),
        ([Parked("no answer")], None),
        ([Dead("401")], None),
        ([Sent("1")], "n1"),
        ([Sent("1"), Later(AT + MINUTE, "busy")], None),
        ([Sent("1"), Dead("422")], "n2"),
        ([Sent("1"), Parked("no answer")], "n2"),
        ([Sent("1"), Sent(None)], "n2"),
    ],
)
def test_in_a_lane_each_waits_for_what_is_before_it(
    store: SqlStore, moves: list[Sent | Later | Dead | Parked], next_: str | None
) -> None:
    add(store, "ticket", lane="case-1")
    add(store, "n1", "n2", kind="ticket_note", lane="case-1")
    for move in moves:
        assert settle(store, claim(store), move)
    item = claim(store)
    assert (None if item is None else item.key) == next_


def test_lanes_wait_for_nobody_else(store: SqlStore) -> None:
    add(store, "one", lane="case-1")
    add(store, "two", lane="case-2")
    settle(store, claim(store), Later(AT + MINUTE, "busy"))
    item = claim(store)
    assert item is not None
    assert item.key == "two"

"""One item, one system that may refuse, be slow, be gone or die with us in the middle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.adapters.db.store import SqlStore
from bot.decisions.delivery import Delivered, Impossible, TryAgain, Unknown
from bot.decisions.errors import Unavailable
from bot.decisions.outbox import ItemState, state_of
from bot.decisions.records import OutboxItem
from bot.services.outbox.carriers import Carriers
from bot.services.outbox.send import Sender
from bot.services.outbox.turns import send_due
from bot.services.ports import Transaction
from tests.support.context import Clock
from tests.support.outbox import LEASE, FakeSystem, Machine, sender

RETRY = timedelta(seconds=5)


class Killed(BaseException):
    """As SIGKILL: nothing after it happens."""


def queue(store: SqlStore, *keys: str, kind: str = "ticket", lane: str | None = None, **payload: Any) -> None:
    with store.write() as tx:
        for key in keys:
            tx.outbox.add(kind, key, {"provider": "netservers", **payload}, Clock().instant, lane=lane)
        tx.commit()


def items(store: SqlStore) -> list[OutboxItem]:
    with store.read() as tx:
        return tx.outbox.all()


def states(store: SqlStore) -> list[ItemState]:
    return [state_of(item) for item in items(store)]


def kill(item: OutboxItem) -> None:
    raise Killed


def die_in_the_middle(send: Sender) -> None:
    """The relay is killed during its attempt, and its time with the item runs out."""
    with pytest.raises(Killed):
        send_due(send)


def test_it_arrives_once_and_its_number_over_there_is_kept(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(says=[Delivered("000417")])
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock)
    assert (send_due(send), send_due(send)) == (1, 0)
    (item,) = items(store)
    assert (item.sent_at, item.remote_id, item.claimed_by, item.begun_at) == (clock(), "000417", None, None)
    assert system.there == ["t1"]


def test_a_providers_own_system_goes_before_the_one_for_all(store: SqlStore, clock: Clock) -> None:
    own, everybody = FakeSystem(), FakeSystem()
    queue(store, "t1")
    queue(store, "t2", provider="contactnow")
    send_due(sender(store, Carriers({"ticket": everybody}, {("netservers", "ticket"): own}), clock))
    assert (own.there, everybody.there) == (["t1"], ["t2"])


def test_retry_after_is_obeyed_to_the_second_by_all_that_goes_there(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(says=[TryAgain("429", timedelta(seconds=5)), Delivered("1")])
    mails = FakeSystem()
    queue(store, "t1", "t2")
    queue(store, "m1", kind="mail")
    send = sender(store, {"ticket": system, "ticket_note": system, "mail": mails}, clock)
    send_due(send)
    queue(store, "n1", kind="ticket_note")
    clock.forward(seconds=4.9)
    assert send_due(send) == 0
    assert (system.there, mails.there) == ([], ["m1"])
    clock.forward(seconds=0.1)
    assert send_due(send) == 3


def test_an_impossible_one_is_dead_told_once_and_not_tried_again(store: SqlStore, clock: Clock) -> None:
    told: list[str] = []
    system = FakeSystem(says=[Impossible("401: the key was refused")])
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock, ended=lambda tx, item, move: told.append(move.reason))
    send_due(send)
    clock.forward(days=2)
    send_due(send)
    (item,) = items(store)
    assert (state_of(item), item.attempts, item.last_error) == (ItemState.DEAD, 1, "401: the key was refused")
    assert told == ["401: the key was refused"]


def test_without_an_answer_a_keyed_system_gets_it_again(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(repeatable=True, says=[Unknown("timeout"), Delivered("1")], arrives=True)
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock)
    send_due(send)
    assert states(store) == [ItemState.FAILING]
    clock.forward(seconds=6)
    send_due(send)
    assert (states(store), system.there, system.looked) == ([ItemState.SENT], ["t1"], 0)


def test_without_an_answer_what_is_there_is_found_and_not_sent_again(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(says=[Unknown("timeout")], arrives=True)
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock)
    send_due(send)
    (item,) = items(store)
    assert (state_of(item), item.remote_id, system.there) == (ItemState.SENT, "found", ["t1"])


def test_what_shows_late_over_there_is_not_sent_twice(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(says=[Unknown("timeout")], arrives=False)
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock)
    send_due(send)
    system.there.append("t1")  # it had been slow, not gone
    clock.forward(seconds=59)
    assert send_due(send) == 0
    clock.forward(seconds=10)
    send_due(send)
    assert (states(store), system.there) == ([ItemState.SENT], ["t1"])


def test_without_an_answer_what_is_missing_for_long_is_sent_again(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(says=[Unknown("reset"), Delivered("2")], arrives=None)
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock)
    send_due(send)
    clock.forward(minutes=2)
    send_due(send)
    (item,) = items(store)
    assert (state_of(item), item.remote_id, system.looked) == (ItemState.SENT, "2", 2)


def test_without_an_answer_where_nobody_can_look_it_waits_for_a_person(store: SqlStore, clock: Clock) -> None:
    told: list[str] = []
    system = FakeSystem(says=[Unknown("timeout")], arrives=True, can_look=None)
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock, ended=lambda tx, item, move: told.append(item.key))
    send_due(send)
    clock.forward(days=30)
    send_due(send)
    assert (states(store), system.there, told) == ([ItemState.PARKED], ["t1"], ["t1"])


def test_a_system_that_cannot_be_asked_just_now_is_asked_again_and_nothing_is_sent_meanwhile(
    store: SqlStore, clock: Clock
) -> None:
    system = FakeSystem(says=[Unknown("timeout")], arrives=True, can_look=TryAgain("gone"))
    queue(store, "t1")
    send = sender(store, {"ticket": system}, clock)
    for _ in range(20):
        send_due(send)
        clock.forward(minutes=5)
    assert (states(store), system.there) == ([ItemState.FAILING], ["t1"])
    system.can_look = "looks"
    clock.forward(hours=2)
    send_due(send)
    assert (states(store), system.there) == ([ItemState.SENT], ["t1"])


@pytest.mark.parametrize("arrived", [True, False], ids=["after it arrived", "before it arrived"])
@pytest.mark.parametrize(
    "repeatable, can_look, state",
    [(True, None, ItemState.SENT), (False, "looks", ItemState.SENT), (False, None, ItemState.PARKED)],
    ids=["keyed", "can be asked", "neither"],
)
def test_a_relay_that_dies_in_the_middle_loses_nothing_and_sends_nothing_twice(
    store: SqlStore, clock: Clock, machine: Machine, repeatable: bool, can_look: Any, state: ItemState, arrived: bool,
) -> None:  # fmt: skip
    system = FakeSystem(repeatable=repeatable, can_look=can_look, before=kill)
    queue(store, "t1")
    die_in_the_middle(sender(store, {"ticket": system}, clock, machine=machine, me="dead"))
    if arrived:
        system.there.append("t1")
    system.before = lambda item: None
    other = sender(store, {"ticket": system}, clock, machine=machine, me="other")
    assert send_due(other) == 0  # it may still be alive
    machine.at += LEASE
    clock.forward(minutes=3)
    send_due(other)
    assert states(store) == [state]
    assert system.there == ([] if state is ItemState.PARKED and not arrived else ["t1"])


def test_a_relay_that_was_too_slow_may_say_that_it_arrived_though_another_has_it(
    store: SqlStore, clock: Clock, machine: Machine
) -> None:
    system = FakeSystem(can_look=None)
    other = sender(store, {"ticket": FakeSystem(can_look=None)}, clock, machine=machine, me="other")

    def freeze(item: OutboxItem) -> None:
        machine.at += LEASE
        clock.forward(minutes=3)
        send_due(other)
        assert states(store) == [ItemState.PARKED]

    system.before = freeze
    queue(store, "t1")
    send_due(sender(store, {"ticket": system}, clock, machine=machine, me="slow"))
    assert (states(store), system.there) == ([ItemState.SENT], ["t1"])


def test_a_relay_that_was_too_slow_does_not_undo_what_another_found(
    store: SqlStore, clock: Clock, machine: Machine
) -> None:
    system = FakeSystem(says=[TryAgain("busy")], repeatable=True)
    other = sender(store, {"ticket": FakeSystem(repeatable=True)}, clock, machine=machine, me="other")

    def freeze(item: OutboxItem) -> None:
        machine.at += LEASE
        send_due(other)

    system.before = freeze
    queue(store, "t1")
    send_due(sender(store, {"ticket": system}, clock, machine=machine, me="slow"))
    (item,) = items(store)
    assert (state_of(item), item.last_error) == (ItemState.SENT, None)


def test_a_note_waits_for_its_ticket_and_notes_keep_their_order(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(says=[TryAgain("gone"), Delivered("1")])
    queue(store, "ticket", lane="case-1")
    queue(store, "n1", "n2", kind="ticket_note", lane="case-1")
    queue(store, "other", lane="case-2")
    send = sender(store, {"ticket": system, "ticket_note": system}, clock)
    send_due(send)
    assert system.there == ["other"]
    clock.forward(seconds=6)
    send_due(send)
    assert system.there == ["other", "ticket", "n1", "n2"]


@pytest.mark.parametrize("says", [Impossible("422"), Unknown("timeout")], ids=["dead", "parked"])
def test_a_ticket_that_ended_holds_its_notes_until_a_person_has_seen_to_it(
    store: SqlStore, clock: Clock, says: Any
) -> None:
    system = FakeSystem(says=[says, Delivered("1")], can_look=None)
    queue(store, "ticket", lane="case-1")
    queue(store, "n1", kind="ticket_note", lane="case-1")
    send = sender(store, {"ticket": system, "ticket_note": system}, clock)
    send_due(send)
    clock.forward(days=3)
    send_due(send)
    assert system.there == []
    with store.write() as tx:
        assert tx.outbox.again(items(store)[0].id, clock())
        tx.commit()
    send_due(send)
    assert system.there == ["ticket", "n1"]


def test_a_note_that_ended_holds_no_other(store: SqlStore, clock: Clock) -> None:
    system = FakeSystem(says=[Delivered("1"), Impossible("422"), Delivered("2")])
    queue(store, "ticket", lane="case-1")
    queue(store, "n1", "n2", kind="ticket_note", lane="case-1")
    send_due(sender(store, {"ticket": system, "ticket_note": system}, clock))
    assert system.there == ["ticket", "n2"]


def test_what_else_is_noted_is_noted_with_it_and_its_mistakes_do_not_send_it_again(
    store: SqlStore, clock: Clock
) -> None:
    def note(tx: Transaction, item: OutboxItem, remote_id: str | None) -> None:
        tx.audit.add(clock(), "ticket.opened", f"case:{item.key}", data={"number": remote_id})
        if item.key == "t2":
            raise ValueError("a mistake of ours")

    system = FakeSystem(says=[Delivered("7")])
    queue(store, "t1", "t2")
    send = sender(store, {"ticket": system}, clock, arrived={"ticket": note})
    send_due(send)
    clock.forward(days=1)
    send_due(send)
    assert (states(store), system.there) == ([ItemState.SENT, ItemState.SENT], ["t1", "t2"])
    with store.read() as tx:
        assert [entry.data for entry in tx.audit.of("case:t1")] == [{"number": "7"}]
        assert tx.audit.of("case:t2") == []


def test_a_store_that_is_busy_for_a_moment_forgets_no_result(
    store: SqlStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = FakeSystem(can_look=None)
    queue(store, "t1")
    send, write, left = sender(store, {"ticket": system}, clock), store.write, [2]

    def busy() -> Any:
        if left[0]:
            left[0] -= 1
            raise Unavailable("The database cannot take it now.")
        return write()

    monkeypatch.setattr(store, "write", busy)
    send_due(send)
    assert (states(store), left) == ([ItemState.SENT], [0])


def test_a_broken_carrier_is_an_unknown_outcome(
    store: SqlStore, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def break_it(item: OutboxItem) -> None:
        raise KeyError("ann@example.com")

    system = FakeSystem(before=break_it, can_look=None)
    queue(store, "t1")
    send_due(sender(store, {"ticket": system}, clock))
    assert states(store) == [ItemState.PARKED]
    assert "KeyError at test_send.py" in caplog.text
    assert "ann@example.com" not in caplog.text

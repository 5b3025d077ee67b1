"""What a person decides of what did not arrive, who may, and what is left of it in the audit trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.errors import Refused
from bot.decisions.outbox import Dead, ItemState, Later, Parked, Sent, state_of
from bot.decisions.records import Agent, OutboxItem, Role
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.outbox.by_hand import SeenToAlready, it_is_there, try_again
from bot.services.outbox.seen import how_many_stuck, unsent
from bot.services.outbox.turns import send_due
from bot.services.ports import Transaction
from tests.support import rows
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.outbox import FakeSystem, sender, settled


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def boss(context: Context) -> Agent:
    return add_agent(context, "Priya", "netservers", Role.SUPERVISOR)


def ended(
    context: Context, move: Dead | Parked | Sent | Later, key: str = "t1", chat: str | None = None
) -> int:
    return settled(context.store, move, context.now(), key, chat=chat)


def item_of(context: Context, id: int) -> OutboxItem:
    with context.store.read() as tx:
        item = tx.outbox.get(id)
    assert item is not None
    return item


@pytest.mark.parametrize("move, looked", [(Dead("401"), False), (Parked("no answer"), True)])
def test_it_is_sent_again_as_if_it_were_new(
    context: Context, boss: Agent, move: Dead | Parked, looked: bool
) -> None:
    id = ended(context, move)
    try_again(context, boss, id, looked=looked)
    item = item_of(context, id)
    assert (state_of(item), item.attempts, item.begun_at, item.failing_since) == (
        ItemState.WAITING,
        0,
        None,
        None,
    )
    system = FakeSystem(can_look=None)
    send_due(sender(context.store, {"ticket": system}, context.now))
    assert system.there == ["t1"]
    with context.store.read() as tx:
        (entry,) = tx.audit.of(f"outbox:{id}")
    assert (entry.action, entry.agent_id, entry.provider) == ("outbox.again", boss.id, "netservers")
    assert entry.data == {"kind": "ticket", "was": "dead" if isinstance(move, Dead) else "parked"}


def test_what_may_be_there_is_not_sent_before_somebody_has_looked(context: Context, boss: Agent) -> None:
    id = ended(context, Parked("no answer"))
    with pytest.raises(Refused, match="Look there first"):
        try_again(context, boss, id)
    assert state_of(item_of(context, id)) is ItemState.PARKED


def test_it_is_there_with_its_number_and_what_else_is_noted(context: Context, boss: Agent) -> None:
    noted: list[str | None] = []

    def note(_tx: Transaction, _item: OutboxItem, number: str | None) -> None:
        noted.append(number)

    id = ended(context, Parked("no answer"))
    it_is_there(context, boss, id, " 000417 ", {"ticket": note})
    item = item_of(context, id)
    assert (state_of(item), item.remote_id, item.sent_at, noted) == (
        ItemState.SENT, "000417", context.now(), ["000417"],
    )  # fmt: skip
    with context.store.read() as tx:
        assert [entry.data for entry in tx.audit.of(f"outbox:{id}")] == [
            {"kind": "ticket", "number": "000417"}
        ]


@pytest.mark.parametrize("move", [Sent("1"), Dead("401"), Parked("no answer")])
def test_the_second_of_two_people_hears_that_it_is_seen_to(context: Context, boss: Agent, move: Sent) -> None:
    id = ended(context, move)
    if not isinstance(move, Sent):
        it_is_there(context, boss, id, "", {})
    with pytest.raises(SeenToAlready):
        it_is_there(context, boss, id, "7", {})
    with pytest.raises(SeenToAlready):
        try_again(context, boss, id, looked=True)


def test_one_that_fails_is_tried_now_and_stays_in_doubt(context: Context, boss: Agent, clock: Clock) -> None:
    id = ended(
        context,
        Later(clock().replace(year=2030), "busy", in_doubt=True, rests_until=clock().replace(year=2030)),
    )
    try_again(context, boss, id)
    item = item_of(context, id)
    assert (item.due_at, item.rests_until, item.attempts) == (clock(), None, 1)
    assert item.begun_at is not None


@pytest.mark.parametrize("number", ["x" * 101, "7\n8"])
def test_a_number_that_is_none_is_refused(context: Context, boss: Agent, number: str) -> None:
    id = ended(context, Parked("no answer"))
    with pytest.raises(Refused, match="100 characters"):
        it_is_there(context, boss, id, number, {})


@pytest.mark.parametrize("provider, role", [("netservers", Role.AGENT), ("contactnow", Role.ADMINISTRATOR)])
def test_only_a_supervisor_of_the_provider_may(context: Context, provider: str, role: Role) -> None:
    other = add_agent(context, "Tom", provider, role)
    id = ended(context, Parked("no answer"))
    for act in (
        lambda: try_again(context, other, id, looked=True),
        lambda: it_is_there(context, other, id, "", {}),
    ):
        with pytest.raises(NotYours):
            act()
    assert unsent(context, other) == []
    assert how_many_stuck(context, other) == 0


def test_work_of_our_own_is_nobodys_here(context: Context, boss: Agent) -> None:
    with context.store.write() as tx:
        tx.outbox.add("forget_chat", "forget", {}, context.now())
        (item,) = tx.outbox.all()
        tx.commit()
    with pytest.raises(NotYours):
        try_again(context, boss, item.id)
    assert unsent(context, None) == []


def test_what_waits_for_a_person_comes_first_and_says_what_it_is_about(context: Context, boss: Agent) -> None:
    case = rows.case(conversation_id="chat")
    with context.store.write() as tx:
        rows.add_parents(tx)
        tx.cases.add(case)
        tx.outbox.add("mail", "waits", {"provider": "netservers", "to": "a@example.org"}, context.now())
        tx.commit()
    ended(context, Sent("1"), "sent")
    ended(context, Dead("401"), "dead")
    ended(context, Parked("no answer"), "parked", "chat")
    found = unsent(context, boss)
    assert [each.state for each in found] == [ItemState.PARKED, ItemState.DEAD, ItemState.WAITING]
    assert (found[0].about, found[0].href) == (case.reference, f"/desk/cases/{case.reference}")
    assert (found[2].to, found[2].next_at) == ("a@example.org", context.now())
    assert how_many_stuck(context, boss) == 2

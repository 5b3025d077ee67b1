"""What was read ahead for many is the same as what is read for each, and what was not is read as ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.adapters.db.store import SqlStore
from bot.decisions.records import Agent, Message, Role, Sender
from bot.services.ports import Reading, Transaction
from tests.support import rows
from tests.support.rows import AT

LINES = {"none": 0, "few": 3, "many": 200}


@pytest.fixture
def kept(store: SqlStore) -> SqlStore:
    with store.write() as tx:
        for name in ("ann", "ben"):
            tx.agents.add(
                Agent(name, name, f"{name}@example.org", "hash", AT, None, {"contactnow": Role.AGENT})
            )
        for id, count in LINES.items():
            tx.conversations.add(rows.conversation(id))
            for number in range(count):
                tx.messages.add(Message(id, 0, Sender.BOT, f"line {number}", AT))
        for id in ("few", "many"):
            for number in range(2):
                key = f"{id} {number}"
                tx.intakes.add(rows.intake(key, id))
                tx.contacts.add(rows.contact(key, id, value=f"{number}@example.org"))
                tx.cases.add(rows.case(key, conversation_id=id, intake_id=key, contact_id=key))
                tx.cases.add_event(key, "case.opened", AT, {"number": number})
                tx.cases.add_event(key, "agent.replied", AT, {})
                tx.promises.add(rows.promise(key, conversation_id=id, case_id=key))
                tx.audit.add(AT, "file.opened", f"case:{key}", "ann", "contactnow")
                tx.audit.add(AT, "handoff.claimed", f"conversation:{id}", "ben", "contactnow")
        over = AT + timedelta(hours=1)
        tx.handoffs.add(rows.handoff("first", "many", closed_at=over))
        tx.handoffs.add(rows.handoff("second", "many"))
        tx.commit()
    return store


READS: dict[str, Callable[[Transaction], Any]] = {
    "chat": lambda tx: [tx.conversations.find(id) for id in (*LINES, "not there")],
    "cases": lambda tx: [tx.cases.of_conversation(id) for id in LINES],
    "events": lambda tx: [tx.cases.events(f"{id} {n}") for id in LINES for n in (0, 1)],
    "promises of a chat": lambda tx: [tx.promises.of_conversation(id) for id in LINES],
    "promises of a case": lambda tx: [tx.promises.of_case(f"{id} {n}") for id in LINES for n in (0, 1)],
    "intake": lambda tx: [tx.intakes.latest(id) for id in LINES],
    "first lines": lambda tx: [tx.messages.after(id, 0, 30) for id in LINES],
    "fewer of the first": lambda tx: [tx.messages.after(id, 0, 4) for id in LINES],
    "later lines": lambda tx: [tx.messages.after(id, 2, 30) for id in LINES],
    "all lines": lambda tx: [tx.messages.after(id, 0) for id in LINES],
    "last lines": lambda tx: [tx.messages.newest(id, 60) for id in LINES],
    "fewer of the last": lambda tx: [tx.messages.newest(id, 5) for id in LINES],
    "more of the last": lambda tx: [tx.messages.newest(id, 150) for id in LINES],
    "who asked": lambda tx: [tx.handoffs.of_conversation(id) for id in LINES],
    "who waits": lambda tx: [tx.handoffs.open_of(id) for id in LINES],
    "done to a chat": lambda tx: [tx.audit.of(f"conversation:{id}") for id in LINES],
    "done to a case": lambda tx: [tx.audit.of(f"case:{id} {n}") for id in LINES for n in (0, 1)],
    "agents": lambda tx: [tx.agents.get(id) for id in ("ann", "ben", "nobody")],
}


def chats(tx: Reading) -> None:
    tx.read_ahead_chats(list(LINES))


def cases(tx: Reading) -> None:
    tx.read_ahead_cases([case for id in LINES for case in tx.cases.of_conversation(id)])


@pytest.mark.parametrize("what", READS)
@pytest.mark.parametrize("ahead", [chats, cases])
def test_read_ahead_or_not_the_answer_is_the_same(
    kept: SqlStore, what: str, ahead: Callable[[Reading], None]
) -> None:
    with kept.read() as tx:
        without = READS[what](tx)
    with kept.read() as tx:
        ahead(tx)
        assert READS[what](tx) == without


def test_more_than_fit_one_statement_are_read_in_several(kept: SqlStore) -> None:
    with kept.read() as tx:
        tx.read_ahead_chats([*(f"nobody {number}" for number in range(2_500)), "many", "many"])
        assert [case.id for case in tx.cases.of_conversation("many")] == ["many 0", "many 1"]
        assert tx.cases.of_conversation("nobody 7") == []

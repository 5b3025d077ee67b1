"""What the database itself refuses, whoever writes: every insert here goes round the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore
from bot.decisions.errors import Conflict, Refused
from tests.support import rows

CASE = {
    "id": "case",
    "reference": "FL-222-222-2222",
    "intake_id": "intake",
    "conversation_id": "chat",
    "provider": "contactnow",
    "status": "open",
    "description": "No line since Monday.",
    "contact_id": "contact",
    "opened_at": "2026-11-20 10:00:00.000000",
    "received_at": "2026-11-20 10:00:00.000000",
    "stage": "first",
    "target_kind": "respond",
    "due_on": "2026-11-23",
    "nation": "ENG",
    "details": "{}",
}


@pytest.fixture
def raw(store: SqlStore, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection, as somebody with the file and sqlite3 has it."""
    rows.with_parents(store)
    connection = sqlite3.connect(tmp_path / "firstline.db", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def insert(raw: sqlite3.Connection, table: str, values: dict[str, object], verb: str = "INSERT") -> None:
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    raw.execute(f"{verb} INTO {table} ({names}) VALUES ({marks})", list(values.values()))


def test_a_whole_case_is_taken(raw: sqlite3.Connection) -> None:
    insert(raw, "cases", CASE)
    assert raw.execute("SELECT count(*) FROM cases").fetchone() == (1,)


@pytest.mark.parametrize("column", sorted(CASE))
def test_a_case_lacking_anything_is_refused(raw: sqlite3.Connection, column: str) -> None:
    for values in ({**CASE, column: None}, {name: CASE[name] for name in CASE if name != column}):
        with pytest.raises(sqlite3.IntegrityError, match=f"NOT NULL constraint failed: cases.{column}"):
            insert(raw, "cases", values)


@pytest.mark.parametrize(
    "blank", ["", " ", "\n", "\t \r\n", "\u00a0", "\u2003\u200b", "\ufeff", "\x00", "\x00words"]
)
def test_a_case_without_words_is_refused(raw: sqlite3.Connection, blank: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ck_cases_description_worded"):
        insert(raw, "cases", {**CASE, "description": blank})


@pytest.mark.parametrize(
    "reference",
    ["", "FL-222-222-222", "FL-222-222-22222", "fl-222-222-2222", "FL-222-222-222O", "FL222-222-2222-",
     "XX-222-222-2222", "FL-2A2-222-2222", "FL-222.222-2222", "FL-222-2222222", "FL----222-2222"],
)  # fmt: skip
def test_a_case_whose_reference_nobody_could_read_out_is_refused(
    raw: sqlite3.Connection, reference: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ck_cases_reference_readable"):
        insert(raw, "cases", {**CASE, "reference": reference})


@pytest.mark.parametrize(
    "column, value",
    [
        ("status", "done"),
        ("target_kind", "soon"),
        ("nation", "UK"),
        ("provider", " "),
        ("stage", ""),
        ("id", ""),
    ],
)
def test_a_case_with_a_value_that_means_nothing_is_refused(
    raw: sqlite3.Connection, column: str, value: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        insert(raw, "cases", {**CASE, column: value})


@pytest.mark.parametrize("column", ["intake_id", "conversation_id", "contact_id"])
def test_a_case_that_names_a_missing_row_is_refused(raw: sqlite3.Connection, column: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        insert(raw, "cases", {**CASE, column: "nowhere"})


@pytest.mark.parametrize("same", ["id", "reference", "intake_id"])
def test_two_cases_never_share_id_reference_or_intake(raw: sqlite3.Connection, same: str) -> None:
    insert(raw, "cases", CASE)
    raw.execute("INSERT INTO intakes SELECT 9, 'other', conversation_id, provider, status, began_at, answers, skipped,"
                " handled_message, outcome FROM intakes")  # fmt: skip
    other = {**CASE, "id": "other", "reference": "FL-333-333-3333", "intake_id": "other"}
    with pytest.raises(sqlite3.IntegrityError, match=f"UNIQUE constraint failed: cases.{same}"):
        insert(raw, "cases", {**other, same: CASE[same]})
    insert(raw, "cases", other)


def test_a_case_keeps_its_contact_and_its_intake(raw: sqlite3.Connection) -> None:
    insert(raw, "cases", CASE)
    for table in ("contacts", "intakes", "conversations"):
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            raw.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_events SET code = 'case.forged'",
        "UPDATE case_events SET data = '{}' WHERE id = 1",
        "DELETE FROM case_events",
        "INSERT OR REPLACE INTO case_events (id, case_id, code, at, data) VALUES (1, 'case', 'case.forged', '', '{}')",
        "REPLACE INTO case_events (id, case_id, code, at, data) VALUES (1, 'case', 'case.forged', '', '{}')",
        "INSERT INTO case_events (id, case_id, code, at, data) VALUES (1, 'case', 'case.forged', '', '{}')"
        " ON CONFLICT (id) DO UPDATE SET code = 'case.forged'",
    ],
)
def test_history_cannot_be_changed_or_deleted(raw: sqlite3.Connection, change: str) -> None:
    insert(raw, "cases", CASE)
    event = {"case_id": "case", "code": "case.opened", "at": CASE["opened_at"], "data": '{"by": "assistant"}'}
    insert(raw, "case_events", event)
    before = raw.execute("SELECT * FROM case_events").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(change)
    assert raw.execute("SELECT * FROM case_events").fetchall() == before
    insert(raw, "case_events", {**event, "code": "case.closed"})
    assert raw.execute("SELECT count(*) FROM case_events").fetchone() == (2,)


def test_a_case_with_a_history_cannot_be_deleted(raw: sqlite3.Connection) -> None:
    insert(raw, "cases", CASE)
    insert(
        raw, "case_events", {"case_id": "case", "code": "case.opened", "at": CASE["opened_at"], "data": "{}"}
    )
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.execute("DELETE FROM cases")


@pytest.mark.parametrize(
    "table, column",
    [("conversations", "state"), ("intakes", "status"), ("contacts", "kind"), ("cases", "status"),
     ("messages", "sender"), ("messages", "turn")],
)  # fmt: skip
def test_states_are_the_ones_that_we_know(raw: sqlite3.Connection, table: str, column: str) -> None:
    insert(raw, "cases", CASE)
    insert(raw, "messages", {"conversation_id": "chat", "id": 1, "sender": "customer", "text": "", "buttons": "[]",
                             "sent_at": CASE["opened_at"], "attempts": 0})  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError, match=f"ck_{table}_{column}_known"):
        raw.execute(f"UPDATE {table} SET {column} = 'elsewhere'")


def test_the_store_says_refused_for_an_empty_case(store: SqlStore) -> None:
    rows.with_parents(store)
    for empty in ({"description": " \n"}, {"reference": "7"}, {"contact_id": "nobody"}, {"due_on": None}):
        with pytest.raises(Refused), store.write() as tx:
            tx.cases.add(rows.case(**empty))


def test_one_open_handoff_per_conversation(store: SqlStore) -> None:
    rows.with_parents(store)
    with store.write() as tx:
        tx.conversations.add(rows.conversation("other"))
        tx.handoffs.add(rows.handoff("closed", closed_at=rows.AT))
        tx.handoffs.add(rows.handoff("closed too", closed_at=rows.AT))
        tx.handoffs.add(rows.handoff("open"))
        tx.handoffs.add(rows.handoff("elsewhere", "other"))
        tx.commit()
    with pytest.raises(Conflict), store.write() as tx:
        tx.handoffs.add(rows.handoff("second"))


def test_one_message_asks_for_a_person_once(store: SqlStore) -> None:
    rows.with_parents(store)
    with store.write() as tx:
        tx.handoffs.add(rows.handoff("first", message_key="same", closed_at=rows.AT))
        tx.commit()
    with pytest.raises(Conflict), store.write() as tx:
        tx.handoffs.add(rows.handoff("second", message_key="same"))


def test_a_message_key_is_used_once_in_its_conversation(store: SqlStore) -> None:
    rows.with_parents(store)
    with store.write() as tx:
        tx.conversations.add(rows.conversation("other"))
        tx.messages.add(rows.message(key="same"))
        tx.messages.add(rows.message("other", key="same"))
        tx.messages.add(rows.message(key=None))
        tx.messages.add(rows.message(key=None))
        tx.commit()
    with pytest.raises(Conflict), store.write() as tx:
        tx.messages.add(rows.message(key="same"))


@pytest.mark.parametrize("theirs", [{"turn": "pending"}, {"key": "k"}, {"body_hash": "h"}, {"attempts": 1}])
def test_only_a_customers_message_waits_for_an_answer(
    raw: sqlite3.Connection, theirs: dict[str, object]
) -> None:
    line = {"conversation_id": "chat", "id": 1, "sender": "bot", "text": "Hello", "buttons": "[]",
            "sent_at": CASE["opened_at"], "attempts": 0}  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError, match="ck_messages_only_customers_wait"):
        insert(raw, "messages", {**line, **theirs})
    insert(raw, "messages", line)
    insert(raw, "messages", {**line, "id": 2, "sender": "customer", **theirs})


def test_an_answer_names_a_message_of_its_own_conversation(store: SqlStore) -> None:
    rows.with_parents(store)
    with store.write() as tx:
        tx.conversations.add(rows.conversation("other"))
        asked = tx.messages.add(rows.message())
        tx.messages.add(rows.message(sender=rows.Sender.BOT, turn=None, in_reply_to=asked.id))
        tx.commit()
    for named in (asked.id, asked.id + 1):
        with pytest.raises(Refused), store.write() as tx:
            tx.messages.add(rows.message("other", sender=rows.Sender.BOT, turn=None, in_reply_to=named))


def test_a_code_cannot_be_over_before_it_began(store: SqlStore) -> None:
    rows.with_parents(store)
    with pytest.raises(Refused), store.write() as tx:
        tx.identity_checks.add(rows.check(expires_at=rows.AT))

"""What the database itself refuses, whoever writes: every insert here goes round the store."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DataError, IntegrityError

from bot.adapters.db.store import SqlStore
from bot.decisions.errors import Conflict, Refused
from tests.support import rows
from tests.support.raw import ONLY_SQLITE, Raw

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


FORGED = "case_events (id, case_id, code, at, data) VALUES (1, 'case', 'case.forged', '2026-11-20', '{}')"


@pytest.fixture
def raw(raw: Raw, store: SqlStore) -> Raw:
    """A plain connection, as somebody with the database has it."""
    rows.with_parents(store)
    return raw


def test_a_whole_case_is_taken(raw: Raw) -> None:
    raw.insert("cases", CASE)
    assert raw.say("SELECT count(*) FROM cases") == [(1,)]


@pytest.mark.parametrize("column", sorted(CASE))
def test_a_case_lacking_anything_is_refused(raw: Raw, column: str) -> None:
    for values in ({**CASE, column: None}, {name: CASE[name] for name in CASE if name != column}):
        with pytest.raises(IntegrityError, match=raw.no_null("cases", column)):
            raw.insert("cases", values)


@pytest.mark.parametrize(
    "blank", ["", " ", "\n", "\t \r\n", "\u00a0", "\u2003\u200b", "\ufeff", "\x00", "\x00words"]
)
def test_a_case_without_words_is_refused(raw: Raw, blank: str) -> None:
    if "\x00" in blank and not raw.on_sqlite:
        with pytest.raises(DataError):  # PostgreSQL keeps no NUL at all
            raw.insert("cases", {**CASE, "description": blank})
        return
    with pytest.raises(IntegrityError, match="ck_cases_description_worded"):
        raw.insert("cases", {**CASE, "description": blank})


@pytest.mark.parametrize(
    "reference",
    ["", "FL-222-222-222", "FL-222-222-22222", "fl-222-222-2222", "FL-222-222-222O", "FL222-222-2222-",
     "XX-222-222-2222", "FL-2A2-222-2222", "FL-222.222-2222", "FL-222-2222222", "FL----222-2222"],
)  # fmt: skip
def test_a_case_whose_reference_nobody_could_read_out_is_refused(raw: Raw, reference: str) -> None:
    with pytest.raises(IntegrityError, match="ck_cases_reference_readable"):
        raw.insert("cases", {**CASE, "reference": reference})


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
def test_a_case_with_a_value_that_means_nothing_is_refused(raw: Raw, column: str, value: str) -> None:
    with pytest.raises(IntegrityError, match=raw.no_nonsense):
        raw.insert("cases", {**CASE, column: value})


@pytest.mark.parametrize("column", ["intake_id", "conversation_id", "contact_id"])
def test_a_case_that_names_a_missing_row_is_refused(raw: Raw, column: str) -> None:
    with pytest.raises(IntegrityError, match=raw.no_orphan):
        raw.insert("cases", {**CASE, column: "nowhere"})


@pytest.mark.parametrize("same", ["id", "reference", "intake_id"])
def test_two_cases_never_share_id_reference_or_intake(raw: Raw, same: str) -> None:
    raw.insert("cases", CASE)
    raw.say("INSERT INTO intakes SELECT 9, 'other', conversation_id, provider, status, began_at, answers, skipped,"
                " handled_message, outcome FROM intakes")  # fmt: skip
    other = {**CASE, "id": "other", "reference": "FL-333-333-3333", "intake_id": "other"}
    with pytest.raises(IntegrityError, match=raw.no_second("cases", same)):
        raw.insert("cases", {**other, same: CASE[same]})
    raw.insert("cases", other)


def test_a_case_keeps_its_contact_and_its_intake(raw: Raw) -> None:
    raw.insert("cases", CASE)
    for table in ("contacts", "intakes", "conversations"):
        with pytest.raises(IntegrityError, match=raw.no_orphan):
            raw.say(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_events SET code = 'case.forged'",
        "UPDATE case_events SET data = '{}' WHERE id = 1",
        "DELETE FROM case_events",
        f"INSERT INTO {FORGED} ON CONFLICT (id) DO UPDATE SET code = 'case.forged'",
    ],
)
def test_history_cannot_be_changed_or_deleted(raw: Raw, change: str) -> None:
    history_stays(raw, change)


@ONLY_SQLITE
@pytest.mark.parametrize("change", [f"INSERT OR REPLACE INTO {FORGED}", f"REPLACE INTO {FORGED}"])
def test_history_cannot_be_replaced(raw: Raw, change: str) -> None:
    history_stays(raw, change)


def history_stays(raw: Raw, change: str) -> None:
    raw.insert("cases", CASE)
    event = {"case_id": "case", "code": "case.opened", "at": CASE["opened_at"], "data": '{"by": "assistant"}'}
    raw.insert("case_events", event)
    before = raw.say("SELECT * FROM case_events")
    with pytest.raises(IntegrityError, match="append-only"):
        raw.say(change)
    assert raw.say("SELECT * FROM case_events") == before
    raw.insert("case_events", {**event, "code": "case.closed"})
    assert raw.say("SELECT count(*) FROM case_events") == [(2,)]


def test_a_case_with_a_history_cannot_be_deleted(raw: Raw) -> None:
    raw.insert("cases", CASE)
    raw.insert(
        "case_events", {"case_id": "case", "code": "case.opened", "at": CASE["opened_at"], "data": "{}"}
    )
    with pytest.raises(IntegrityError, match=raw.no_orphan):
        raw.say("DELETE FROM cases")


@pytest.mark.parametrize(
    "table, column",
    [("conversations", "state"), ("intakes", "status"), ("contacts", "kind"), ("cases", "status"),
     ("messages", "sender"), ("messages", "turn")],
)  # fmt: skip
def test_states_are_the_ones_that_we_know(raw: Raw, table: str, column: str) -> None:
    raw.insert("cases", CASE)
    raw.insert("messages", {"conversation_id": "chat", "id": 1, "sender": "customer", "text": "", "buttons": "[]",
                             "sent_at": CASE["opened_at"], "attempts": 0})  # fmt: skip
    with pytest.raises(IntegrityError, match=f"ck_{table}_{column}_known"):
        raw.say(f"UPDATE {table} SET {column} = 'elsewhere'")


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
def test_only_a_customers_message_waits_for_an_answer(raw: Raw, theirs: dict[str, object]) -> None:
    line = {"conversation_id": "chat", "id": 1, "sender": "bot", "text": "Hello", "buttons": "[]",
            "sent_at": CASE["opened_at"], "attempts": 0}  # fmt: skip
    with pytest.raises(IntegrityError, match="ck_messages_only_customers_wait"):
        raw.insert("messages", {**line, **theirs})
    raw.insert("messages", line)
    raw.insert("messages", {**line, "id": 2, "sender": "customer", **theirs})


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

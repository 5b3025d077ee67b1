"""Units of work: all or nothing, one writer at a time, and faults in our own words."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from bot.adapters.db import connect
from bot.adapters.db.store import SqlStore, open_store
from bot.decisions.errors import Conflict, Refused, Unavailable, Unsound
from tests.support import rows
from tests.support.raw import ONLY_SQLITE, Raw
from tests.support.store import fresh_url

WRITERS, ROUNDS = 4, 100


def test_what_is_not_committed_is_gone(store: SqlStore) -> None:
    with store.write() as tx:
        tx.conversations.add(rows.conversation())
    with store.read() as tx:
        assert tx.conversations.find("chat") is None


def test_what_came_before_an_error_is_gone(store: SqlStore) -> None:
    def half(store: SqlStore) -> None:
        with store.write() as tx:
            tx.conversations.add(rows.conversation())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half(store)
    with store.read() as tx:
        assert tx.conversations.find("chat") is None


def test_what_is_committed_stays_though_an_error_follows(store: SqlStore) -> None:
    def commit_then_fail(store: SqlStore) -> None:
        with store.write() as tx:
            tx.conversations.add(rows.conversation())
            tx.commit()
            tx.outbox.add("mail", "after", {}, rows.AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        commit_then_fail(store)
    with store.read() as tx:
        assert tx.conversations.get("chat") == rows.conversation()
        assert tx.outbox.all() == []


def test_it_is_there_for_another_process(store: SqlStore, url: str) -> None:
    rows.with_parents(store)
    other = open_store(url)
    with other.read() as tx:
        assert tx.contacts.of("chat") == [rows.contact()]
    other.close()


def test_a_reader_sees_one_moment_and_waits_for_nobody(store: SqlStore) -> None:
    rows.with_parents(store)
    with store.read() as reader:
        assert reader.outbox.all() == []
        with store.write() as writer:
            writer.outbox.add("mail", "key", {}, rows.AT)
            writer.commit()
        assert reader.outbox.all() == []


def test_a_reader_cannot_write(store: SqlStore) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only transaction"), store.read() as tx:
        tx.conversations.add(rows.conversation())
    with store.write() as tx:
        tx.conversations.add(rows.conversation())
        tx.commit()


@pytest.mark.parametrize("many_processes", [False, True], ids=["one pool", "a pool each"])
def test_four_writers_lose_nothing(store: SqlStore, url: str, many_processes: bool) -> None:
    with store.write() as tx:
        tx.conversations.add(rows.conversation())
        tx.intakes.add(rows.intake(answers={"count": 0}))
        tx.commit()

    def count(_writer: int) -> None:
        mine = open_store(url) if many_processes else store
        for _ in range(ROUNDS):
            with mine.write() as tx:
                told = tx.intakes.get("intake")
                assert told is not None
                tx.intakes.save(rows.intake(answers={"count": told.answers["count"] + 1}))
                tx.commit()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(count, range(WRITERS)))
    with store.read() as tx:
        counted = tx.intakes.get("intake")
    assert counted is not None
    assert counted.answers == {"count": WRITERS * ROUNDS}


def test_message_ids_rise_by_one_however_many_write(store: SqlStore) -> None:
    rows.with_parents(store)

    def send(_writer: int) -> list[int]:
        ids = []
        for _ in range(ROUNDS // 4):
            with store.write() as tx:
                ids.append(tx.messages.add(rows.message()).id)
                tx.commit()
        return ids

    with ThreadPoolExecutor(WRITERS) as pool:
        given = [id for ids in pool.map(send, range(WRITERS)) for id in ids]
    assert sorted(given) == list(range(1, ROUNDS + 1))


def test_a_writer_whose_turn_does_not_come_hears_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_BUSY_MS", 20)
    store = open_store(fresh_url(tmp_path))
    with store.write(), pytest.raises(Unavailable, match="locked"), store.write():
        pass
    store.close()


def test_errors_are_ours_and_carry_nothing_of_the_customer(store: SqlStore) -> None:
    rows.with_parents(store)
    secret = "ann@example.org"
    with pytest.raises(Conflict) as twice, store.write() as tx:
        tx.contacts.add(rows.contact("again"))
    with pytest.raises(Refused) as orphan, store.write() as tx:
        tx.contacts.add(rows.contact("lost", "no such chat", value=secret))
    with pytest.raises(DBAPIError) as broken, store.read() as tx:
        tx.contacts.add(rows.contact("third"))
    for error in (twice, orphan, broken):
        assert secret not in str(error.value)
        assert secret not in repr(error.value.__cause__)


def test_an_instant_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="aware"), store.write() as tx:
        tx.conversations.add(rows.conversation(created_at=datetime(2026, 6, 5, 9, 30)))


def test_instants_come_back_as_aware_utc_from_whatever_zone(store: SqlStore, raw: Raw) -> None:
    summer = datetime(2026, 6, 5, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    with store.write() as tx:
        tx.conversations.add(rows.conversation(created_at=summer))
        tx.commit()
    with store.read() as tx:
        kept = tx.conversations.get("chat").created_at
    assert kept == summer
    assert kept.tzinfo is UTC
    ((written,),) = raw.say("SELECT created_at FROM conversations")
    assert written == ("2026-06-05 08:30:00.123456" if raw.on_sqlite else summer)


def test_json_keeps_pounds_readable_and_refuses_what_json_is_not(store: SqlStore, raw: Raw) -> None:
    rows.with_parents(store)
    with store.write() as tx:
        tx.intakes.save(rows.intake(answers={"wants": "£20 🙂"}, skipped=("name",), outcome={"ok": True}))
        tx.commit()
    as_text = "answers" if raw.on_sqlite else "answers::text"
    assert raw.say(f"SELECT {as_text} FROM intakes") == [('{"wants": "£20 🙂"}',)]
    with store.read() as tx:
        assert tx.intakes.get("intake") == rows.intake(
            answers={"wants": "£20 🙂"}, skipped=("name",), outcome={"ok": True}
        )
    for value in (float("nan"), rows.AT):
        with pytest.raises((StatementError, ValueError, TypeError)), store.write() as tx:
            tx.intakes.save(rows.intake(answers={"value": value}))


def test_the_file_is_for_its_owner_only_and_in_wal_mode(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/deeper/new.db")
    with store.engine.connect() as raw:
        pragmas = {
            name: raw.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    store.close()
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000, "synchronous": 2}
    assert stat.S_IMODE((tmp_path / "deeper/new.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///:memory:", "mysql://u:secret@h/d", "no url at secret"]
)
def test_a_database_that_we_cannot_use_is_named_without_its_password(url: str) -> None:
    with pytest.raises(Unsound, match="DATABASE_URL") as refused:
        connect.connect(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg2://u:p@h/d"]
)
def test_postgresql_is_spoken_to_by_one_driver(url: str) -> None:
    assert connect.read_url(url).render_as_string(False) == "postgresql+psycopg://u:p@h/d"


def test_a_database_without_tables_says_so(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    with store.read() as tx, pytest.raises(Unsound, match="not migrated"):
        tx.cases.all()
    store.close()


@ONLY_SQLITE
def test_what_is_wiped_is_overwritten_in_the_file(store: SqlStore, tmp_path: Path) -> None:
    rows.with_parents(store)
    secret = "Zebedee Quux " * 20
    with store.write() as tx:
        tx.outbox.add("mail", "key", {"to": secret}, rows.AT, "chat")
        tx.commit()
    with store.write() as tx:
        tx.outbox.wipe("chat")
        tx.commit()
    store.engine.dispose()  # the last connection that closes takes the write-ahead log away
    assert b"Zebedee" not in b"".join(file.read_bytes() for file in tmp_path.glob("firstline.db*"))

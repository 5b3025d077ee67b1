"""The table of customers, and the directory that reads it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.adapters.db.store import SqlStore
from bot.adapters.directory.sql import SqlDirectory
from bot.decisions.customer import Customer
from bot.decisions.errors import Conflict, DirectoryUnavailable, Unsound
from tests.support.raw import ONLY_SQLITE, Raw

SAM = Customer("netservers", "NS-004711", "Sam Carter", "CB1 2AB", "sam@example.org", "01632 960123")
FIRM = Customer("netservers", "ns 004712", "Bright Ideas Ltd", "M1 1AE")
OTHER = replace(SAM, provider="contactnow", name="Pat Li", postcode="M1 1AE")


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    with store.write() as tx:
        tx.customers.add([SAM, FIRM, OTHER])
        tx.commit()
    return store


@pytest.mark.parametrize("account", ["NS-004711", "ns004711", " n s 0 0 4 7 1 1 "])
def test_a_customer_is_found_in_any_spelling_of_the_account(filled: SqlStore, account: str) -> None:
    assert SqlDirectory(filled).find("netservers", account) == SAM


def test_an_account_number_is_kept_as_the_provider_writes_it(filled: SqlStore) -> None:
    assert SqlDirectory(filled).find("netservers", "NS004712") == FIRM


@pytest.mark.parametrize("account", ["NS-004713", "", "%", "NS-00471_", "' OR 1=1 --", "-", "A" * 500])
def test_what_is_not_there_is_nobody(filled: SqlStore, account: str) -> None:
    assert SqlDirectory(filled).find("netservers", account) is None


def test_a_provider_never_finds_the_customer_of_another(filled: SqlStore) -> None:
    directory = SqlDirectory(filled)
    assert directory.find("contactnow", "NS-004711") == OTHER
    assert directory.find("contactnow", "NS-004712") is None
    assert directory.find("x-communications", "NS-004711") is None


def test_a_provider_without_a_single_customer_has_no_directory(filled: SqlStore) -> None:
    directory = SqlDirectory(filled)
    assert [directory.has(slug) for slug in ("netservers", "contactnow", "x-communications")] == [
        True,
        True,
        False,
    ]


def test_customers_are_counted_and_listed_by_provider(filled: SqlStore) -> None:
    with filled.read() as tx:
        assert (tx.customers.count("netservers"), tx.customers.count("contactnow")) == (2, 1)
        assert tx.customers.all("netservers") == {"NS004711": SAM, "NS004712": FIRM}


def test_a_change_takes_every_fact_and_touches_nobody_else(filled: SqlStore) -> None:
    moved = replace(SAM, account="ns004711", name="Sam Li", postcode="M2 2BB", email=None, phone=None)
    with filled.write() as tx:
        tx.customers.change([moved])
        tx.commit()
    directory = SqlDirectory(filled)
    assert directory.find("netservers", "NS-004711") == moved
    assert directory.find("contactnow", "NS-004711") == OTHER
    assert directory.find("netservers", "NS-004712") == FIRM


def test_a_customer_is_removed_by_account_and_all_by_provider(filled: SqlStore) -> None:
    with filled.write() as tx:
        assert tx.customers.remove("netservers", ["ns-00 4711", "NS-9", ""]) == 1
        assert tx.customers.remove_all("contactnow") == 1
        tx.commit()
    with filled.read() as tx:
        assert tx.customers.all("netservers") == {"NS004712": FIRM}
        assert not tx.customers.any("contactnow")


def test_more_customers_than_one_statement_can_name_are_removed(store: SqlStore) -> None:
    many = [replace(SAM, account=f"N{number}") for number in range(2_345)]
    with store.write() as tx:
        tx.customers.add(many)
        assert tx.customers.remove("netservers", [one.account for one in many[1:]]) == 2_344
        assert tx.customers.count("netservers") == 1


def test_the_same_account_in_two_spellings_is_refused(filled: SqlStore) -> None:
    with filled.write() as tx, pytest.raises(Conflict):
        tx.customers.add([replace(SAM, account="ns004711")])


@ONLY_SQLITE
def test_what_is_removed_leaves_no_trace_in_the_file(filled: SqlStore, tmp_path: Path) -> None:
    with filled.write() as tx:
        tx.customers.remove_all("netservers")
        tx.customers.remove_all("contactnow")
        tx.commit()
    filled.close()
    with sqlite3.connect(tmp_path / "firstline.db") as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"sam@example.org" not in (tmp_path / "firstline.db").read_bytes()


@ONLY_SQLITE
def test_a_database_that_cannot_be_read_now_is_unavailable(filled: SqlStore, tmp_path: Path) -> None:
    filled.close()
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"firstline.db{ending}").unlink(missing_ok=True)
    (tmp_path / "firstline.db").mkdir()
    for ask in (
        lambda: SqlDirectory(filled).find("netservers", "1"),
        lambda: SqlDirectory(filled).has("netservers"),
    ):
        with pytest.raises(DirectoryUnavailable):
            ask()


def test_a_database_that_is_not_migrated_says_so(store: SqlStore, raw: Raw) -> None:
    raw.say("DROP TABLE customers")
    with pytest.raises(Unsound, match="migrated"):
        SqlDirectory(store).has("netservers")


@pytest.mark.parametrize("column", ["provider", "key", "account", "name", "postcode"])
@pytest.mark.parametrize("value", [None, "", " "])
def test_a_row_that_lacks_what_the_check_needs_is_refused(
    filled: SqlStore, raw: Raw, column: str, value: str | None
) -> None:
    row = {"provider": "netservers", "key": "A1", "account": "a1", "name": "Pat Li", "postcode": "M1 1AE"}
    with pytest.raises(IntegrityError):
        raw.insert("customers", {**row, column: value})

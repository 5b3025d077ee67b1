"""A list of customers into the table: who is added, changed, kept and removed, and what is written down about it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bot.adapters.db.repositories.customers import SqlCustomers
from bot.decisions.customer import Customer
from bot.decisions.errors import Refused, UnknownProvider
from bot.decisions.records import AuditEntry
from bot.services.context import Context
from bot.services.import_customers import Imported, import_customers
from bot.services.ports import Transaction
from bot.services.remove_customers import remove_customers
from tests.support.context import Clock, make_context

SAM = Customer("netservers", "NS-1", "Sam Carter", "CB1 2AB", "sam@example.org")
PAT = Customer("netservers", "NS-2", "Pat Li", "M1 1AE")
ANN = Customer("netservers", "NS-3", "Ann Lee", "M1 1AE", phone="01632 960123")
OTHER = replace(SAM, provider="contactnow")


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


@pytest.fixture
def filled(context: Context) -> Context:
    import_customers(context, "netservers", [SAM, PAT], replace=False)
    import_customers(context, "contactnow", [OTHER], replace=False)
    return context


def there(context: Context, provider: str = "netservers") -> list[Customer]:
    with context.store.read() as tx:
        return list(tx.customers.all(provider).values())


def trail(context: Context, provider: str = "netservers") -> list[AuditEntry]:
    with context.store.read() as tx:
        return tx.audit.of(f"customers:{provider}")


def test_a_first_list_adds_everybody(context: Context) -> None:
    assert import_customers(context, "netservers", [SAM, PAT], replace=False) == Imported(2, 0, 0, 0)
    assert there(context) == [SAM, PAT]


@pytest.mark.parametrize(
    "listed, replaces, counts, left",
    [
        ([SAM, PAT], False, (0, 0, 2, 0), [SAM, PAT]),
        ([ANN], False, (1, 0, 0, 0), [SAM, PAT, ANN]),
        ([ANN], True, (1, 0, 0, 2), [ANN]),
        ([PAT], True, (0, 0, 1, 1), [PAT]),
        ([replace(PAT, postcode="M2 2BB"), ANN], True, (1, 1, 0, 1), [replace(PAT, postcode="M2 2BB"), ANN]),
        ([replace(SAM, email=None)], False, (0, 1, 0, 0), [replace(SAM, email=None), PAT]),
        ([replace(SAM, account="ns1")], True, (0, 1, 0, 1), [replace(SAM, account="ns1")]),
        ([], False, (0, 0, 0, 0), [SAM, PAT]),
    ],
)
def test_a_later_list_changes_what_differs(
    filled: Context, listed: list[Customer], replaces: bool, counts: tuple[int, ...], left: list[Customer]
) -> None:
    would = import_customers(filled, "netservers", listed, replace=replaces, dry_run=True)
    assert there(filled) == [SAM, PAT], "a dry run changes nothing"
    done = import_customers(filled, "netservers", listed, replace=replaces)
    assert would == done == Imported(*counts)
    assert there(filled) == left
    assert there(filled, "contactnow") == [OTHER]


def test_an_empty_list_replaces_nobody(filled: Context) -> None:
    with pytest.raises(Refused, match="empty"):
        import_customers(filled, "netservers", [], replace=True)
    assert there(filled) == [SAM, PAT]


def test_a_list_with_a_customer_of_another_provider_is_refused(filled: Context) -> None:
    with pytest.raises(Refused, match="one provider"):
        import_customers(filled, "netservers", [ANN, OTHER], replace=False)
    assert there(filled) == [SAM, PAT]


def test_a_provider_that_is_not_there_is_refused(context: Context) -> None:
    for ask in (
        lambda: import_customers(context, "nope", [], replace=False),
        lambda: remove_customers(context, "nope", None),
    ):
        with pytest.raises(UnknownProvider):
            ask()


def test_the_trail_holds_counts_and_nobody(filled: Context) -> None:
    import_customers(filled, "netservers", [ANN, replace(PAT, name="Pat Ng")], replace=True)
    first, second = trail(filled)
    assert first.data == asdict(Imported(2, 0, 0, 0))
    assert (second.action, second.provider, second.agent_id) == ("customers.imported", "netservers", None)
    assert second.data == {"added": 1, "changed": 1, "unchanged": 0, "removed": 1}


def test_a_list_that_changes_nothing_and_a_dry_run_leave_no_entry(filled: Context) -> None:
    import_customers(filled, "netservers", [SAM], replace=False)
    import_customers(filled, "netservers", [ANN], replace=True, dry_run=True)
    remove_customers(filled, "netservers", ["NS-9"])
    assert len(trail(filled)) == 1


def test_a_list_that_fails_half_way_changes_nothing(filled: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(SqlCustomers, "remove", fail)
    with pytest.raises(RuntimeError):
        import_customers(filled, "netservers", [ANN, replace(PAT, name="Pat Ng")], replace=True)
    assert there(filled) == [SAM, PAT]
    assert len(trail(filled)) == 1


def test_what_changes_between_comparing_and_writing_is_heeded(filled: Context) -> None:
    """Two people import at once: the second writes what is right by then."""

    class Meanwhile:
        """The same store; somebody else's list comes in just before this one is written."""

        def read(self) -> AbstractContextManager[Transaction]:
            return filled.store.read()

        def write(self) -> AbstractContextManager[Transaction]:
            import_customers(filled, "netservers", [ANN, PAT], replace=True)
            return filled.store.write()

    late = replace(filled, store=Meanwhile())
    assert import_customers(late, "netservers", [SAM, ANN], replace=True) == Imported(1, 0, 1, 1)
    assert sorted(one.account for one in there(filled)) == ["NS-1", "NS-3"]


def test_one_customer_is_removed_in_any_spelling_and_written_down_as_a_count(filled: Context) -> None:
    assert remove_customers(filled, "netservers", ["ns 1", "NS-9"]) == 1
    assert there(filled) == [PAT]
    entry = trail(filled)[-1]
    assert (entry.action, entry.data) == ("customers.removed", {"removed": 1})


def test_all_customers_of_a_provider_are_removed_and_no_other_s(filled: Context) -> None:
    assert remove_customers(filled, "netservers", None) == 2
    assert there(filled) == []
    assert there(filled, "contactnow") == [OTHER]

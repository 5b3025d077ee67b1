"""A provider's list of customers into the table, all in one unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.decisions.customer import Customer, normal_account
from bot.decisions.errors import Refused
from bot.services.context import Context
from bot.services.ports import Transaction


@dataclass(frozen=True)
class Imported:
    """How many customers, by what happened to them."""

    added: int
    changed: int
    unchanged: int
    removed: int


def import_customers(
    context: Context, provider: str, customers: Sequence[Customer], *, replace: bool, dry_run: bool = False
) -> Imported:
    """Add who is new and change who is there; with ``replace`` also remove who is not in ``customers``.

    ``dry_run`` counts and changes nothing. Each account may be there once. What happened stands in the audit trail, in
    counts alone. Raises ``UnknownProvider``, and ``Refused`` for an empty list that would replace all, or for a
    customer of another provider.
    """
    context.provider(provider)
    if replace and not customers:
        raise Refused(
            "The list is empty, and would remove everybody. `firstline customers remove` does that."
        )
    if any(customer.provider != provider for customer in customers):
        raise Refused("A list holds the customers of one provider.")
    given = {normal_account(customer.account): customer for customer in customers}
    # Compared before the writing begins: while one writes nobody else does, and customers wait in chats.
    with context.store.read() as tx:
        todo, seen = _differences(tx.customers.all(provider), given, replace), _changes(tx, provider)
    if dry_run:
        return todo.counted
    with context.store.write() as tx:
        if _changes(tx, provider) != seen:
            todo = _differences(tx.customers.all(provider), given, replace)
        tx.customers.add(todo.added)
        tx.customers.change(todo.changed)
        tx.customers.remove(provider, todo.gone)
        if todo.added or todo.changed or todo.gone:
            tx.audit.add(
                context.now(), "customers.imported", _subject(provider), None, provider, asdict(todo.counted)
            )
        tx.commit()
    return todo.counted


def _changes(tx: Transaction, provider: str) -> int:
    """How often the table was changed: each time leaves an entry in the audit trail, which only grows."""
    return len(tx.audit.of(_subject(provider)))


def _subject(provider: str) -> str:
    return f"customers:{provider}"


@dataclass(frozen=True)
class _Differences:
    added: list[Customer]
    changed: list[Customer]
    gone: list[str]
    unchanged: int

    @property
    def counted(self) -> Imported:
        return Imported(len(self.added), len(self.changed), self.unchanged, len(self.gone))


def _differences(there: Mapping[str, Customer], given: Mapping[str, Customer], replace: bool) -> _Differences:
    added = [customer for key, customer in given.items() if key not in there]
    changed = [customer for key, customer in given.items() if key in there and there[key] != customer]
    gone = [key for key in there if key not in given] if replace else []
    return _Differences(added, changed, gone, len(given) - len(added) - len(changed))

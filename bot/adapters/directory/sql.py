"""The embedded directory: the table that ``firstline customers import`` fills."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.adapters.db.repositories.customers import SqlCustomers
from bot.adapters.db.store import SqlStore
from bot.decisions.customer import Customer
from bot.decisions.errors import DirectoryUnavailable, Unavailable


class SqlDirectory:
    """``CustomerDirectory`` on the database of everything else. A provider whose table is empty has none."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def has(self, provider: str) -> bool:
        with self._customers() as customers:
            return customers.any(provider)

    def find(self, provider: str, account: str) -> Customer | None:
        with self._customers() as customers:
            return customers.find(provider, account)

    @contextmanager
    def _customers(self) -> Iterator[SqlCustomers]:
        try:
            with self._store.read() as tx:
                yield tx.customers
        except Unavailable as error:
            raise DirectoryUnavailable("The database of customers cannot be read now.") from error

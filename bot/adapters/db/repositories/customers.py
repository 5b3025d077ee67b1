"""The lists of customers that providers gave us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, bindparam, delete, func, insert, select, update

from bot.adapters.db.models import customers
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.customer import Customer, normal_account

_AT_ONCE: Final = 500
"""Keys in one statement: SQLite takes 999 values in its oldest builds."""
_FACTS: Final = [field.name for field in fields(Customer) if field.name != "provider"]


class SqlCustomers(Repository):
    """``key`` is the normal form of the account number."""

    def find(self, provider: str, account: str) -> Customer | None:
        """By the account number in any spelling."""
        row = self._one(select(customers).where(*_mine(provider), customers.c.key == normal_account(account)))
        return None if row is None else _customer(row)

    def any(self, provider: str) -> bool:
        return self._one(select(customers.c.key).where(*_mine(provider)).limit(1)) is not None

    def count(self, provider: str) -> int:
        return int(self._connection.scalar(select(func.count()).where(*_mine(provider))) or 0)

    def all(self, provider: str) -> dict[str, Customer]:
        """By the normal form of the account number."""
        rows = self._connection.execute(select(customers).where(*_mine(provider))).mappings()
        return {row["key"]: _customer(row) for row in rows}

    def add(self, added: Iterable[Customer]) -> None:
        """Raises ``Conflict`` if one is there already."""
        self._for_each(insert(customers), (_row(one) for one in added))

    def change(self, changed: Iterable[Customer]) -> None:
        """Those with the same account number get what is given here."""
        same = (customers.c.provider == bindparam("of_provider"), customers.c.key == bindparam("of_key"))
        values: dict[str, Any] = {name: bindparam(name) for name in _FACTS}
        rows = (_row(one) for one in changed)
        named = ({**row, "of_provider": row.pop("provider"), "of_key": row.pop("key")} for row in rows)
        self._for_each(update(customers).where(*same).values(values), named)

    def remove(self, provider: str, accounts: Iterable[str]) -> int:
        """By account number in any spelling; how many there were."""
        keys, gone = iter([normal_account(account) for account in accounts]), 0
        while some := list(islice(keys, _AT_ONCE)):
            theirs = delete(customers).where(*_mine(provider), customers.c.key.in_(some))
            gone += self._connection.execute(theirs).rowcount
        return gone

    def remove_all(self, provider: str) -> int:
        return self._connection.execute(delete(customers).where(*_mine(provider))).rowcount

    def _for_each(self, statement: Any, rows: Iterable[dict[str, Any]]) -> None:
        listed: Sequence[dict[str, Any]] = list(rows)
        if listed:
            self._connection.execute(statement, listed)


def _mine(provider: str) -> tuple[ColumnElement[bool]]:
    return (customers.c.provider == provider,)


def _row(customer: Customer) -> dict[str, Any]:
    """``vars`` and not ``as_row``: there may be a hundred thousand, while other writers wait."""
    return {**vars(customer), "key": normal_account(customer.account)}


def _customer(row: RowMapping) -> Customer:
    return Customer(**{name: value for name, value in row.items() if name != "key"})

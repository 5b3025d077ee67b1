"""Whose account is it? A provider's customers, by account number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.decisions.customer import Customer


class CustomerDirectory(Protocol):
    """Where the customers of providers are looked up: a table of ours, or the provider's own system.

    It only says what is on record; whether somebody is that customer is ``bot.decisions.customer``.
    """

    def has(self, provider: str) -> bool:
        """Is there a directory for this provider at all? Without one, only a code can show who somebody is.

        Raises ``DirectoryUnavailable``. A provider's own system is not asked for it.
        """
        ...

    def find(self, provider: str, account: str) -> Customer | None:
        """The customer with this account number, in any spelling of it. Takes some seconds at most.

        Raises ``DirectoryUnavailable`` when it cannot be asked, or when its answer cannot be trusted.
        """
        ...


class Customers(Protocol):
    """The table of customers that providers handed to us."""

    def find(self, provider: str, account: str) -> Customer | None: ...
    def any(self, provider: str) -> bool: ...
    def count(self, provider: str) -> int: ...
    def all(self, provider: str) -> dict[str, Customer]:
        """By the normal form of the account number."""
        ...

    def add(self, added: Iterable[Customer]) -> None:
        """Raises ``Conflict`` if one is there already."""
        ...

    def change(self, changed: Iterable[Customer]) -> None:
        """Those with the same account number get what is given here."""
        ...

    def remove(self, provider: str, accounts: Iterable[str]) -> int:
        """How many there were."""
        ...

    def remove_all(self, provider: str) -> int:
        """How many there were."""
        ...

"""Each provider's own directory, and the table for all who have none."""

from __future__ import annotations

from collections.abc import Mapping

from bot.adapters.directory.http import HttpDirectory
from bot.adapters.directory.sql import SqlDirectory
from bot.decisions.customer import Customer


class DirectoryPerProvider:
    """``CustomerDirectory`` that sends each question to where the provider keeps its customers."""

    def __init__(self, own: Mapping[str, HttpDirectory], table: SqlDirectory) -> None:
        self._own, self._table = own, table

    def has(self, provider: str) -> bool:
        return self._of(provider).has(provider)

    def find(self, provider: str, account: str) -> Customer | None:
        return self._of(provider).find(provider, account)

    def _of(self, provider: str) -> HttpDirectory | SqlDirectory:
        return self._own.get(provider, self._table)

"""TEMPORARY: replaced by the directory branch."""

from __future__ import annotations

from typing import Protocol

from bot.decisions.customer import Customer


class CustomerDirectory(Protocol):
    def find(self, provider: str, account: str) -> Customer | None: ...
    def has(self, provider: str) -> bool: ...

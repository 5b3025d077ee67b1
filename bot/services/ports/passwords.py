"""Passwords, hashed."""

from __future__ import annotations

from typing import Protocol


class PasswordHasher(Protocol):
    """Slow on purpose; call it outside a unit of work."""

    def hash(self, password: str) -> str:
        """Salted, with its parameters in it."""
        ...

    def fits(self, password_hash: str | None, password: str) -> bool:
        """``None`` (nobody has this account) takes as long as a wrong password, and is false."""
        ...

    def outdated(self, password_hash: str) -> bool:
        """Whether it was made with other parameters than those of today."""
        ...

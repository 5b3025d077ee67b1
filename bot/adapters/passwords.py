"""Passwords, hashed with Argon2id. Its parameters are a rule (``password_hashing``) and stand in every hash."""

from __future__ import annotations

import threading
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

AT_ONCE: Final = 2
"""Hashes made at the same time: each takes its memory, and a flood of sign-ins must not take the machine's."""


class Argon2Passwords:
    """Fulfils ``bot.services.ports.PasswordHasher``."""

    def __init__(self, *, memory_kib: int, passes: int, lanes: int) -> None:
        self._argon2 = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = self._argon2.hash("nobody has this account")

    def hash(self, password: str) -> str:
        with self._room:
            return self._argon2.hash(_encodable(password))

    def fits(self, password_hash: str | None, password: str) -> bool:
        """A hash that is none is answered like one that is absent: after the same work, with no."""
        with self._room:
            try:
                return self._argon2.verify(password_hash or self._nobody, _encodable(password)) and bool(
                    password_hash
                )
            except VerifyMismatchError:
                return False
            except (InvalidHashError, VerificationError):
                return self._argon2.verify(self._nobody, "nobody has this account") and False

    def outdated(self, password_hash: str) -> bool:
        return self._argon2.check_needs_rehash(password_hash)


def _encodable(password: str) -> bytes:
    return password.encode("utf-8", "replace")

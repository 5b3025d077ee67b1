"""A password hasher for tests."""

from __future__ import annotations

import hashlib
import hmac


class QuickPasswords:
    """Fulfils ``PasswordHasher``, as quick as it is unsafe. ``generation`` grows when parameters do."""

    def __init__(self, generation: int = 1) -> None:
        self.generation = generation
        self.asked: list[str | None] = []

    def hash(self, password: str) -> str:
        return f"quick:{self.generation}:{hashlib.sha256(password.encode()).hexdigest()}"

    def fits(self, password_hash: str | None, password: str) -> bool:
        self.asked.append(password_hash)
        given = hashlib.sha256(password.encode()).hexdigest()
        return hmac.compare_digest(given, (password_hash or "").rpartition(":")[2])

    def outdated(self, password_hash: str) -> bool:
        return password_hash.split(":")[1] != str(self.generation)

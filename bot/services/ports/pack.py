"""The words of a pack for the ADR scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class PackWriter(Protocol):
    """Words of documents and of what stands in them, from ``bot/printed/pack``."""

    def group(self, name: str) -> Mapping[str, str]:
        """``headings``, ``labels``, ``questions``, ``documents``, ``letters`` or ``values`` by key."""
        ...

    def say(self, key: str, **facts: object) -> str:
        """A line that is put together. Raises ``BrokenWording``."""
        ...

    def words(self, document: str, facts: Mapping[str, Any]) -> str:
        """A document with marks (``letter_marks``). Raises ``BrokenWording``."""
        ...

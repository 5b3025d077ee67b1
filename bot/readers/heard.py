"""What a reader makes of a message: a value, a reason why it cannot be taken, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Taken:
    """Values by answer key, JSON-safe."""

    values: dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """It is meant as an answer but cannot be taken. ``key`` is the response that says why, with its ``facts``.

    ``suggestion`` is offered for a yes or a no: ``{"values": …, "instead": …}``.
    """

    key: str
    facts: dict[str, str] = field(default_factory=dict)
    suggestion: dict[str, Any] | None = None


Reading = Taken | Problem | None
"""``None``: not an answer to this question."""

"""What is known of made-up data in a database, so that it can be found and taken away again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.decisions.records import AuditEntry

MARKS: Final = "demo"
"""Subject of the audit entries that say what is made up; no provider's desk shows them."""
MADE: Final = "demo.made"
"""An audit entry whose data lists ``conversations`` and ``agents``, by id."""
DONE: Final = "demo.done"
"""The last of them: ``seed``, ``cases`` and ``providers``."""


@dataclass(frozen=True)
class Made:
    """``seed`` is None while a year was begun and not finished."""

    conversations: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    seed: str | None = None

    def __bool__(self) -> bool:
        return bool(self.conversations or self.agents)


@dataclass(frozen=True)
class Taken:
    """What was taken away and still lies outside the store: ids of files, keys of mails. ``rows``: by table."""

    files: tuple[str, ...]
    mails: tuple[str, ...]
    rows: dict[str, int]


def made_by(marks: Sequence[AuditEntry]) -> Made:
    """What the marks say together."""

    def listed(name: str) -> tuple[str, ...]:
        return tuple(str(id) for mark in marks if mark.action == MADE for id in _ids(mark.data, name))

    done = [mark.data for mark in marks if mark.action == DONE]
    return Made(listed("conversations"), listed("agents"), str(done[-1]["seed"]) if done else None)


def _ids(data: dict[str, Any], name: str) -> Sequence[object]:
    found = data.get(name)
    return found if isinstance(found, list) else ()

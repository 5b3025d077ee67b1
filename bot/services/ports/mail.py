"""Mails on their way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from bot.decisions.delivery import Found, Outcome
from bot.decisions.mail import Letter, Mail


class Letters(Protocol):
    def render(self, template: str, facts: Mapping[str, Any]) -> Letter:
        """Raises ``BrokenWording`` for an unknown template or a fact that is missing."""
        ...


class Mailer(Protocol):
    """Where mails go. As ``Carrier``, for a mail that is written already; nothing raises."""

    @property
    def repeatable(self) -> bool: ...
    def deliver(self, mail: Mail) -> Outcome: ...
    def find(self, mail: Mail) -> Found: ...


@runtime_checkable
class MailRemover(Protocol):
    """Mails that were written and lie within our reach."""

    def remove(self, key: str) -> None:
        """Nothing is there after it; nothing need be there before. Raises ``OSError``."""
        ...

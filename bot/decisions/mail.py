"""What a letter is, whoever writes it and whoever carries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Letter:
    """Words ready to send, as plain text."""

    subject: str
    body: str


@dataclass(frozen=True)
class Mail:
    """One e-mail. ``key`` names it for ever: the same key is the same message. ``written_at`` is aware UTC."""

    key: str
    provider: str
    to: str
    letter: Letter
    written_at: datetime


@dataclass(frozen=True)
class KeptMail:
    """An e-mail that was written but not sent: it lies in the local folder as ``name``. ``written_at`` is aware UTC,
    ``None`` where the file does not say it."""

    name: str
    sender: str
    to: str
    subject: str
    body: str
    written_at: datetime | None

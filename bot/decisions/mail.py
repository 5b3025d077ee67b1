"""What a letter is, whoever writes it and whoever carries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.decisions.delivery import Impossible

NOBODY: Final = ".firstline.invalid"
"""How addresses end that stand for people who have none yet (RFC 2606): no mail may leave for one."""


@dataclass(frozen=True)
class Letter:
    """Words ready to send, as plain text."""

    subject: str
    body: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail. ``media_type`` is what its content is."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One e-mail. ``key`` names it for ever: the same key is the same message. ``written_at`` is aware UTC.

    ``reply_token``: what says whose an answer to it is; ``bounce_token``: whose address it was, if it comes back.
    ``thread``: the key of the first mail of its complaint, below which mail programs show it.
    """

    key: str
    provider: str
    to: str
    letter: Letter
    written_at: datetime
    reply_token: str | None = None
    bounce_token: str | None = None
    thread: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class AddressRefused(Impossible):
    """The mail system says at once that nobody has this address: as good as a mail that comes back."""


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

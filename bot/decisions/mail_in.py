"""What a mail that came in is, and what becomes of it. Pure: the parts of the mail and whose address it is in; a kind
out. Who a mail is *from* is never proof: the token in the address that it was sent to is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.decisions.mail_token import Purpose, Token


class Became(StrEnum):
    """What came of a mail. Kept for each, without a word of it.

    ``left``: none of ours, left unread for whoever reads the mailbox; ``forged``: its address looks like one of ours
    and is none. ``stranger``: to a colleague's address, but from nobody at the provider. ``wordless``: nothing in it
    that could be kept. ``too_many``: more than one complaint takes in a day. ``again``: the same mail came twice.
    ``gone``: the complaint is no longer kept.
    """

    WORDS = "words"
    ANSWER = "answer"
    BOUNCE = "bounce"
    DELAYED = "delayed"
    AUTOMATIC = "automatic"
    OURS = "ours"
    STRANGER = "stranger"
    FORGED = "forged"
    LEFT = "left"
    TOO_BIG = "too_big"
    TOO_MANY = "too_many"
    WORDLESS = "wordless"
    UNREADABLE = "unreadable"
    AGAIN = "again"
    GONE = "gone"


READ: Final = frozenset(
    {Became.WORDS, Became.ANSWER, Became.BOUNCE, Became.DELAYED, Became.AUTOMATIC, Became.OURS, Became.AGAIN}
)
"""What is marked as read in the mailbox, if it was to an address of ours: nobody need look at it. All else stays unread
for whoever reads there."""


@dataclass(frozen=True)
class MailFile:
    name: str
    content: bytes


@dataclass(frozen=True)
class Bounced:
    """A report on mail of ours (RFC 3464). ``lasting``: it will not arrive; else it is only late."""

    lasting: bool


@dataclass(frozen=True)
class ReceivedMail:
    """What was read out of a mail. ``recipients``: every address that it says it was sent to. ``text``: what they wrote
    now, without what it quotes. ``automatic``: a program sent it. ``ours``: we sent it ourselves."""

    sender: str
    recipients: tuple[str, ...]
    message_key: str
    text: str
    files: tuple[MailFile, ...] = ()
    automatic: bool = False
    ours: bool = False
    bounced: Bounced | None = None


@dataclass(frozen=True)
class RawMail:
    """A mail as it lies in the mailbox. ``content`` is ``None`` where it is bigger than we take; ``head`` is then all
    there is."""

    uid: int
    content: bytes | None
    head: bytes = b""


@dataclass(frozen=True)
class Mailbox:
    """How far a provider's mailbox was read. ``validity``: the server's word for "the numbers still count"."""

    provider: str
    validity: int
    last_uid: int
    looked_at: datetime


@dataclass(frozen=True)
class Found:
    """What lay in a mailbox behind the last one that was read, in order. ``last_uid``: how far was looked, whether or
    not a mail is there. ``more``: there is still more."""

    validity: int
    mails: tuple[RawMail, ...]
    more: bool
    last_uid: int


def what_it_is(mail: ReceivedMail, token: Token | None, tagged: bool, from_team: bool) -> Became:
    """``tagged``: it was sent to an address with something behind the tag; ``token`` is what that says, if it is true.
    ``from_team``: its sender is somebody at the provider.

    Reports and automatic mail come before anything else: answering or keeping either is how loops begin.
    """
    if mail.ours:
        return Became.OURS
    if mail.bounced is not None:
        if not mail.bounced.lasting:
            return Became.DELAYED
        return Became.BOUNCE if token is not None and token.purpose is Purpose.BOUNCE else Became.AUTOMATIC
    if token is None:
        return Became.FORGED if tagged else Became.LEFT
    if mail.automatic or token.purpose is Purpose.BOUNCE:
        return Became.AUTOMATIC
    if token.purpose is Purpose.TEAM and not from_team:
        return Became.STRANGER
    if not mail.text and not mail.files:
        return Became.WORDLESS
    return Became.ANSWER if token.purpose is Purpose.TEAM else Became.WORDS

"""A mail as a message that can be sent (RFC 5322): the same mail is the same bytes, whenever it is made."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from typing import Final

from bot.decisions.errors import Unsound
from bot.decisions.mail import NOBODY, Mail

LONGEST_LINE: Final = 990
"""Bytes. A longer line may not be sent as it is (RFC 5322 says 998)."""


@dataclass(frozen=True)
class Sender:
    """Who a mail is from. ``reply_to``: where an answer goes, where that is another address."""

    address: str
    name: str | None = None
    reply_to: str | None = None

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def nobody(provider: str) -> Sender:
    """Who a mail into the local folder is from: an address that reaches nobody, ever."""
    return Sender(f"no-reply@{provider}{NOBODY}")


def message(mail: Mail, sender: Sender | None = None, html: str | None = None) -> EmailMessage:
    """Plain text, and beside it ``html`` where there is any. Raises ``Unsound`` for an address or a sender that cannot
    stand in a header.

    It says that a program wrote it (RFC 3834), so that nobody's out-of-office answers it; lists have no part in it.
    """
    if not re.fullmatch(r"[a-z0-9-]+", mail.provider):
        raise Unsound("the payload's provider is not a slug")
    sender = sender or nobody(mail.provider)
    made = EmailMessage(policy=default)
    made["From"] = Address(sender.name or "", addr_spec=sender.address)
    made["To"] = _address(mail.to)
    if sender.reply_to:
        made["Reply-To"] = Address(sender.name or "", addr_spec=sender.reply_to)
    made["Subject"] = mail.letter.subject
    made["Date"] = mail.written_at
    made["Message-ID"] = message_id(mail.key, sender.domain)
    if mail.thread is not None and mail.thread != mail.key:
        first = message_id(mail.thread, sender.domain)
        made["In-Reply-To"] = first
        made["References"] = first
    made["Auto-Submitted"] = "auto-generated"
    if html is not None:
        made["X-Auto-Response-Suppress"] = "OOF, AutoReply"  # what Exchange goes by
    _fill(made, mail, html)
    return made


def message_id(key: str, domain: str) -> str:
    """The same for the same key, and nothing of the key can be read in it."""
    return f"<{digest(key)}@{domain}>"


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _address(to: str) -> Address:
    try:
        return Address(addr_spec=to)
    except (ValueError, IndexError, MessageError):  # which one depends on the Python
        raise Unsound("the payload's 'to' is not one e-mail address") from None


def _fill(made: EmailMessage, mail: Mail, html: str | None) -> None:
    body = mail.letter.body
    longest = max(len(line.encode()) for line in body.splitlines())
    plain = "8bit" if longest <= LONGEST_LINE else "quoted-printable"
    # On its way to strangers everything is ASCII: not every server takes more.
    made.set_content(body, cte=plain if html is None else "quoted-printable")
    if html is not None:
        made.add_alternative(html, subtype="html", cte="quoted-printable")
    for file in mail.attachments:
        kind, _, subtype = file.media_type.partition("/")
        made.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
    # The boundaries would be random: the same mail is the same bytes.
    for number, part in enumerate(each for each in made.walk() if each.is_multipart()):
        part.set_boundary(f"=_{digest(mail.key)}_{number}")

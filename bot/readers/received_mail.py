"""A mail as it came over the network, read: whoever wrote it, whatever its form. Nothing in it can make this fail.

The oldest way of Python's ``email`` is used on purpose: the newer ones raise on headers that mail programs really write.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from typing import Any, Final

from bot.decisions.mail_in import Bounced, MailFile, ReceivedMail
from bot.readers.html_words import html_words
from bot.readers.mail_reply import new_words

_SENT_TO: Final = (
    "Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Delivered-To", "To", "Cc", "Resent-To",
)  # fmt: skip
_MOST_ADDRESSES: Final = 50
_MOST_PARTS: Final = 200
_AUTOMATIC: Final = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Reply",
    "List-Id",
    "X-FC-MachineGenerated",
    "X-Loop",
)
_BULK: Final = ("bulk", "junk", "list", "auto_reply")
_AWAY: Final = re.compile(
    r"^\s*(?:automatic reply|auto[- ]?reply|out of (?:the )?office|autosvar)\b", re.IGNORECASE
)
_DAEMON: Final = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
_FAILED: Final = re.compile(
    r"undeliver|delivery (?:status notification|has failed|failure|failed)|returned mail|failure notice|could not be delivered",
    re.IGNORECASE,
)
_NO_FILES: Final = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GAP: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Limits:
    """``characters`` of words that are kept, ``files`` of one mail, and ``picture``: bytes below which a picture in the
    text is taken for a logo."""

    characters: int
    files: int
    picture: int


def read_mail(content: bytes, limits: Limits, ours: str) -> ReceivedMail:
    """``ours``: the address that our own mails come from."""
    mail = message_from_bytes(content, policy=compat32)
    sender = _addresses(mail, ("From",))[:1]
    bounced = _bounced(mail)
    automatic = _is_automatic(mail)
    text = "" if bounced or automatic else _words(mail)[: limits.characters]
    return ReceivedMail(
        sender=sender[0] if sender else "",
        recipients=tuple(_addresses(mail, _SENT_TO)),
        message_key=_key(mail, content),
        text=text,
        files=() if bounced or automatic else tuple(_files(mail, limits)),
        automatic=automatic,
        ours=bool(sender) and sender[0] == ours.lower() and automatic,
        bounced=bounced,
    )


def recipients_of(head: bytes) -> tuple[str, ...]:
    """Of a mail that is too big to be read whole: the addresses in its head."""
    return tuple(_addresses(message_from_bytes(head, policy=compat32), _SENT_TO))


def _key(mail: Message, content: bytes) -> str:
    """What names this mail for ever, whatever number the server gives it; nothing of it can be read in it. Not every
    program gives each mail an id of its own, so who, when and what about belong to it."""
    if not _text(mail.get("Message-ID")).strip():
        return hashlib.sha256(content).hexdigest()
    named = "\n".join(_text(mail.get(name)) for name in ("Message-ID", "From", "Date", "Subject"))
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()


def _addresses(mail: Message, names: tuple[str, ...]) -> list[str]:
    fields = [_text(value) for name in names for value in (mail.get_all(name) or ())]
    found = [address.strip().lower() for _, address in getaddresses(fields[:_MOST_ADDRESSES])]
    return list(dict.fromkeys(address for address in found if "@" in address))[:_MOST_ADDRESSES]


def _is_automatic(mail: Message) -> bool:
    submitted = _text(mail.get("Auto-Submitted")).split(";")[0].strip().lower()
    if submitted not in ("", "no"):
        return True
    if _text(mail.get("Return-Path")).replace(" ", "") == "<>":
        return True
    if _text(mail.get("Precedence")).strip().lower() in _BULK or any(name in mail for name in _AUTOMATIC):
        return True
    return _AWAY.match(_text(mail.get("Subject"))) is not None


def _bounced(mail: Message) -> Bounced | None:
    """A report in the form of RFC 3464, or one that only people can read and that says it in its head."""
    if mail.get_content_type() == "multipart/report":
        actions = [action for part in _parts(mail) for action in _actions(part)]
        if actions:
            return Bounced(lasting="failed" in actions)
        if _text(mail.get_param("report-type")).lower() not in ("", "delivery-status"):
            return None  # a receipt that somebody read it, or a complaint about spam
    if "X-Failed-Recipients" in mail:
        return Bounced(lasting=True)
    from_daemon = any(_DAEMON.match(address) for address in _addresses(mail, ("From",)))
    if from_daemon and _FAILED.search(_text(mail.get("Subject"))):
        return Bounced(lasting=True)
    return None


def _actions(part: Message) -> list[str]:
    """What became of each recipient, in a part ``message/delivery-status``: blocks of fields, read as mails are."""
    if part.get_content_type() != "message/delivery-status" or not isinstance(part.get_payload(), list):
        return []
    blocks: Any = part.get_payload()
    return [_text(block.get("Action")).strip().lower() for block in blocks if "Action" in block]


def _words(mail: Message) -> str:
    plain = [_decoded(part) for part in _texts(mail, "text/plain")]
    text = "\n\n".join(filter(str.strip, plain))
    if not text.strip():
        text = "\n\n".join(filter(None, (html_words(_decoded(part)) for part in _texts(mail, "text/html"))))
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    return _GAP.sub("\n\n", new_words(text))


def _texts(mail: Message, kind: str) -> Iterator[Message]:
    for part in _parts(mail):
        if (
            part.get_content_type() == kind
            and part.get_content_disposition() != "attachment"
            and not part.get_filename()
        ):
            yield part


def _files(mail: Message, limits: Limits) -> Iterator[MailFile]:
    count = 0
    for part in _parts(mail):
        if count == limits.files or part.is_multipart() or part.get_content_type() in _NO_FILES:
            continue
        name, attached = _file_name(part), part.get_content_disposition() == "attachment"
        picture = part.get_content_maintype() == "image"
        if not (name or attached or picture):
            continue
        content: Any = part.get_payload(decode=True)
        in_text = not attached and "Content-ID" in part
        if (
            not isinstance(content, bytes)
            or not content
            or (picture and in_text and len(content) < limits.picture)
        ):
            continue
        count += 1
        yield MailFile(name or f"picture-{count}.{part.get_content_subtype()}", content)


def _parts(mail: Message) -> Iterator[Message]:
    """Every part but those of a mail that is attached whole: what is in it was written elsewhere."""
    waiting, seen = [mail], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        yield part
        inside = part.get_payload()
        if part.is_multipart() and isinstance(inside, list) and part.get_content_maintype() == "multipart":
            waiting = [each for each in inside if isinstance(each, Message)] + waiting


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        return ""
    return _text(name).strip()


def _decoded(part: Message) -> str:
    content: Any = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    named = part.get_content_charset() or "utf-8"
    for charset in (named, "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _text(value: Any) -> str:
    """A header as text, whatever it is."""
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, TypeError):
        text = str(value)
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))

"""A provider's mailbox, read over IMAP: what came since the last look, by the server's own numbers."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from bot.decisions.errors import MailboxUnavailable
from bot.decisions.mail_connection import ImapServer
from bot.decisions.mail_in import Found, Mailbox, RawMail

_HEAD_BYTES: Final = 65_536
"""Of the head of a mail that is too big: enough to see whose it is."""
_BEFORE: Final = timedelta(days=2)
"""Read again before the last look where the server has numbered its mails anew: what was taken is known by its name."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")

_BROKEN: Final = (OSError, imaplib.IMAP4.error, ValueError, IndexError, TypeError, AttributeError)
"""What comes of a lost connection, and of answers over which imaplib stumbles."""


@dataclass(frozen=True)
class Limits:
    """Seconds for each answer and for one look in all; how many mails one look fetches, and how big each may be."""

    answer: float = 10.0
    look: float = 60.0
    mails: int = 20
    bytes: int = 56 * 1024 * 1024


class ImapMailbox:
    """Fulfils ``bot.services.ports.ReadMailbox``. Each call connects by itself, and every mail stays where it lies."""

    def __init__(self, server: ImapServer, limits: Limits = Limits()) -> None:
        self._server, self._limits = server, limits

    def look(self, known: Mailbox | None) -> Found:
        """At the first look nothing is read but where the mailbox ends: no answer to a mail of ours lies before that.
        Raises ``MailboxUnavailable``."""
        with self._open(readonly=True) as imap:
            validity = _number(imap.response("UIDVALIDITY")[1])
            if validity is None:
                raise MailboxUnavailable("it numbers its mails in no way that can be read")
            if known is None:
                return Found(validity, (), more=False, last_uid=self._newest(imap))
            since = known.last_uid if known.validity == validity else 0
            uids = self._behind(imap, known, since)
            mails, last = self._fetch_each(imap, uids[: self._limits.mails], since)
            return Found(validity, mails, more=bool(uids) and uids[-1] > last, last_uid=last)

    def taken(self, uids: Sequence[int]) -> None:
        """Mark them as read. Raises ``MailboxUnavailable``."""
        if uids:
            with self._open(readonly=False) as imap:
                _ok(imap.uid("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", r"(\Seen)"))

    def _behind(self, imap: imaplib.IMAP4, known: Mailbox, since: int) -> list[int]:
        """The numbers behind ``since``, in order; where they were given anew, those of the last days."""
        if since:
            asked: tuple[str, ...] = ("UID", f"{since + 1}:*")  # gives the last one even if it is older
        else:
            day = known.looked_at - _BEFORE
            asked = ("SINCE", f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}")
        found = _ok(imap.uid("SEARCH", *asked))
        uids = [int(uid) for line in found if line for uid in line.split() if uid.isdigit()]
        return sorted(uid for uid in uids if uid > since)

    def _newest(self, imap: imaplib.IMAP4) -> int:
        following = _number(imap.response("UIDNEXT")[1])
        if following is not None:
            return max(0, following - 1)
        found = _ok(imap.uid("SEARCH", "ALL"))
        return max((int(uid) for line in found if line for uid in line.split() if uid.isdigit()), default=0)

    def _fetch_each(
        self, imap: imaplib.IMAP4, uids: Sequence[int], since: int
    ) -> tuple[tuple[RawMail, ...], int]:
        """What could be fetched, and up to which number; raises only where it is not even the first."""
        mails: list[RawMail] = []
        last = since
        for uid in uids:
            try:
                mail = self._fetch(imap, uid)
            except (*_BROKEN, MailboxUnavailable):
                if last == since:
                    raise
                break
            if mail is not None:
                mails.append(mail)
            last = uid
        return tuple(mails), last

    def _fetch(self, imap: imaplib.IMAP4, uid: int) -> RawMail | None:
        """``None`` for one that somebody took away meanwhile."""
        sizes = [
            found
            for found in map(_SIZE.search, _pieces(_ok(imap.uid("FETCH", str(uid), "(UID RFC822.SIZE)"))))
            if found
        ]
        if not sizes:
            return None
        if int(sizes[0].group(1)) > self._limits.bytes:
            head = self._content(imap, uid, f"(BODY.PEEK[HEADER]<0.{_HEAD_BYTES}>)")
            return RawMail(uid, None, head or b"")
        content = self._content(imap, uid, "(BODY.PEEK[])")
        return None if content is None else RawMail(uid, content)

    def _content(self, imap: imaplib.IMAP4, uid: int, what: str) -> bytes | None:
        for part in _ok(imap.uid("FETCH", str(uid), what)):
            if isinstance(part, tuple) and len(part) > 1 and isinstance(part[1], bytes):
                return part[1]
        return None

    @contextmanager
    def _open(self, readonly: bool) -> Iterator[imaplib.IMAP4]:
        opened: list[imaplib.IMAP4] = []
        watch = threading.Timer(self._limits.look, _cut, [opened])
        watch.daemon = True
        watch.start()
        try:
            imap = self._connect(opened)
            self._enter(imap, readonly)
            yield imap
        except MailboxUnavailable:
            raise
        except ssl.SSLCertVerificationError:
            raise MailboxUnavailable("its certificate is not one that we trust") from None
        except _BROKEN as error:
            # Not chained: what a server says may quote whatever it likes.
            raise MailboxUnavailable(f"no answer that can be read ({type(error).__name__})") from None
        finally:
            watch.cancel()
            for each in opened:
                with suppress(OSError, imaplib.IMAP4.error, AttributeError):
                    each.shutdown()  # nobody waits for the answer to a goodbye

    def _connect(self, opened: list[imaplib.IMAP4]) -> imaplib.IMAP4:
        server, seconds = self._server, self._limits.answer
        if server.security == "none":
            return _Plain(server.host, server.port, seconds, opened)
        trust = ssl.create_default_context(cafile=server.ca)
        if server.security == "tls":
            return _OverTls(server.host, server.port, seconds, opened, trust)
        imap = _Plain(server.host, server.port, seconds, opened)
        imap.starttls(trust)
        return imap

    def _enter(self, imap: imaplib.IMAP4, readonly: bool) -> None:
        try:
            imap.login(self._server.user, self._server.password.get_secret_value())
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            raise MailboxUnavailable("it refuses our user name and password") from None
        try:
            _ok(imap.select(_quoted(self._server.folder), readonly=readonly))
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, MailboxUnavailable):
            raise MailboxUnavailable("the folder of the connection is not there") from None


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    said, data = answer
    if said != "OK":
        raise MailboxUnavailable(f"it says {said[:10]}")
    return data


def _number(data: list[Any]) -> int | None:
    last = data[-1] if data else None
    return int(last) if isinstance(last, bytes) and last.isdigit() else None


def _pieces(data: list[Any]) -> Iterator[bytes]:
    for part in data:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part, tuple):
            yield from (each for each in part if isinstance(each, bytes))


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _Plain(imaplib.IMAP4):
    """``opened`` has it as soon as there is a connection that could be cut off: before the server has said a word."""

    def __init__(self, host: str, port: int, seconds: float, opened: list[imaplib.IMAP4]) -> None:
        self._opened = opened
        super().__init__(host, port, seconds)

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self._opened.append(self)


class _OverTls(imaplib.IMAP4_SSL):
    """The same, encrypted from the first byte."""

    def __init__(
        self, host: str, port: int, seconds: float, opened: list[imaplib.IMAP4], trust: ssl.SSLContext
    ) -> None:
        self._opened = opened
        super().__init__(host, port, ssl_context=trust, timeout=seconds)

    def open(self, host: str = "", port: int | None = None, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self._opened.append(self)


def _cut(opened: list[imaplib.IMAP4]) -> None:
    """A server that drips heeds no timeout of the socket: at the end it is cut off."""
    for imap in opened:
        with suppress(OSError, AttributeError):
            imap.sock.shutdown(socket.SHUT_RDWR)

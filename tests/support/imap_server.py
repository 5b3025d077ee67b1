"""An IMAP server for tests: real sockets on loopback, what imaplib needs and no more (RFC 3501), broken as told."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.decisions.mail_connection import ImapServer
from tests.support.mail_server import HOST, PASSWORD, USER, ca_file, server_trust


@dataclass
class Stored:
    uid: int
    content: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class ImapBox:
    """``drops``: the command at which the connection is cut. ``slow``: seconds before the answer to a command.
    ``says``: an answer instead of the real one, by command. ``asked``: every command, in order."""

    port: int = 0
    security: str = "tls"
    validity: int = 1
    mails: list[Stored] = field(default_factory=list)
    following: int = 1
    folder: str = "INBOX"
    drops: str | None = None
    slow: dict[str, float] = field(default_factory=dict)
    says: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, content: bytes | str) -> int:
        """A mail comes in."""
        raw = content.encode() if isinstance(content, str) else content
        self.mails.append(Stored(self.following, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")))
        self.following += 1
        return self.following - 1

    def numbered_anew(self) -> None:
        """As after a move to another machine: the same mails, other numbers."""
        self.validity += 1
        for number, mail in enumerate(self.mails, start=1):
            mail.uid = number
        self.following = len(self.mails) + 1

    def seen(self) -> list[int]:
        return [mail.uid for mail in self.mails if r"\Seen" in mail.flags]

    def server(self, **changes: object) -> ImapServer:
        given = {"host": HOST, "port": self.port, "security": self.security, "ca": ca_file(), "user": USER,
                 "password": PASSWORD, "folder": self.folder}  # fmt: skip
        return ImapServer.model_validate({**given, **changes})


@contextmanager
def imap_server(security: str = "tls", trust: ssl.SSLContext | None = None) -> Iterator[ImapBox]:
    listening = socket.create_server(("127.0.0.1", 0))
    box = ImapBox(int(listening.getsockname()[1]), security)
    context = trust or server_trust()

    def serve() -> None:
        while True:
            try:
                peer, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=_talk, args=(peer, box, context), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield box
    finally:
        listening.close()


def _talk(peer: socket.socket, box: ImapBox, context: ssl.SSLContext) -> None:
    with contextlib.suppress(OSError, ValueError):
        peer.settimeout(20)
        if box.security == "tls":
            peer = context.wrap_socket(peer, server_side=True)
        _Session(peer, box, context).run()
    with contextlib.suppress(OSError):
        peer.close()


class _Cut(OSError):
    pass


class _Session:
    def __init__(self, peer: socket.socket, box: ImapBox, context: ssl.SSLContext) -> None:
        self.peer, self.box, self.context = peer, box, context
        self.lines = peer.makefile("rb")

    def run(self) -> None:
        self._say(self.box.says.get("GREETING", b"* OK ready\r\n"))
        while line := self.lines.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            command = re.sub(r"^UID ", "UID-", rest.upper()).split(" ")[0]
            self.box.asked.append(command)
            time.sleep(self.box.slow.get(command, 0.0))
            if self.box.drops == command:
                raise _Cut
            if command in self.box.says:
                self._say(self.box.says[command].replace(b"TAG", tag.encode()))
                continue
            answer = getattr(self, f"_{command.replace('-', '_').lower()}", None)
            said = answer(rest) if answer else "BAD what?"
            self._say(f"{tag} {said}\r\n".encode())
            if command == "STARTTLS":
                self.peer = self.context.wrap_socket(self.peer, server_side=True)
                self.lines = self.peer.makefile("rb")
            if command == "LOGOUT":
                return

    def _say(self, what: bytes) -> None:
        self.peer.sendall(what)

    def _capability(self, _: str) -> str:
        starttls = " STARTTLS" if self.box.security == "starttls" else ""
        self._say(f"* CAPABILITY IMAP4rev1{starttls}\r\n".encode())
        return "OK done"

    def _starttls(self, _: str) -> str:
        return "OK begin" if self.box.security == "starttls" else "BAD no"

    def _login(self, rest: str) -> str:
        given = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', rest)[1:]
        words = [quoted or bare for quoted, bare in given]
        return "OK in" if words == [USER, PASSWORD] else "NO [AUTHENTICATIONFAILED] no"

    def _select(self, rest: str) -> str:
        if rest.split(" ", 1)[1].strip('"') != self.box.folder:
            return "NO no such mailbox"
        self._say(f"* {len(self.box.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.box.validity}] x\r\n".encode())
        self._say(f"* OK [UIDNEXT {self.box.following}] x\r\n".encode())
        return "OK [READ-WRITE] done"

    _examine = _select

    def _uid_search(self, rest: str) -> str:
        behind = re.search(r"UID (\d+):\*", rest)
        uids = [mail.uid for mail in self.box.mails]
        if behind:
            # As RFC 3501 has it: "*" is the last one, so that one is always among them.
            uids = [uid for uid in uids if uid >= int(behind.group(1))] or uids[-1:]
        self._say(f"* SEARCH {' '.join(map(str, uids))}\r\n".encode())
        return "OK done"

    def _uid_fetch(self, rest: str) -> str:
        uid = int(rest.split(" ")[2])
        for number, mail in enumerate(self.box.mails, start=1):
            if mail.uid != uid:
                continue
            if "RFC822.SIZE" in rest:
                self._say(f"* {number} FETCH (UID {uid} RFC822.SIZE {len(mail.content)})\r\n".encode())
                continue
            head = "HEADER" in rest
            content = mail.content.split(b"\r\n\r\n")[0] + b"\r\n\r\n" if head else mail.content
            what = "BODY[HEADER]<0>" if head else "BODY[]"
            self._say(
                f"* {number} FETCH (UID {uid} {what} {{{len(content)}}}\r\n".encode() + content + b")\r\n"
            )
        return "OK done"

    def _uid_store(self, rest: str) -> str:
        uids = [int(uid) for uid in rest.split(" ")[2].split(",")]
        for mail in self.box.mails:
            if mail.uid in uids:
                mail.flags.add(r"\Seen")
        return "OK done"

    def _logout(self, _: str) -> str:
        self._say(b"* BYE\r\n")
        return "OK bye"

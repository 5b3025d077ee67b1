"""A mail server for tests: real SMTP on loopback (aiosmtpd), encrypted as asked, that refuses and breaks as told."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.decisions.mail_connection import ImapServer, MailConnection, SmtpServer

USER, PASSWORD = "complaints@netservers.example", "correct horse"
HOST = "localhost"


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@cache
def ca_file() -> str:
    """Its certificate, for those who trust it."""
    path = Path(mkdtemp(prefix="firstline-ca-")) / "ca.pem"
    authority().cert_pem.write_to_path(str(path))
    return str(path)


def server_trust(*names: str, of: trustme.CA | None = None) -> ssl.SSLContext:
    """What a server shows: a certificate for ``names``, signed by the authority or by ``of``."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    (of or authority()).issue_cert(*(names or (HOST, "127.0.0.1"))).configure_cert(context)
    return context


@dataclass
class Behaviour:
    """``answers`` by stage (``mail``, ``rcpt``, ``data``): said instead of yes. ``drops``: at that stage the connection
    is cut (``after_data``: the mail was taken, and nobody hears of it). ``slow``: seconds before the answer to it."""

    answers: dict[str, str] = field(default_factory=dict)
    drops: str | None = None
    slow: dict[str, float] = field(default_factory=dict)


@dataclass
class MailServer:
    """``taken``: every mail that it has. ``sessions``: how many connections were made to it."""

    port: int = 0
    taken: list[Envelope] = field(default_factory=list)
    behaviour: Behaviour = field(default_factory=Behaviour)
    sessions: int = 0
    _seen: set[int] = field(default_factory=set)

    @property
    def mails(self) -> list[EmailMessage]:
        read = [message_from_bytes(_content(each), policy=default) for each in self.taken]
        return [each for each in read if isinstance(each, EmailMessage)]

    def connection(self, security: str = "starttls", **changes: Any) -> MailConnection:
        """What leads here, as a provider would write it down."""
        smtp = {
            "host": HOST,
            "port": self.port,
            "security": security,
            "ca": ca_file(),
            **changes.pop("smtp", {}),
        }
        if security == "starttls":
            smtp = {"user": USER, "password": PASSWORD, **smtp}
        imap = changes.pop("imap", None)
        return MailConnection(
            address=USER,
            name="Netservers complaints",
            smtp=SmtpServer(**smtp),
            imap=ImapServer(**imap) if imap else None,
            **changes,
        )

    async def handle_EHLO(
        self, server: SMTP, session: Session, _: Envelope, hostname: str, lines: list[str]
    ) -> Any:
        if id(session) not in self._seen:
            self._seen.add(id(session))
            self.sessions += 1
        session.host_name = hostname
        return lines

    async def handle_MAIL(
        self, server: SMTP, _: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        envelope.mail_from = address
        return await self._stage(server, "mail", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, _: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        answer = await self._stage(server, "rcpt", "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:
        answer = self.behaviour.answers.get("data", "250 taken")
        if answer.startswith("2"):
            self.taken.append(envelope)
        return await self._stage(server, "data", "250 taken")

    async def _stage(self, server: SMTP, stage: str, yes: str) -> str:
        await asyncio.sleep(self.behaviour.slow.get(stage, 0.0))
        if self.behaviour.drops == stage or (self.behaviour.drops == "after_data" and stage == "data"):
            assert server.transport is not None
            server.transport.abort()
        return self.behaviour.answers.get(stage, yes)


def _content(envelope: Envelope) -> bytes:
    content = envelope.original_content or b""
    return content if isinstance(content, bytes) else content.encode()


def _let_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    assert isinstance(given, LoginPassword)
    return AuthResult(
        success=(given.login.decode(), given.password.decode()) == (USER, PASSWORD), handled=False
    )


@contextmanager
def mail_server(
    security: str = "starttls", trust: ssl.SSLContext | None = None, **behaviour: Any
) -> Iterator[MailServer]:
    server = MailServer(behaviour=Behaviour(**behaviour))
    context = trust or server_trust()
    options: dict[str, Any] = {}
    if security == "starttls":
        options = {
            "tls_context": context,
            "require_starttls": True,
            "authenticator": _let_in,
            "auth_required": True,
        }
    elif security == "tls":
        options = {"ssl_context": context}
    controller = Controller(server, hostname="127.0.0.1", port=_free_port(), ready_timeout=10.0, **options)
    server.port = controller.port
    controller.start()
    try:
        yield server
    finally:
        controller.stop(no_assert=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def nobody_listens() -> int:
    return _free_port()


@contextmanager
def drips(line: bytes = b"220 ", pause: float = 0.05) -> Iterator[int]:
    """Accepts, and never comes to the end of its first line."""
    listening = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                peer, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=_drip, args=(peer, line, pause, stop), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        stop.set()
        listening.close()


def _drip(peer: socket.socket, line: bytes, pause: float, stop: threading.Event) -> None:
    with peer:
        try:
            peer.sendall(line)
            while not stop.is_set():
                peer.sendall(b"x")
                time.sleep(pause)
        except OSError:
            return

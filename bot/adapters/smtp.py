"""Mail through a provider's own mail server, with one connection for all that go one after the other.

How far a mail had come when something broke decides what it is: before the server had its text it is surely not there;
from then on, until the server says yes or no, nobody knows.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.policy import SMTP
from typing import Final

from bot.adapters.mail_message import Sender, message
from bot.decisions.delivery import Delivered, Found, Impossible, Outcome, TryAgain, Unknown
from bot.decisions.errors import Unsound
from bot.decisions.mail import NOBODY, Letter, Mail
from bot.decisions.mail_connection import MailConnection
from bot.decisions.smtp_answer import Stage, refused

_GO_AHEAD: Final = 354
_GOING_AWAY: Final = 421
_NO_ANSWER: Final = -1
"""smtplib's own word for an answer that cannot be read."""


@dataclass(frozen=True)
class Patience:
    """Seconds: for each answer of the server, for one mail in all, and how long an idle connection is kept."""

    answer: float = 10.0
    mail: float = 30.0
    idle: float = 20.0


@dataclass(frozen=True)
class _Envelope:
    """``sender``: where it comes back to, if it does."""

    sender: str
    to: str
    content: bytes


class _Stopped(Exception):
    """The mail in hand goes no further. What came of it is in ``outcome``."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class SmtpMail:
    """Fulfils ``bot.services.ports.Mailer`` for one provider. Safe to call from several threads: one at a time.

    ``html``: how a letter looks in mail programs that show it so.
    """

    def __init__(
        self, connection: MailConnection, html: Callable[[Letter], str], patience: Patience = Patience()
    ) -> None:
        self._connection, self._html, self._patience = connection, html, patience
        self._lock = threading.Lock()
        self._smtp: smtplib.SMTP | None = None
        self._used_at = 0.0

    @property
    def repeatable(self) -> bool:
        """A mail whose outcome is unknown goes again, the same bytes with the same Message-ID. Mail systems refuse no
        repeat, but two copies of a letter harm nobody, and a code or a letter that never came does
        (docs/mail-sms-post.md)."""
        return True

    def find(self, mail: Mail) -> Found:
        """No mail server can be asked what it took."""
        return None

    def deliver(self, mail: Mail) -> Outcome:
        """One attempt; nothing is raised for what the other side does. The same mail is the same message each time."""
        if mail.to.endswith(NOBODY):
            return Impossible(
                "nobody has this address: say in 'team' of the connection who reads for the team"
            )
        to = _in_ascii(mail.to)
        if not to.isascii():
            return Impossible("the address has letters that not every mail server takes")
        try:
            content = message(mail, self._sender(mail), self._html(mail.letter)).as_bytes(policy=SMTP)
        except Unsound as error:
            return Impossible(str(error))
        envelope = _Envelope(self._connection.tagged(mail.bounce_token), to, content)
        with self._lock:
            if self._smtp is not None:
                try:
                    return self._attempt(envelope)
                except OSError:  # it had let go of the idle connection, without this mail: a new one
                    self._hang_up()
            try:
                return self._attempt(envelope)
            except OSError as error:
                self._hang_up()
                return TryAgain(f"the mail server cannot be reached ({type(error).__name__})")

    def close(self) -> None:
        """Let go of the connection; the next mail makes a new one."""
        with self._lock:
            self._hang_up()

    def _sender(self, mail: Mail) -> Sender:
        reply_to = self._connection.tagged(mail.reply_token)
        mine = self._connection.address
        return Sender(mine, self._connection.name, reply_to if reply_to != mine else None)

    def _attempt(self, envelope: _Envelope) -> Outcome:
        """Raises ``OSError`` where the server surely does not have the mail (``SMTPException`` is one)."""
        try:
            with self._in_time():
                smtp = self._connected()
                self._hand_over(smtp, envelope)
                outcome = self._give(smtp, envelope)
        except _Stopped as stop:
            outcome = stop.outcome
        self._used_at = time.monotonic()
        return outcome

    def _hand_over(self, smtp: smtplib.SMTP, envelope: _Envelope) -> None:
        self._must(smtp, Stage.SENDER, smtp.mail(envelope.sender))
        self._must(smtp, Stage.RECIPIENT, smtp.rcpt(envelope.to))
        code, text = smtp.docmd("DATA")
        if code != _GO_AHEAD:
            self._must(smtp, Stage.CONTENT, (code if code >= 400 else _NO_ANSWER, text))

    def _give(self, smtp: smtplib.SMTP, envelope: _Envelope) -> Outcome:
        try:
            smtp.send(re.sub(rb"(?m)^\.", b"..", envelope.content) + b".\r\n")
            code, text = smtp.getreply()
        except OSError as error:
            self._hang_up()
            return Unknown(f"no answer came after the mail was handed over ({type(error).__name__})")
        if 200 <= code < 300:
            return Delivered()
        if not 400 <= code < 600:
            self._hang_up()
            return Unknown("the answer after the mail was handed over cannot be read")
        return self._refused(smtp, Stage.CONTENT, code, text)

    def _must(self, smtp: smtplib.SMTP, stage: Stage, answer: tuple[int, bytes]) -> None:
        """Raises ``_Stopped`` unless the answer was yes, and ``OSError`` where there was none."""
        code, text = answer
        if code == _NO_ANSWER:
            raise smtplib.SMTPServerDisconnected("no answer")
        if not 200 <= code < 300:
            raise _Stopped(self._refused(smtp, stage, code, text))

    def _refused(self, smtp: smtplib.SMTP, stage: Stage, code: int, text: bytes) -> Outcome:
        """The connection stays good for the next mail if it can."""
        try:
            if code == _GOING_AWAY or stage is Stage.GREETING:
                self._hang_up()
            else:
                smtp.rset()
        except OSError:
            self._hang_up()
        return refused(stage, code, text.decode("ascii", "replace"))

    def _connected(self) -> smtplib.SMTP:
        """A connection that has been let in. Raises ``_Stopped`` and ``OSError``."""
        if self._smtp is not None and time.monotonic() - self._used_at > self._patience.idle:
            self._hang_up()
        if self._smtp is not None:
            return self._smtp
        try:
            return self._connect()
        except OSError as error:
            self._hang_up()
            raise _kept_out(error) from None

    def _connect(self) -> smtplib.SMTP:
        server = self._connection.smtp
        trust = ssl.create_default_context(cafile=server.ca) if server.security != "none" else None
        hello = self._connection.domain.encode("idna").decode("ascii")
        at_once = trust if server.security == "tls" else None
        smtp = self._smtp = _Smtp(server.host, hello, self._patience.answer, at_once)
        self._must(smtp, Stage.GREETING, smtp.connect(server.host, server.port))
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=trust)
            smtp.ehlo_or_helo_if_needed()
        if server.user is not None and server.password is not None:
            smtp.login(server.user, server.password.get_secret_value())
        return smtp

    def _hang_up(self) -> None:
        if self._smtp is None:
            return
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.close()  # without QUIT: nobody waits for its answer
        self._smtp = None

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """A server that drips answers byte by byte heeds no timeout of the socket: at the end it is cut off."""
        watch = threading.Timer(self._patience.mail, self._cut)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _cut(self) -> None:
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None:
            with suppress(OSError):
                smtp.sock.shutdown(socket.SHUT_RDWR)


class _Smtp(smtplib.SMTP):
    """``hello``: the name we give ourselves; smtplib would ask a name server. ``trust``: encrypted at once."""

    def __init__(self, host: str, hello: str, timeout: float, trust: ssl.SSLContext | None) -> None:
        super().__init__(local_hostname=hello, timeout=timeout)
        self._host, self._trust = host, trust  # STARTTLS checks the certificate for ``_host``

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = socket.create_connection((host, port), timeout)
        return made if self._trust is None else self._trust.wrap_socket(made, server_hostname=host)


def _kept_out(error: OSError) -> Exception:
    """Why we were not let in; the error itself where it is one of the network."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _Stopped(TryAgain("the mail server's certificate is not one that we trust"))
    if isinstance(error, ssl.SSLError):
        return _Stopped(TryAgain("no encrypted connection to the mail server could be made"))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _Stopped(
            TryAgain("the mail server offers neither encryption nor login as the connection asks for it")
        )
    if isinstance(error, smtplib.SMTPResponseException):
        text = (
            error.smtp_error
            if isinstance(error.smtp_error, str)
            else error.smtp_error.decode("ascii", "replace")
        )
        login = isinstance(error, smtplib.SMTPAuthenticationError)
        return _Stopped(refused(Stage.LOGIN if login else Stage.GREETING, error.smtp_code, text))
    return error


def _in_ascii(address: str) -> str:
    """The domain as the network knows it; what stands before the @ as it is."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address

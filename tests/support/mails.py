"""Mails as programs write them, for whoever reads mailboxes."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

SAM = "sam@example.com"
HOME = "complaints@it-communications.example"


def reply(
    to: str,
    text: str = "It is still down.",
    sender: str = f"Sam Carter <{SAM}>",
    id: str = "1",
    **headers: str,
) -> EmailMessage:
    """A plain answer; ``headers`` with ``_`` for ``-``."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = "Re: Your complaint"
    mail["Message-ID"] = f"<{id}@mail.example>"
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def raw(mail: EmailMessage) -> bytes:
    return mail.as_bytes(policy=SMTP)


def bounce(to: str, action: str = "failed", status: str = "5.1.1", id: str = "b1") -> bytes:
    """A report as RFC 3464 has it."""
    return f"""Return-Path: <>
Delivered-To: {to}
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{id}@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I am sorry.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; sam@example.com
Action: {action}
Status: {status}

--B
Content-Type: message/rfc822

From: {HOME}
To: sam@example.com
Subject: Your complaint

Hello
--B--
""".replace("\n", "\r\n").encode()

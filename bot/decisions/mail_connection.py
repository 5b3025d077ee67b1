"""How a provider's mail, texts and letters leave and come in: values of its connection file, checked. Pure.

They are configuration of whoever runs Firstline, not facts of the provider's page. Without them mail stays in the local
folder, nobody's mailbox is read, and no text is sent.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, EmailStr, Field, SecretStr, field_validator, model_validator

from bot.decisions.mail_token import LONGEST as LONGEST_TOKEN

LONGEST_LOCAL: Final = 64
"""Characters before the @ that every mail system takes (RFC 5321, 4.5.3.1.1)."""

Security = Literal["tls", "starttls", "none"]


class _Closed(BaseModel):
    """Frozen, no unknown key, and a refusal does not repeat what was given: that may be a secret."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Server(_Closed):
    """Where a mail server listens and how it is spoken to. ``none``, without encryption, is for this machine only.

    ``ca``: a file with the certificate of an authority of one's own that signed the server's; else the machine's list.
    """

    host: str = Field(min_length=1)
    port: int = Field(ge=1, le=65535)
    security: Security
    user: str | None = None
    password: SecretStr | None = None
    ca: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.security == "none" and not is_this_machine(self.host):
            raise ValueError("security: 'none' is for a server on this machine only; use 'tls' or 'starttls'")
        if (self.user is None) != (self.password is None):
            raise ValueError("user and password belong together: give both or none")
        return self


class SmtpServer(Server):
    """Where mail is handed in. 587 with STARTTLS is what most providers have."""

    port: int = Field(default=587, ge=1, le=65535)
    security: Security = "starttls"


class ImapServer(Server):
    """Where replies are read. ``folder``: the mailbox that is looked at."""

    port: int = Field(default=993, ge=1, le=65535)
    security: Security = "tls"
    user: str
    password: SecretStr
    folder: str = "INBOX"


class MailConnection(_Closed):
    """A provider's mail. ``address``: who our mails come from, and where replies go, as ``address`` with a tag before
    the @ (``complaints+TOKEN@…``). ``tag`` is what its system puts between the two; ``null`` where it takes no such
    addresses: then replies cannot be matched, and go to ``address`` as they are.

    ``team``: addresses of the provider's own people. The first gets what the assistant writes to the team; an answer
    from any of them, or from somebody who has an account at the desk, reaches the customer.
    """

    address: EmailStr
    name: str | None = None
    tag: Literal["+", "-"] | None = "+"
    team: list[EmailStr] = []
    smtp: SmtpServer
    imap: ImapServer | None = None

    @field_validator("name")
    @classmethod
    def _one_line(cls, name: str | None) -> str | None:
        if name is not None and (not name.strip() or not name.isprintable()):
            raise ValueError("name: one line of words")
        return name

    @model_validator(mode="after")
    def _room_for_a_token(self) -> Self:
        local = self.address.split("@")[0]
        if self.tag is not None and len(local) + 1 + LONGEST_TOKEN > LONGEST_LOCAL:
            longest = LONGEST_LOCAL - 1 - LONGEST_TOKEN
            raise ValueError(
                f"address: at most {longest} characters before the @, so that a token fits behind"
            )
        if self.imap is not None and self.tag is None:
            raise ValueError("imap: replies are matched by their address, so it needs 'tag'")
        return self

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def tagged(self, token: str | None) -> str:
        """The address with ``token`` in it; the plain one where there is none, or none can be carried."""
        local, _, domain = self.address.rpartition("@")
        return f"{local}{self.tag}{token}@{domain}" if token and self.tag else self.address

    def token_in(self, address: str) -> str | None:
        """What stands behind the tag of an address of this mailbox, in small letters; ``None`` for any other."""
        local, _, domain = address.strip().lower().rpartition("@")
        mine, _, home = self.address.lower().rpartition("@")
        if self.tag is None or domain != home or not local.startswith(mine + self.tag):
            return None
        return local.removeprefix(mine + self.tag)


class SmsConnection(_Closed):
    """Who sends texts for the provider: a web address of theirs that takes a signed request of ours."""

    url: str
    secret: SecretStr = Field(min_length=16)

    @field_validator("url")
    @classmethod
    def _encrypted(cls, url: str) -> str:
        place = urlsplit(url)
        if place.scheme not in ("http", "https") or not place.hostname or place.username or place.fragment:
            raise ValueError("url: an address such as https://sms.example/send")
        if place.scheme == "http" and not is_this_machine(place.hostname):
            raise ValueError("url: must begin with https://, as codes are in what is sent")
        return url


def is_this_machine(host: str) -> bool:
    """By the name alone; no name server is asked."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

"""The provider's own systems that it has connected: a helpdesk, and what others add beside it. Plain frozen values.

Addresses and keys of such systems are settings of one installation and no facts of a page, so they lie in a file of
their own (``docs/helpdesks.md``). A key is never written there: ``${NAME}`` names the variable that holds it.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)

from bot.decisions.mail_connection import MailConnection, SmsConnection

REFERENCE: Final = re.compile(r"\$\{([A-Z][A-Z0-9_]*)\}")
"""How a file names a variable of the environment."""

_ADDRESS: Final = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")
_MAIL: Final = r"^[^\s@<>,;:\"]+@[A-Za-z0-9.-]+$"


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ValueError("write an address such as https://help.example, without a name or a key in it")
    return value.rstrip("/")


def _printable(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("the variable is empty, or holds a character that no key can hold")
    return value


def _long(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < 16:
        raise ValueError("whoever can guess it can speak for you: 16 characters or more")
    return value


Url = Annotated[str, AfterValidator(_address)]
"""``http`` or ``https``, without a slash at the end."""
Key = Annotated[SecretStr, AfterValidator(_printable)]
"""A secret, never shown by ``str`` or ``repr``. In the file it is ``${NAME}``."""
SigningKey = Annotated[SecretStr, AfterValidator(_printable), AfterValidator(_long)]
Mailbox = Annotated[str, StringConstraints(pattern=_MAIL, max_length=254)]
_Word = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class _Closed(BaseModel):
    """Frozen, no unknown key, and a refusal does not repeat what was given: that may be a secret."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class _TakesFiles(_Closed):
    """``files``: whether a customer's files go along, or stay with us and can be opened by the link. Those that have
    more than ``files_megabytes`` together stay with us too: larger requests are refused by many a server."""

    files: Literal["send", "link"] = "send"
    files_megabytes: Annotated[int, Field(ge=1, le=100)] = 8


class NoHelpdesk(_Closed):
    """Written down, so that nobody wonders: complaints are worked at Firstline's own desk."""

    system: Literal["none"]


class OsTicketJson(_TakesFiles):
    """osTicket by its JSON API: opens tickets and no more. It does not recognise a repeat."""

    system: Literal["osticket"]
    url: Url
    key: Key
    topic_id: int | None = None
    """Of the help topic "Complaint", as its address in the admin panel shows it."""


class OsTicketMail(_TakesFiles):
    """osTicket by the route for piped mail: the same mail twice is one ticket, and a later one joins its thread."""

    system: Literal["osticket_mail"]
    url: Url
    key: Key
    to: Mailbox
    """An address of osTicket's own, whose help topic is "Complaint"."""


class Zendesk(_TakesFiles):
    """``email`` and ``token``: of the user that Firstline acts as. ``hook_secret``: the signing secret of a webhook
    there, where news shall come at once and not at the next look."""

    system: Literal["zendesk"]
    url: Url
    email: Mailbox
    token: Key
    hook_secret: SigningKey | None = None
    requester: Literal["firstline", "customer"] = "firstline"
    """``customer``: Zendesk knows the customer's address and may write there by itself, confirmed or not."""
    group_id: int | None = None
    tags: tuple[_Word, ...] = ("complaint", "firstline")


class Webhook(_Closed):
    """A program of the provider's own. ``secret`` signs what we send, ``hook_secret`` what comes back."""

    system: Literal["webhook"]
    url: Url
    secret: SigningKey
    hook_secret: SigningKey | None = None

    @model_validator(mode="after")
    def _two_secrets(self) -> Webhook:
        if self.hook_secret is not None and self.hook_secret == self.secret:
            raise ValueError(
                "secret and hook_secret must differ: a message of ours must not pass for one of yours"
            )
        return self


class MailHelpdesk(_Closed):
    """A mailbox that people read: each complaint is a mail there, and what comes later joins its thread."""

    system: Literal["mail"]
    to: Mailbox


Helpdesk = Annotated[
    NoHelpdesk | OsTicketJson | OsTicketMail | Zendesk | Webhook | MailHelpdesk, Field(discriminator="system")
]


class Connections(_Closed):
    """All that one provider has connected. What is absent stays as it is without: no helpdesk, mail in a folder."""

    helpdesk: Helpdesk | None = None
    mail: MailConnection | None = None
    sms: SmsConnection | None = None


NOTHING: Final = Connections()


def secrets_of(connections: Connections) -> list[str]:
    """Every secret in it: what no log and no reason may hold."""
    return [value.get_secret_value() for value in _values(connections) if isinstance(value, SecretStr)]


def unsafe_addresses(connections: Connections) -> list[str]:
    """The places in it that would carry a key or a customer's words unencrypted over a network, as dotted keys."""
    found = []
    for name, part in connections:
        url = getattr(part, "url", None)
        if isinstance(url, str):
            place = urlsplit(url)
            if place.scheme != "https" and place.hostname not in ("localhost", "127.0.0.1", "::1"):
                found.append(f"{name}.url")
    return found


def _values(model: BaseModel) -> list[Any]:
    values: list[Any] = []
    for _, value in model:
        values += _values(value) if isinstance(value, BaseModel) else [value]
    return values

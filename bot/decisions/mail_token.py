"""What stands in the address that a reply goes to, and says whose it is: nobody can make one up. Pure.

Small letters and digits only, as mail systems may change capitals, and short, as 64 characters fit before an @. A token
says what it is for, so that one never does for the other, and is good at one provider only. It has no date: it is good
for as long as the complaint is kept.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.decisions import reference

_MAC_BYTES: Final = 10
"""80 bits: nobody can try them through a mailbox."""
_MAC: Final = 16
LONGEST: Final = 1 + 26 + _MAC


class Purpose(StrEnum):
    """``reply``: a customer's words on a complaint (``about``: its reference). ``team``: a colleague's answer on it.
    ``bounce``: a mail to a contact (``about``: its id) came back."""

    REPLY = "r"
    TEAM = "t"
    BOUNCE = "b"


@dataclass(frozen=True)
class Token:
    purpose: Purpose
    about: str


def make_token(secret: str, provider: str, purpose: Purpose, about: str) -> str:
    """``about``: a reference of a case, or for ``bounce`` the id of a contact (32 hex digits). Raises ``ValueError``
    without a secret: signed with nothing, anybody could sign."""
    if not secret:
        raise ValueError("no token can be made without a secret")
    packed = _pack(purpose, about)
    return f"{purpose}{packed}{_mac(secret, provider, purpose, packed)}"


def read_token(secret: str, provider: str, token: str) -> Token | None:
    """Compared in constant time; ``None`` for one that is wrong, changed, of another provider, or no token at all."""
    if not secret or not token.isascii() or not _MAC + 1 < len(token) <= LONGEST:
        return None
    first, packed, mac = token[0], token[1:-_MAC], token[-_MAC:]
    try:
        purpose = Purpose(first)
    except ValueError:
        return None
    if not hmac.compare_digest(_mac(secret, provider, purpose, packed), mac):
        return None
    about = _unpack(purpose, packed)
    return None if about is None else Token(purpose, about)


def _pack(purpose: Purpose, about: str) -> str:
    if purpose is Purpose.BOUNCE:
        return base64.b32encode(bytes.fromhex(about)).decode("ascii").rstrip("=").lower()
    return about.removeprefix(reference.PREFIX).replace("-", "").lower()


def _unpack(purpose: Purpose, packed: str) -> str | None:
    if purpose is not Purpose.BOUNCE:
        return reference.normalise(packed)
    try:
        return base64.b32decode(packed.upper() + "=" * (-len(packed) % 8)).hex()
    except (binascii.Error, ValueError):
        return None


def _mac(secret: str, provider: str, purpose: Purpose, packed: str) -> str:
    signed = f"firstline.mail-token\n{provider}\n{purpose}\n{packed}".encode()
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()[:_MAC_BYTES]
    return base64.b32encode(digest).decode("ascii").lower()

"""Messages between two programs that are signed, so that nobody else can send them, change them or send them again.

The signature is an HMAC-SHA256 over the time, a dot and the body as it is. The name of the message stands in the body,
and so is signed too: who repeats a message cannot give it another name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

TIMESTAMP: Final = "X-Firstline-Timestamp"
SIGNATURE: Final = "X-Firstline-Signature"
DELIVERY: Final = "X-Firstline-Delivery"


class Fault(StrEnum):
    UNSIGNED = "unsigned"
    WRONG = "wrong"
    STALE = "stale"


def sign(secret: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a message sent ``at``, but its name."""
    stamp = str(int(at.timestamp()))
    return {TIMESTAMP: stamp, SIGNATURE: f"sha256={_digest(secret, stamp.encode() + b'.' + body).hex()}"}


def fault_of(
    secret: str, stamp: str | None, signature: str | None, body: bytes, now: datetime, stale_after: timedelta
) -> Fault | None:
    """What is wrong with a message; ``None`` for a good one. ``stamp``: seconds since 1970."""
    if not stamp or not signature:
        return Fault.UNSIGNED
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):
        return Fault.WRONG
    good = f"sha256={_digest(secret, stamp.encode() + b'.' + body).hex()}"
    if not _same(good, signature.strip()):
        return Fault.WRONG
    return _stale(datetime.fromtimestamp(int(stamp), UTC), now, stale_after)


def zendesk_fault_of(
    secret: str, stamp: str | None, signature: str | None, body: bytes, now: datetime, stale_after: timedelta
) -> Fault | None:
    """The same in Zendesk's form: base64 of an HMAC over the time (ISO 8601) and the body, with nothing between."""
    if not stamp or not signature:
        return Fault.UNSIGNED
    if not _same(base64.b64encode(_digest(secret, stamp.encode() + body)).decode(), signature.strip()):
        return Fault.WRONG
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return Fault.WRONG
    return _stale(at if at.tzinfo else at.replace(tzinfo=UTC), now, stale_after)


def _stale(at: datetime, now: datetime, stale_after: timedelta) -> Fault | None:
    return Fault.STALE if abs(now - at) > stale_after else None


def _digest(secret: str, signed: bytes) -> bytes:
    return hmac.new(secret.encode(), signed, hashlib.sha256).digest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())

"""What came of one attempt to deliver what the outbox holds. Pure. Agreed for helpdesks, mail and texts; the relay of
today (`bot/services/deliver.py`) sends into the local folder only, and does not use it yet.

The difference that counts is between "surely not there" and "nobody knows": only the first may simply be sent again to
a system that does not recognise a repeat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Delivered:
    """It is there. ``remote_id``: its number or id in the other system, if that has one."""

    remote_id: str | None = None


@dataclass(frozen=True)
class TryAgain:
    """Surely not there, and may work later. ``after``: how long the other side asked us to wait (Retry-After).

    ``reason`` names no customer, here and below.
    """

    reason: str
    after: timedelta | None = None


@dataclass(frozen=True)
class Impossible:
    """Surely not there, and will not be while nothing is changed: a refused key, an address that is none."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """It may be there: no answer came, or none that could be read."""

    reason: str


@dataclass(frozen=True)
class Missing:
    """Looked for in the other system, and surely not there."""


Outcome = Delivered | TryAgain | Impossible | Unknown
Found = Delivered | Missing | TryAgain | None
"""``None``: that system cannot be asked, ever; a person has to look. ``TryAgain``: it can, but not now."""

"""The second step of signing in: what is kept of it, and whether a code may still count. Pure.

A code belongs to a step of time (``totp_code``: so many seconds). It counts once: after it, only codes of later steps
do, so that one that was read over a shoulder is worth nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SecondStep:
    """What an agent has set up. ``sealed_secret`` is encrypted. ``confirmed_at`` None: begun, and asked of nobody yet.
    ``last_step``: the step of time of the last code that counted."""

    agent_id: str
    sealed_secret: str
    made_at: datetime
    confirmed_at: datetime | None = None
    last_step: int | None = None


@dataclass(frozen=True)
class HalfSignIn:
    """The password was right, the code is still to come. ``password_hash`` as it was then: with another password the
    first half is over. Only the SHA-256 of its token is kept."""

    id: str
    agent_id: str
    token_hash: str
    password_hash: str
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None


def still_counts(step: int, last: int | None) -> bool:
    """Whether a code of time step ``step`` is newer than the last that counted."""
    return last is None or step > last


def is_authenticator_code(typed: str, digits: int) -> bool:
    """Whether it has the form of a code of an app; anything else may be a recovery code."""
    plain = "".join(typed.split())
    return len(plain) == digits and plain.isascii() and plain.isdigit()

"""E-mail addresses of agents, as they sign in with."""

from __future__ import annotations

import re
from typing import Final

from bot.decisions.errors import Refused

LONGEST: Final = 254
"""Characters: what mail itself allows."""


def tidy_email(typed: str) -> str:
    """In small letters, without what cannot be seen; may be empty or no address at all."""
    return "".join(each for each in typed if each.isprintable()).strip().casefold()[:LONGEST]


def email_of(typed: str) -> str:
    """The same for a new account. Raises ``Refused`` for what is no address."""
    email = tidy_email(typed)
    if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", email):
        raise Refused(f"'{email}' is no e-mail address.")
    return email

"""What the desk needs beside the chat. ``bootstrap`` builds it; without it the app has no desk."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.context import Context
from bot.services.ports import OneTimeCodes, PasswordHasher


@dataclass(frozen=True)
class Desk:
    """``context`` is what every service of the desk works with."""

    context: Context
    passwords: PasswordHasher
    codes: OneTimeCodes

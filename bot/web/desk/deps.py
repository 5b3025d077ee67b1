"""What the desk needs beside the chat. ``bootstrap`` builds it; without it the app has no desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO

from bot.services.context import Context
from bot.services.outbox.send import Arrived
from bot.services.ports import OneTimeCodes, PasswordHasher
from bot.services.subject_access import Held


@dataclass(frozen=True)
class Desk:
    """``context`` is what every service of the desk works with. ``packed`` makes what is kept about a person one
    package, read from its first byte; ``None``: none can be had. ``arrived``: what is noted when something of a kind
    has arrived at another system."""

    context: Context
    passwords: PasswordHasher
    codes: OneTimeCodes
    packed: Callable[[Held], IO[bytes]] | None = None
    arrived: Mapping[str, Arrived] = field(default_factory=dict)

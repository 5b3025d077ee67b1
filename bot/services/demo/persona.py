"""Who somebody is that never was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Persona:
    """``reply_by``: ``email``, ``phone`` or ``letter``. ``first_told``: when they first told the provider; ``None`` if
    this is the first time. ``patient``: answers the details too."""

    name: str
    first_name: str
    reply_by: str
    address: str
    patient: bool
    confirms: bool
    happened: date
    first_told: date | None
    firm: str | None = None

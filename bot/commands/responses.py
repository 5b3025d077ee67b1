"""The responses of ``domain.yml`` for the commands that speak to customers' questions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from bot.wording import Words

DOMAIN: Final = Path(__file__).resolve().parents[2] / "domain.yml"


@cache
def words() -> Words:
    """Raises ``BrokenWording``."""
    return Words.from_domain(DOMAIN)

"""How long something has gone on, in the two largest units that are worth saying."""

from __future__ import annotations

from datetime import timedelta


def span(length: timedelta) -> dict[str, int]:
    """Such as ``{"hour": 2, "minute": 5}``, ``{"day": 1, "hour": 3}``; empty below a minute. Rounded down."""
    minutes = int(length.total_seconds() // 60)
    units = {"day": minutes // (24 * 60), "hour": minutes // 60 % 24, "minute": minutes % 60}
    if units["day"]:
        del units["minute"]
    return {unit: count for unit, count in units.items() if count}

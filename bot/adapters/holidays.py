"""Bank holidays of the four nations, from the ``holidays`` library.

Never without ``subdiv``: the library's UK as a whole leaves out Easter Monday and the August holiday. From version
0.92 on it knows Scotland's one-off holiday of 15 June 2026.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays as library

from bot.decisions.provider import Nation

_SUBSTITUTE = " (observed)"
"""What the library puts after the name on a substitute day; people just say "Boxing Day"."""


class LibraryBankHolidays:
    """Bank holidays by nation and year, worked out once for each."""

    def name(self, day: date, nation: Nation) -> str | None:
        """What the holiday is called if ``day`` is a bank holiday in ``nation``, else None; a substitute day has the
        name of the day that it stands for."""
        return _of_year(day.year, nation).get(day)


@cache
def _of_year(year: int, nation: Nation) -> dict[date, str]:
    found = library.country_holidays("GB", subdiv=nation, years=year)
    return {day: name.replace(_SUBSTITUTE, "") for day, name in found.items()}

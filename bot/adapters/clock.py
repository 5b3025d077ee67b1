"""The clock of every process: the machine's, or one that tests and demonstrations set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.decisions.calendar import read_moment
from bot.decisions.errors import ClockUnavailable, Refused


def clock_from(env: Mapping[str, str]) -> Callable[[], datetime]:
    """A function that returns the present instant, aware, in UTC.

    ``FIRSTLINE_NOW`` sets it: an ISO instant (the clock then stands still), or a path to a file that holds one and is
    read at each use, so that several processes move on together. Without a zone it is London time.
    Raises ``Refused`` for a value that is neither, and always when ``FIRSTLINE_ENV`` is ``production``. The function
    raises ``ClockUnavailable`` while the file holds no instant: that is our trouble, and nothing is wrong with what
    somebody sent.
    """
    setting = env.get("FIRSTLINE_NOW", "").strip()
    if not setting:
        return lambda: datetime.now(UTC)
    if env.get("FIRSTLINE_ENV") == "production":
        raise Refused(
            "FIRSTLINE_NOW moves the clock and is not allowed when FIRSTLINE_ENV is production. Unset it."
        )
    path = Path(setting)
    if path.is_file():
        return lambda: _from_file(path)
    try:
        instant = read_moment(setting).astimezone(UTC)
    except Refused:
        raise Refused(
            f"FIRSTLINE_NOW is '{setting}': neither an instant like 2026-11-22T10:00Z nor a file."
        ) from None
    return lambda: instant


def _from_file(path: Path) -> datetime:
    try:
        return read_moment(path.read_text(encoding="utf-8").strip()).astimezone(UTC)
    except (OSError, UnicodeDecodeError, Refused) as error:
        raise ClockUnavailable(
            f"FIRSTLINE_NOW names the file {path.name}, which holds no instant: {error}"
        ) from None

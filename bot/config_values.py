"""How one value of the environment is read and checked. What is wrong raises ``Refused``, naming the variable."""

from __future__ import annotations

import re
from pathlib import Path

from bot.decisions.errors import Refused


def read_folder(path: str) -> Path:
    """Absolute."""
    return Path(path).expanduser().resolve()


def read_port(name: str, given: str | None, default: int) -> int:
    """A port, ``default`` where none is given. Raises ``Refused``, as all of these do."""
    return read_number(name, given, default, 65535, "a port")


def read_count(name: str, given: str | None, default: int, most: int) -> int:
    """From 1 to ``most``."""
    return read_number(name, given, default, most, "a whole number")


def read_number(name: str, given: str | None, default: int, most: int, what: str, least: int = 1) -> int:
    """From ``least`` to ``most``; ``what`` is its name in the sentence of a refusal."""
    if given is None:
        return default
    # Nine digits are enough for any of them; Python itself refuses to read a number of thousands of digits.
    if not given.isdecimal() or len(given) > 9 or not least <= int(given) <= most:
        raise Refused(f"{name} must be {what} from {least} to {most}, not '{given}'.")
    return int(given)


def read_seconds(name: str, given: str | None, default: float) -> float:
    """More than none, less than an hour."""
    try:
        seconds = default if given is None else float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 3600:
        raise Refused(f"{name} must be a number of seconds above 0, not '{given}'.")
    return seconds


def read_choice(name: str, given: str | None, allowed: tuple[str, ...]) -> str:
    """The first of ``allowed`` is the default."""
    value = given or allowed[0]
    if value not in allowed:
        raise Refused(f"{name} must be {' or '.join(allowed)}, not '{value}'.")
    return value


def read_address(name: str, given: str | None, default: str) -> str:
    """``http`` or ``https``, a host, perhaps a path; no slash at the end, so that more can be put behind."""
    address = (given or default).rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", address):
        raise Refused(f"{name} must be an address like https://chat.example, not '{address}'.")
    return address


def read_list(given: str) -> tuple[str, ...]:
    """Parts between commas."""
    return tuple(part.strip() for part in given.split(",") if part.strip())


def read_clock(given: str | None, environment: str) -> str | None:
    """Read by ``bot.adapters.clock``. A path is made absolute, for children that run elsewhere."""
    if given is None:
        return None
    if environment == "production":
        raise Refused("FIRSTLINE_NOW is set and FIRSTLINE_ENV is production: unset one of them.")
    path = read_folder(given)
    return str(path) if path.is_file() else given

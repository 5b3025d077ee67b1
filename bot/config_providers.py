"""What the environment says of single providers: their status pages, and their own systems of customers."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from bot.config_values import read_address
from bot.decisions.errors import Refused

STATUS_PAGE: Final = "STATUS_PAGE_"
"""How the variables that name status pages begin; the rest is a provider's slug in capital letters."""
DIRECTORY_URL: Final = "DIRECTORY_URL_"
DIRECTORY_TOKEN: Final = "DIRECTORY_TOKEN_"  # noqa: S105  the beginning of a name, no token


def in_variables(provider: str) -> str:
    """A provider's short name as the end of a variable: ``x-communications`` is ``X_COMMUNICATIONS``."""
    return provider.upper().replace("-", "_")


def is_loopback(host: str) -> bool:
    """Is it this machine? By the name alone; no name server is asked."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def status_pages(env: Mapping[str, str]) -> dict[str, str]:
    """The address of each status page, by the whole name of its variable. Raises ``Refused``."""
    pages = with_prefix(env, STATUS_PAGE)
    return {STATUS_PAGE + name: read_address(STATUS_PAGE + name, page, "") for name, page in pages.items()}


def directories(env: Mapping[str, str], environment: str) -> dict[str, str]:
    """Where the systems of providers are asked for their customers, by provider. Raises ``Refused``."""
    urls, tokens = with_prefix(env, DIRECTORY_URL), with_prefix(env, DIRECTORY_TOKEN)
    if alone := sorted(urls.keys() ^ tokens.keys()):
        raise Refused(
            f"{DIRECTORY_URL}{alone[0]} and {DIRECTORY_TOKEN}{alone[0]} belong together: set both or none."
        )
    checked = {name: read_address(DIRECTORY_URL + name, url, url) for name, url in urls.items()}
    for name, url in checked.items():
        place = urlsplit(url)
        if environment == "production" and place.scheme != "https" and not is_loopback(place.hostname or ""):
            raise Refused(f"{DIRECTORY_URL}{name} must begin with https:// when FIRSTLINE_ENV is production.")
    for name, token in tokens.items():
        if not token.isascii() or not token.isprintable() or " " in token:
            # The token itself is a secret: it is not repeated.
            raise Refused(f"{DIRECTORY_TOKEN}{name} holds a character that no token can hold.")
    return checked


def with_prefix(env: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What variables say whose names begin so, by the rest of the name; in order, without empty ones."""
    named = {name.removeprefix(prefix): env[name].strip() for name in sorted(env) if name.startswith(prefix)}
    return {name: value for name, value in named.items() if name and value}

"""What the commands about kept records share: who is meant, and the stack's own settings."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bot.config import Config
from bot.decisions.errors import Refused
from bot.services.find_person import By, Person, person_by
from bot.services.kept_chats import Decided

if TYPE_CHECKING:
    from bot.services.context import Context

_WHY = {
    "may_go": "goes",
    "open": "stays: a complaint is open",
    "adr_window": "stays: the customer may still go to the scheme",
    "not_yet": "stays: not kept long enough yet",
}


def add_person(parser: argparse.ArgumentParser) -> None:
    """The three ways to say who is meant."""
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument("--email", metavar="VALUE")
    one.add_argument("--phone", metavar="VALUE")
    one.add_argument("--account", metavar="VALUE", help="account or customer number")


def person(arguments: argparse.Namespace) -> Person:
    """Raises ``Refused``."""
    given = {By.EMAIL: arguments.email, By.PHONE: arguments.phone, By.ACCOUNT: arguments.account}
    by, value = next((by, value) for by, value in given.items() if value is not None)
    return person_by(by, value)


def stack() -> tuple[Config, Context]:
    """The settings of the stack on this machine, its secret included."""
    from bot.bootstrap import build_context
    from bot.serve.keys import kept_keys

    env = kept_keys(os.environ, Config.from_env(os.environ).var)
    config = Config.from_env(env)
    return config, build_context(config, env)


def line(decided: Decided) -> str:
    """A line of what becomes of a chat."""
    from_day = f" (from {decided.from_day.isoformat()} on it may go)" if decided.from_day else ""
    return f"{decided.provider:<20}  {decided.name:<34}  {_WHY[decided.why.value]}{from_day}"


def write_new(path: str, content: IO[bytes]) -> Path:
    """For its owner only, and never over something. Raises ``Refused``."""
    target = Path(path)
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(f"{target} is there already. Nothing was written.") from None
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(content, file)
    return target

"""``firstline demo``: a year of complaints that never were, so that the desk can be tried; and taking it away again."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

from bot.commands.desk import print_json
from bot.config import Config
from bot.decisions.errors import Refused
from bot.serve.keys import with_keys
from bot.services.demo.make_year import Progress, Wanted, make_year, may_make, what_is_there

_QUIET_SECONDS = 2.0
_MOST_CASES = 20_000
_MOST_MONTHS = 36


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("demo", help="make a year of cases that never were, or take it away")
    parser.add_argument(
        "--provider",
        action="append",
        default=[],
        metavar="P",
        help="only P; repeatable, the first has most to do",
    )
    parser.add_argument(
        "--cases", type=_from_one_to(_MOST_CASES), default=600, metavar="N", help="complaints in all"
    )
    parser.add_argument(
        "--months", type=_from_one_to(_MOST_MONTHS), default=12, metavar="M", help="up to now"
    )
    parser.add_argument("--seed", default="1", metavar="S", help="the same seed makes the same year")
    parser.add_argument("--beside", action="store_true", help="even if there are real conversations here")
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="its first line is every demo agent's first password",
    )
    parser.add_argument("--remove", action="store_true", help="take all of it away, and nothing else")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Raises ``Refused`` and its kin, as ``make_year`` and ``take_away``. 1 if a story could not be told to its end."""
    config = Config.from_env(os.environ)
    if config.production:
        raise Refused("There is no made-up data where customers are (FIRSTLINE_ENV=production).")
    from bot.bootstrap import build_context, build_demo, prepare_store, remove_demo

    prepare_store(config)
    config = Config.from_env(
        with_keys(os.environ, config.var)
    )  # links and codes of the year are this stack's own
    context = build_context(config)
    if arguments.remove:
        return _tell_removed(remove_demo(config, context), arguments.json)
    wanted = Wanted(
        tuple(dict.fromkeys(arguments.provider)),
        arguments.cases,
        arguments.months,
        arguments.seed,
        _password(arguments.password_file),
    )
    made = what_is_there(context.store)
    if made.seed == wanted.seed:
        return _tell_there(made.seed, len(made.conversations), arguments.json)
    may_make(context.store, made, arguments.beside)
    told = make_year(build_demo(config, context), wanted, _progress())
    if arguments.json:
        print_json(told)
    else:
        print(as_text(told))
    return 1 if told["ended_early"] else 0


def as_text(told: dict[str, Any]) -> str:
    """What was made, for a terminal."""
    by_provider = ", ".join(f"{slug} {count}" for slug, count in told["by_provider"].items())
    by_status = ", ".join(f"{status} {count}" for status, count in told["by_status"].items())
    lines = [
        f"Made up: {told['cases']:,} complaints in {told['conversations']:,} chats, {told['from']} to {told['to']}.",
        f"By provider: {by_provider}.",
        f"By status: {by_status}.",
        f"{told['waiting_for_a_person']} wait for a person or are with one. {told['agents']} agents who do not exist.",
        "To look at it: firstline users add EMAIL --name NAME --provider P --role supervisor, then /desk.",
        "To take it away: firstline demo --remove.",
    ]
    lines += [f"{count} stories ended early: {why}" for why, count in told["ended_early"].items()]
    return "\n".join(lines)


def _tell_there(seed: str, conversations: int, as_json: bool) -> int:
    if as_json:
        print_json({"seed": seed, "conversations": conversations, "already_there": True})
    else:
        print(f"The demo data of seed {seed} is there already: {conversations:,} chats. Nothing was done.")
    return 0


def _tell_removed(rows: dict[str, int], as_json: bool) -> int:
    if as_json:
        print_json({"removed": rows})
    elif rows:
        print(f"Taken away: {sum(rows.values()):,} rows, of them {rows.get('cases', 0):,} complaints.")
    else:
        print("There is no demo data here. Nothing was done.")
    return 0


def _progress() -> Progress:
    """A line on standard error for each month, once it takes longer than people like to wait without a word."""
    began, last = time.monotonic(), [""]

    def tell(month: str, count: int, of: int) -> None:
        if month != last[0] and time.monotonic() - began > _QUIET_SECONDS:
            last[0] = month
            print(f"{month}: {count} of {of} …", file=sys.stderr, flush=True)

    return tell


def _password(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise Refused("The file with the password cannot be read.") from None


def _from_one_to(most: int) -> Any:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"give a number from 1 to {most:,}")
        return int(text)

    return number

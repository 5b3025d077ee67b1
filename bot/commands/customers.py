"""``firstline customers``: the table in which a provider's customers are looked up. It says how many, never who."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bot.commands.desk import print_json
from bot.config import Config
from bot.config_providers import DIRECTORY_URL, in_variables
from bot.decisions.customer_list import BadLine, CustomerList, read_customers
from bot.decisions.errors import Refused
from bot.services.context import Context
from bot.services.import_customers import Imported, import_customers
from bot.services.remove_customers import remove_customers

_MOST_TOLD: Final = 50
"""Bad lines on a terminal; with ``--json`` all of them."""
_SILENT_SECONDS: Final = 2.0
_BETWEEN_SECONDS: Final = 1.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "customers", help="the table in which a provider's customers are looked up"
    )
    verbs = parser.add_subparsers(metavar="WHAT", required=True)

    def verb(name: str, summary: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=summary, description=summary)
        added.add_argument("--json", action="store_true", help="as JSON")
        added.set_defaults(func=run)
        return added

    importing = verb("import", "take a provider's list of customers from a CSV file", run_import)
    importing.add_argument("provider", metavar="PROVIDER")
    importing.add_argument("file", metavar="FILE", help="CSV with a line of headings; - is standard input")
    importing.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    others = importing.add_mutually_exclusive_group()
    others.add_argument("--replace", action="store_true", help="remove who is not in the file")
    others.add_argument("--skip-bad", action="store_true", help="take the good lines though others are bad")

    counting = verb("count", "how many there are of each provider", run_count)
    counting.add_argument("provider", metavar="PROVIDER", nargs="?")

    finding = verb("find", "is this account number there? (exit code 1: no)", run_find)
    finding.add_argument("provider", metavar="PROVIDER")
    finding.add_argument("account", metavar="ACCOUNT")

    removing = verb("remove", "take out one customer or more, or all of a provider", run_remove)
    removing.add_argument("provider", metavar="PROVIDER")
    removing.add_argument("account", metavar="ACCOUNT", nargs="*")
    removing.add_argument("--all", action="store_true", help="everybody of this provider")


def run_import(arguments: argparse.Namespace) -> int:
    """0 done; 1 done without the bad lines; 2 nothing was done.

    Raises ``UnknownProvider``, ``Refused`` and ``Unavailable``.
    """
    context, progress = _context(), _Progress()
    context.provider(arguments.provider)
    if in_variables(arguments.provider) in Config.from_env(os.environ).directory_urls:
        raise Refused(
            f"The customers of {arguments.provider} are looked up in its own system "
            f"({DIRECTORY_URL}{in_variables(arguments.provider)}); nothing would ever read this table."
        )
    raw = _bytes_of(arguments.file)
    listed = read_customers(arguments.provider, raw, lambda lines: progress(f"Read {lines:,} lines."))
    if not listed.customers and not listed.bad:
        raise Refused("There is no customer in this file, only headings.")
    if listed.bad and not arguments.skip_bad:
        _tell(arguments, listed, None)
        return 2
    progress(f"Comparing {len(listed.customers):,} customers with the table.")
    counts = import_customers(
        context, arguments.provider, listed.customers, replace=arguments.replace, dry_run=arguments.dry_run
    )
    _tell(arguments, listed, counts)
    return 1 if listed.bad else 0


def run_count(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownProvider``."""
    context = _context()
    slugs = [arguments.provider] if arguments.provider else sorted(context.providers)
    with context.store.read() as tx:
        counts = {context.provider(slug).slug: tx.customers.count(slug) for slug in slugs}
    if arguments.json:
        print_json(counts)
    else:
        print("\n".join(f"{slug:<20}  {count:>9,}" for slug, count in counts.items()))
    return 0


def run_find(arguments: argparse.Namespace) -> int:
    """Asks where the assistant asks. Raises ``UnknownProvider`` and ``DirectoryUnavailable``."""
    context = _context()
    context.provider(arguments.provider)
    there = context.directory.find(arguments.provider, arguments.account) if context.directory else None
    found = there is not None
    if arguments.json:
        print_json({"found": found})
    else:
        print("Found." if found else "Not found.")
    return 0 if found else 1


def run_remove(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownProvider`` and ``Refused``."""
    if bool(arguments.account) == arguments.all:
        raise Refused("Name the accounts to take out, or give --all.")
    removed = remove_customers(_context(), arguments.provider, None if arguments.all else arguments.account)
    if arguments.json:
        print_json({"removed": removed})
    else:
        print(f"{removed:,} removed.")
    return 0


class _Progress:
    """Lines on standard error, once it takes longer than a person likes to wait, and not too many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = clock() + _SILENT_SECONDS

    def __call__(self, line: str) -> None:
        if self._clock() >= self._next:
            print(line, file=sys.stderr, flush=True)
            self._next = self._clock() + _BETWEEN_SECONDS


def _tell(arguments: argparse.Namespace, listed: CustomerList, counts: Imported | None) -> None:
    """``counts`` None: nothing was done, because of the bad lines."""
    if arguments.json:
        print_json(
            {
                "done": counts is not None and not arguments.dry_run,
                "dry_run": arguments.dry_run,
                **({} if counts is None else asdict(counts)),
                "repeated": listed.repeated,
                "bad": [asdict(line) for line in listed.bad],
                "encoding": listed.encoding,
                "unread": listed.unread,
            }
        )
        return
    for remark in _remarks(listed):
        print(remark, file=sys.stderr)
    for line in _worst(listed.bad):
        print(line, file=sys.stderr)
    if counts is None:
        print(
            f"Nothing was changed: {len(listed.bad):,} bad, {len(listed.customers):,} good.", file=sys.stderr
        )
        return
    would = "Would be: " if arguments.dry_run else ""
    told = [
        f"{number:,} {what}"
        for what, number in asdict(counts).items()
        if what != "removed" or arguments.replace
    ]
    told += [f"{len(listed.bad):,} left out"] if listed.bad else []
    print(f"{would}{', '.join(told)}.")


def _remarks(listed: CustomerList) -> list[str]:
    remarks = []
    if listed.encoding != "UTF-8":
        remarks.append(f"Read as {listed.encoding}: if names look odd afterwards, save the list in UTF-8.")
    if listed.repeated:
        remarks.append(f"{listed.repeated:,} lines say the same as an earlier line, and count once.")
    if listed.unread:
        named = ", ".join(f"'{_printable(heading)}'" for heading in listed.unread)
        remarks.append(f"Not read, because nothing needs it: {named}.")
    return remarks


def _worst(bad: list[BadLine]) -> list[str]:
    more = len(bad) - _MOST_TOLD
    lines = [_printable(str(line)) for line in bad[:_MOST_TOLD]]
    return [*lines, f"… and {more:,} more; --json tells all."] if more > 0 else lines


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "?" for each in text)


def _bytes_of(file: str) -> bytes:
    """Raises ``Refused``."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None


def _context() -> Context:
    from bot.bootstrap import build_context

    return build_context(Config.from_env(os.environ))

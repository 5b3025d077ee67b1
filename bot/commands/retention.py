"""``firstline retention``: what was kept long enough, and why the rest stays. The relay does the same once a day."""

from __future__ import annotations

import argparse

from bot.commands.desk import print_json
from bot.commands.records import line, stack
from bot.services.run_retention import look_at_retention, run_retention


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("retention", help="erase what was kept long enough; why the rest stays")
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Raises ``Unsound`` when a rule or profile is broken."""
    _, context = stack()
    told = look_at_retention(context)
    erased = 0 if arguments.dry_run else run_retention(context)
    if arguments.json:
        chats = [each.as_json() for each in told]
        print_json({"dry_run": arguments.dry_run, "erased": erased, "chats": chats})
    else:
        print("\n".join(line(each) for each in told) or "Nothing is kept.")
        print("Nothing was changed." if arguments.dry_run else f"Erased: {erased}.")
    return 0

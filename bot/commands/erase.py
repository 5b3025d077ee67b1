"""``firstline erase``: all that tells of a person goes, where it may."""

from __future__ import annotations

import argparse

from bot.commands.desk import print_json
from bot.commands.records import add_person, line, person, stack
from bot.services.erase_records import erase_person


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("erase", help="erase what is kept about a person, where it may go")
    parser.add_argument("provider", metavar="PROVIDER")
    add_person(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """1 when something stays. Files, mails and the engine's memory are seen to by the relay. Raises ``Refused``."""
    _, context = stack()
    told = erase_person(context, arguments.provider, person(arguments), None, dry_run=arguments.dry_run)
    if arguments.json:
        print_json({"dry_run": arguments.dry_run, "chats": [each.as_json() for each in told]})
    else:
        print("\n".join(line(each) for each in told) or "Nothing is kept under that.")
        if arguments.dry_run and told:
            print("Nothing was changed.")
    return 0 if all(each.goes for each in told) else 1

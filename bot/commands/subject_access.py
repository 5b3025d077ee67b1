"""``firstline subject-access``: everything that is kept about a person, as one package to give to them."""

from __future__ import annotations

import argparse

from bot.commands.desk import print_json
from bot.commands.records import add_person, person, stack, write_new
from bot.services.subject_access import all_held


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("subject-access", help="all that is kept about a person, as a package")
    parser.add_argument("provider", metavar="PROVIDER")
    add_person(parser)
    parser.add_argument("--to", metavar="ZIP", required=True, help="a file that is not there yet")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """1 when nothing is kept. Raises ``Refused``, ``FilesUnavailable`` and ``PdfUnavailable``."""
    from bot.bootstrap import build_packer

    config, context = stack()
    held = all_held(context, arguments.provider, person(arguments), None)
    if held.chats:
        write_new(arguments.to, build_packer(config)(held))
    told = {
        "chats": held.chats,
        "complaints": len(held.cases),
        "files": len(held.files),
        "also_gave": [*held.also],
    }
    if arguments.json:
        print_json(told)
    elif not held.chats:
        print("Nothing is kept under that.")
    else:
        print(f"{arguments.to}: {held.chats} chats, {len(held.cases)} complaints, {len(held.files)} files.")
        print(
            "Make sure that it is theirs before you give it out: what was confirmed stands in everything.json."
        )
        for other in held.also:
            print(f"They also gave {other}: there may be more under that.")
    return 0 if held.chats else 1

"""``firstline check``: are profiles, rules and all that hangs on them sound? Names file, key and the mend."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.commands.desk import print_json
from bot.decisions.soundness import Check, Problem


def responses_are_sound() -> list[Problem]:
    from bot.commands.checks import responses

    return responses.responses_are_sound()


def providers_can_be_spoken_for() -> list[Problem]:
    from bot.commands.checks import provider_words

    return provider_words.providers_can_be_spoken_for()


def letters_can_be_written() -> list[Problem]:
    from bot.commands.checks import letters

    return letters.letters_can_be_written()


def printed_letters_can_be_written() -> list[Problem]:
    from bot.commands.checks import printed

    return printed.printed_letters_can_be_written()


def playbooks_are_sound() -> list[Problem]:
    from bot.commands.checks import playbooks

    return playbooks.playbooks_are_sound()


def database_is_migrated() -> list[Problem]:
    from bot.commands.checks import database

    return database.database_is_migrated()


def directories_are_set_up() -> list[Problem]:
    from bot.commands.checks import directories

    return directories.directories_are_set_up()


def _directories() -> dict[str, str]:
    from bot.commands.checks import directories

    return directories.directories()


def connections_are_sound() -> list[Problem]:
    from bot.commands.checks import connections

    return connections.connections_are_sound()


FURTHER_CHECKS: list[Check] = [
    responses_are_sound,
    providers_can_be_spoken_for,
    letters_can_be_written,
    printed_letters_can_be_written,
    playbooks_are_sound,
    database_is_migrated,
    directories_are_set_up,
    connections_are_sound,
]
"""Checks beside those of the data files."""

_MENDED_BY_SERVE = frozenset({database_is_migrated})
"""What ``firstline serve`` puts right itself, so that it must not refuse to start over it."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("check", help="are profiles, rules and responses sound?")
    parser.add_argument("--json", action="store_true", help="for a program: one JSON object")
    parser.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help="a folder that holds rules/ and providers/, or one of the two, instead of those that are shipped; "
        "what it lacks is taken from the shipped ones",
    )
    parser.set_defaults(func=check)


def check(args: argparse.Namespace) -> int:
    """0 if all is sound, 1 if anything is to be mended. All problems are reported, not only the first."""
    problems = data_problems(args.dir)
    told: dict[str, str] = {}
    if args.dir is None:
        problems += further_problems(before_serve=False)
        told = _directories()
    if told and not args.json:
        print("Customer directories: " + "; ".join(f"{slug}: {what}" for slug, what in told.items()) + ".")
    if args.json:
        listed = [problem.as_json() for problem in problems]
        print_json({"sound": not problems, "problems": listed, "customer_directories": told})
    elif problems:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} to mend.")
    else:
        print("All sound.")
    return 1 if problems else 0


def data_problems(folder: Path | None = None) -> list[Problem]:
    """What is to be mended in the shipped rules and profiles, or in those of ``folder``."""
    from bot.adapters.yaml_files import PROVIDERS, RULES, file_problems

    if folder is None:
        return file_problems()
    if not folder.is_dir():
        return [Problem(folder.as_posix(), "", "There is no such folder.", "Name a folder that is there.")]
    rules, providers = folder / "rules", folder / "providers"
    if not rules.is_dir() and not providers.is_dir():
        mend = "Name a folder that holds rules/ or providers/."
        return [Problem(folder.as_posix(), "", "It holds neither rules nor profiles.", mend)]
    return file_problems(rules if rules.is_dir() else RULES, providers if providers.is_dir() else PROVIDERS)


def further_problems(before_serve: bool = True) -> list[Problem]:
    """What the further checks find. One that fails itself is a problem, and does not hide the others.

    ``before_serve`` leaves out what starting mends by itself.
    """
    problems: list[Problem] = []
    for one in FURTHER_CHECKS:
        if before_serve and one in _MENDED_BY_SERVE:
            continue
        try:
            problems += one()
        except Exception as error:
            name = getattr(one, "__name__", "a check")
            what = f"The check itself failed: {type(error).__name__}: {error}."
            problems.append(Problem("firstline check", name, what, "Mend the check, or what it looks at."))
    return problems

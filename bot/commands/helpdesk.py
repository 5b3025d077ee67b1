"""``firstline helpdesk``: what each provider has connected, and whether it works."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict

from bot.commands.desk import print_json, profiles
from bot.config import Config
from bot.decisions.connections import NOTHING
from bot.decisions.helpdesk import Step, system_of

SIGNS = {True: "ok  ", False: "FAIL", None: "look"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("helpdesk", help="what is connected, and does it work?")
    verbs = parser.add_subparsers(metavar="WHAT", required=True)
    listing = verbs.add_parser("list", help="which helpdesk each provider has connected")
    trying = verbs.add_parser("test", help="try a provider's helpdesk for real, step by step")
    trying.add_argument("provider", metavar="PROVIDER")
    trying.add_argument("--ticket", action="store_true", help="open a ticket there too, marked as a test")
    for verb, run in ((listing, run_list), (trying, run_test)):
        verb.add_argument("--json", action="store_true", help="as JSON")
        verb.set_defaults(func=run)


def run_list(arguments: argparse.Namespace) -> int:
    """Raises ``Unsound`` for a file that cannot be read as it is."""
    from bot.adapters.connections import load_connections

    config, providers = Config.from_env(os.environ), profiles()
    found = load_connections(config.connections, os.environ, providers, production=config.production)
    told = {slug: system_of(found.get(slug, NOTHING)) for slug in providers}
    if arguments.json:
        print_json(told)
    else:
        print("\n".join(f"{slug}: {system or 'none'}" for slug, system in told.items()))
    return 0


def run_test(arguments: argparse.Namespace) -> int:
    """0 if everything that can be found out is well, 1 if not. Raises ``UnknownProvider``; ``Refused`` for a provider
    that has connected nothing; ``Unsound``."""
    from bot.bootstrap_relay import try_helpdesk

    config, steps = Config.from_env(os.environ), list[Step]()
    for step in try_helpdesk(config, arguments.provider, open_ticket=arguments.ticket):
        steps.append(step)
        if not arguments.json:
            print(f"{SIGNS[step.ok]}  {step.what}: {step.found}", flush=True)
            if step.advice and step.ok is not True:
                print(f"      {step.advice}", flush=True)
    if arguments.json:
        print_json({"provider": arguments.provider, "steps": [asdict(step) for step in steps]})
    return 1 if any(step.ok is False for step in steps) else 0

"""``firstline mail``: who has connected mail and texts, and whether mail works."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict

from bot.commands.desk import print_json, profiles
from bot.commands.helpdesk import SIGNS
from bot.config import Config
from bot.decisions.connections import NOTHING
from bot.decisions.errors import Refused
from bot.decisions.helpdesk import Step
from bot.readers.emails import Email, read_email


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("mail", help="how mail and texts leave and come in, and does it work?")
    verbs = parser.add_subparsers(metavar="WHAT", required=True)
    listing = verbs.add_parser("list", help="what each provider has connected")
    trying = verbs.add_parser(
        "test", help="send one mail for real, look into the mailbox, say what was found"
    )
    trying.add_argument("provider", metavar="PROVIDER")
    trying.add_argument("--to", metavar="ADDRESS", required=True, help="where the test goes: one of your own")
    for verb, run in ((listing, run_list), (trying, run_test)):
        verb.add_argument("--json", action="store_true", help="as JSON")
        verb.set_defaults(func=run)


def run_list(arguments: argparse.Namespace) -> int:
    """Raises ``Unsound`` for a file that cannot be read as it is."""
    from bot.adapters.connections import load_connections

    config, providers = Config.from_env(os.environ), profiles()
    found = load_connections(config.connections, os.environ, providers, production=config.production)
    told = {}
    for slug in providers:
        connected = found.get(slug, NOTHING)
        mail = connected.mail
        told[slug] = {
            "mail": mail.address if mail else None,
            "answers": mail is not None and mail.imap is not None,
            "texts": connected.sms is not None,
        }
    if arguments.json:
        print_json(told)
        return 0
    for slug, each in told.items():
        out = f"mail from {each['mail']}" if each["mail"] else "mail stays in the local folder"
        read = ", answers are read" if each["answers"] else ""
        print(f"{slug}: {out}{read}{', texts go out' if each['texts'] else ''}")
    return 0


def run_test(arguments: argparse.Namespace) -> int:
    """0 if all is well, 1 if not. Raises ``UnknownProvider``; ``Refused`` for a provider that has connected no mail,
    and for what is no address; ``Unsound``."""
    from bot.bootstrap_relay import try_provider_mail

    to = read_email(arguments.to)
    if not isinstance(to, Email):
        raise Refused(f"'{arguments.to}' is no e-mail address.")
    steps: list[Step] = []
    for step in try_provider_mail(Config.from_env(os.environ), arguments.provider, to.address):
        steps.append(step)
        if not arguments.json:
            print(f"{SIGNS[step.ok]}  {step.what}: {step.found}", flush=True)
            if step.advice and step.ok is not True:
                print(f"      {step.advice}", flush=True)
    if arguments.json:
        print_json({"provider": arguments.provider, "steps": [asdict(step) for step in steps]})
    return 1 if any(step.ok is False for step in steps) else 0

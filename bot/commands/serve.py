"""``firstline serve``: the whole of Firstline on this machine, until Ctrl-C."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

from bot.commands.check import data_problems, further_problems
from bot.config import Config
from bot.decisions.errors import Unsound
from bot.serve.keys import with_keys
from bot.serve.stack import serve


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "serve",
        help="start everything and wait until Ctrl-C",
        description="Start the engine, the actions, the web app and the relay, restart what dies, stop all on "
        "Ctrl-C. Settings are environment variables: docs/environment.md.",
    )
    parser.add_argument("--json", action="store_true", help="say what happens as JSON lines")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 after an ordered stop. Raises ``Refused``, ``Unsound`` or ``Unavailable`` with a sentence."""

    def say(line: str) -> None:
        print(json.dumps({"said": line.strip()}) if arguments.json else line, flush=True)

    if problems := data_problems() + further_problems():
        listed = "\n".join(str(problem) for problem in problems)
        raise Unsound(f"Not started: `firstline check` finds something to mend.\n{listed}")
    var = Config.from_env(os.environ).var
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    serve(Config.from_env(with_keys(os.environ, var)), say)
    return 0

"""``firstline``: the command line. Each subcommand is a module of ``bot.commands`` and is imported only when asked for.

Exit codes: 0 done; 1 done, but something in it needs a look (a bad line, a thing to mend); 2 what was asked cannot be
taken as it is; 3 our own data is broken; 4 something behind us did not answer; 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, NoReturn

from bot.decisions.errors import FirstlineError, Refused, Unavailable, Unsound

COMMANDS: Final = {
    "providers": "the providers: short name, name, ADR scheme",
    "how": "how to complain to a provider, open now?, what to have ready",
    "facts": "every fact about a provider with source and standing",
    "target": "by when a provider says it will act",
    "working-days": "count working days in a nation of the UK",
    "adr": "can the customer go to the ADR scheme yet, and why?",
    "audit": "a provider's published page beside the rules in force, with corrected words",
    "understand": "what the trained model makes of a message",
    "chat": "a chat in the terminal with the running stack",
    "case": "one case: its state, target date, history and promises",
    "cases": "the newest cases, a line each",
    "subject-access": "all that is kept about a person, as one package",
    "erase": "erase what is kept about a person, where it may go",
    "retention": "erase what was kept long enough; why the rest stays",
    "outbox": "what has not arrived at another system, and why; have it sent again",
    "customers": "the table in which a provider's customers are looked up: import, count, find, remove",
    "mail": "how mail and texts leave and come in, and does it work? Tries it for real",
    "helpdesk": "what a provider has connected, and does it work? Tries it for real",
    "users": "who may use the desk: add, list, roles, disable, password",
    "demo": "make a year of cases that never were, to try the desk with; or take it away",
    "serve": "start everything and wait until Ctrl-C",
    "check": "are profiles, rules and responses sound?",
}
"""Every subcommand in the order of the help. ``working-days`` is ``bot.commands.working_days``, which adds the parser
itself (``add_parser``); while its module does not exist, a name is refused as not built yet."""

_EXIT: Final = ((Refused, 2), (Unsound, 3), (Unavailable, 4))


class _Parser(argparse.ArgumentParser):
    """Refuses in one sentence, as everything else does."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message[:1].upper()}{message[1:]}. See '{self.prog} --help'.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; the exit code comes back. Errors of the tree end as one sentence on standard error, and
    with ``--json`` as ``{"error": {"code", "message"}}`` on standard output."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = _parser(given).parse_args(given)
        run = getattr(arguments, "func", None) or arguments.run
        code = int(run(arguments))
        sys.stdout.flush()
    except FirstlineError as error:
        return _refuse(error, as_json="--json" in given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has left (as `head` does); keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="firstline", description="Complaints to UK telecoms providers, put right.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    asked = next((word for word in given if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        module = f"bot.commands.{name.replace('-', '_')}"
        if name != asked:
            subparsers.add_parser(name, help=summary)
            continue
        try:
            import_module(module).add_parser(subparsers)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            raise Refused(f"'firstline {name}' is not built yet.") from None
    return parser


def _refuse(error: FirstlineError, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": error.code, "message": str(error)}}))
    print(str(error), file=sys.stderr)
    return next((code for kind, code in _EXIT if isinstance(error, kind)), 1)


if __name__ == "__main__":
    sys.exit(main())

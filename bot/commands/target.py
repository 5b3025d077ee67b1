"""``firstline target PROVIDER``: by when a provider says it will act, for something received at a given time."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from bot.commands.desk import bank_holidays, now, print_json, profile
from bot.commands.responses import words
from bot.commands.working_days import NATIONS
from bot.decisions.calendar import london_date, read_moment
from bot.decisions.target import target
from bot.services.answer_target import target_note
from bot.wording import day_in_words


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("target", help="by when a provider says it will act")
    parser.add_argument("provider", help="short name, as in 'firstline providers'")
    parser.add_argument("--stage", default="first", metavar="S", help="stage of the procedure (first)")
    parser.add_argument(
        "--received-at", metavar="ISO", help="date or instant (London, if no zone); without it: now"
    )
    parser.add_argument("--nation", choices=NATIONS, help="whose bank holidays, if not the provider's own")
    parser.add_argument("--json", action="store_true", help="for a program: one JSON object")
    parser.set_defaults(func=show_target)


def show_target(args: argparse.Namespace) -> int:
    """Raises ``UnknownProvider``, ``UnknownStage`` or ``Refused``."""
    provider = profile(args.provider)
    received_at = read_moment(args.received_at) if args.received_at else now()
    answer = target(provider, args.stage, received_at, args.nation, bank_holidays())
    today = london_date(received_at)
    note = target_note(answer, words(), today)
    if args.json:
        fields = asdict(answer)
        for own in ("not_working", "holiday", "may_be_on"):
            del fields[own]
        print_json({**fields, "due_on": answer.due_on.isoformat(), "note": note})
        return 0
    length = f"{answer.length} {answer.unit.replace('_', ' ')}".removesuffix(
        "s" if answer.length == 1 else ""
    )
    print(
        f"{provider.name} aims to {answer.kind} by {day_in_words(answer.due_on, today)} ({answer.due_on.isoformat()})."
    )
    print(
        f"  {length} from {day_in_words(today, today)}, bank holidays of {answer.nation}; {answer.standing}"
    )
    if note:
        print(f"  {note}")
    return 0

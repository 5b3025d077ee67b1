"""``firstline working-days``: count working days in a nation of the UK; the day of receipt is day 0."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, Final, get_args

from bot.commands.desk import bank_holidays, print_json
from bot.commands.lines import answer_lines, text_of
from bot.decisions.calendar import BankHolidays, add_working_days, read_moment
from bot.decisions.errors import Refused
from bot.decisions.provider import Nation

NATIONS: Final[tuple[Nation, ...]] = get_args(Nation)


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("working-days", help="count working days in a nation of the UK")
    parser.add_argument(
        "--from", dest="start", metavar="ISO", help="date or instant of receipt (London, if no zone)"
    )
    parser.add_argument("--days", type=int, metavar="N", help="how many working days")
    parser.add_argument("--nation", choices=NATIONS, help="whose bank holidays")
    parser.add_argument(
        "--jsonl",
        metavar="FILE",
        help="lines of {id, received_at, nation, working_days} instead; - for standard input",
    )
    parser.add_argument("--json", action="store_true", help="for a program: one JSON object")
    parser.set_defaults(func=working_days)


def working_days(args: argparse.Namespace) -> int:
    """Raises ``Refused``."""
    holidays = bank_holidays()
    if args.jsonl is not None:
        return answer_lines(args.jsonl, lambda row: _answer_row(row, holidays))
    if args.start is None or args.days is None or args.nation is None:
        raise Refused("Give --from, --days and --nation, or --jsonl.")
    day = add_working_days(read_moment(args.start), args.days, args.nation, holidays)
    if args.json:
        print_json({"id": None, "date": day.isoformat()})
    else:
        print(f"{day.isoformat()} ({day:%A})")
    return 0


def _answer_row(row: Mapping[str, Any], holidays: BankHolidays) -> dict[str, str]:
    nation, count = row.get("nation"), row.get("working_days")
    if nation not in NATIONS:
        raise Refused(f"'nation' must be one of {', '.join(NATIONS)}.")
    if isinstance(count, bool) or not isinstance(count, int):
        raise Refused("'working_days' must be a whole number.")
    return {
        "date": add_working_days(
            read_moment(text_of(row, "received_at")), count, nation, holidays
        ).isoformat()
    }

"""``firstline outbox``: what has not arrived at another system, and why; have it sent again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from bot.commands.case import printable
from bot.commands.desk import print_json
from bot.commands.records import stack
from bot.services.outbox.by_hand import it_is_there, try_again
from bot.services.outbox.seen import Seen, unsent

if TYPE_CHECKING:
    from bot.services.context import Context


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("outbox", help="what has not arrived, and why; have it sent again")
    parser.add_argument("--json", action="store_true", help="as JSON")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("list", help="what has not arrived (without a verb, the same)")
    retry = verbs.add_parser(
        "retry", help="try one again that is dead, or that fails and waits for its next try"
    )
    again = verbs.add_parser(
        "again", help="send a parked one again: somebody has looked, and it is not there"
    )
    there = verbs.add_parser("there", help="a parked one has arrived: somebody has found it")
    for verb in (retry, again, there):
        verb.add_argument("id", type=int, metavar="ID", help="as the list has it")
    there.add_argument("number", nargs="?", default="", metavar="NUMBER", help="its number over there")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """1 when something waits for a person. Raises ``Refused``."""
    from bot.bootstrap import build_arrived

    _, context = stack()
    if arguments.verb in ("retry", "again"):
        try_again(context, None, arguments.id, looked=arguments.verb == "again")
    elif arguments.verb == "there":
        it_is_there(context, None, arguments.id, arguments.number, build_arrived(context))
    else:
        return _list(context, arguments.json)
    if arguments.json:
        print_json({"id": arguments.id, "done": arguments.verb})
    else:
        print("It is put down that it has arrived." if arguments.verb == "there" else "It is sent again.")
    return 0


def _list(context: Context, as_json: bool) -> int:
    found = unsent(context, None)
    if as_json:
        print_json([_json(each) for each in found])
    else:
        print("\n".join(map(_line, found)) or "Everything has arrived.")
    return int(any(each.next_at is None for each in found))


def _json(seen: Seen) -> dict[str, Any]:
    """Without addresses and words of customers."""
    item = seen.item
    return {
        "id": item.id,
        "state": seen.state.value,
        "kind": item.kind,
        "provider": item.provider,
        "about": seen.about,
        "attempts": item.attempts,
        "reason": item.last_error,
        "queued_at": item.created_at.isoformat(),
        "next_at": None if seen.next_at is None else seen.next_at.isoformat(),
    }


def _line(seen: Seen) -> str:
    item = seen.item
    then = f"next try {seen.next_at.isoformat('T', 'seconds')}" if seen.next_at else f"{item.attempts} tries"
    columns = (f"{item.id:>6}", f"{seen.state:<8}", f"{item.kind:<12}", f"{item.provider or '-':<18}")
    return printable("  ".join((*columns, f"{seen.about or '-':<18}", then, item.last_error or "")).rstrip())

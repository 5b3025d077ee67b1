"""``firstline cases``: the newest cases, a line each."""

from __future__ import annotations

import argparse
from typing import Any

from bot.commands.case import printable
from bot.commands.desk import print_json, profile
from bot.services.ports import Store

_NEWEST = 200


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("cases", help="the newest cases, a line each")
    parser.add_argument("--provider", metavar="P", help="of this provider only")
    parser.add_argument("--limit", type=int, default=_NEWEST, metavar="N", help=f"at most N ({_NEWEST})")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownProvider``."""
    from bot.bootstrap import open_store  # bootstrap builds everything; the reader below needs a store only

    provider = arguments.provider and profile(arguments.provider).slug
    listed = list_cases(open_store(), provider, arguments.limit)
    if arguments.json:
        print_json(listed)
    else:
        print(as_text(listed))
    return 0


def list_cases(store: Store, provider: str | None, limit: int = _NEWEST) -> list[dict[str, Any]]:
    """Newest first, JSON-safe; ``opened_at`` in UTC."""
    with store.read() as tx:
        cases = tx.cases.all(provider, max(limit, 0))
    return [
        {
            "reference": case.reference,
            "status": case.status.value,
            "provider": case.provider,
            "target_kind": case.target_kind,
            "due_on": case.due_on.isoformat(),
            "opened_at": case.opened_at.isoformat(),
            "description": case.description,
        }
        for case in cases
    ]


def as_text(listed: list[dict[str, Any]]) -> str:
    """``list_cases`` for a terminal."""
    return "\n".join(_line(case) for case in listed) or "No cases."


def _line(case: dict[str, Any]) -> str:
    target = f"{case['target_kind']} by {case['due_on']}"
    columns = (case["reference"], f"{case['status']:<20}", f"{case['provider']:<18}", f"{target:<25}")
    return printable("  ".join((*columns, _start(case["description"]))))


def _start(description: str, width: int = 40) -> str:
    words = " ".join(description.split())
    return words if len(words) <= width else words[: width - 1] + "…"

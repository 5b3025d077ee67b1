"""``firstline providers``: whom Firstline answers for."""

from __future__ import annotations

import argparse
from typing import Any

from bot.commands.desk import print_json, profiles


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("providers", help="the providers: short name, name, ADR scheme")
    parser.add_argument("--json", action="store_true", help="for a program: one JSON array")
    parser.set_defaults(func=providers)


def providers(args: argparse.Namespace) -> int:
    rows = [
        {"slug": provider.slug, "name": provider.name, "scheme": provider.adr.scheme}
        for provider in profiles().values()
    ]
    if args.json:
        print_json(rows)
        return 0
    width = max(len(row["slug"]) for row in rows)
    name_width = max(len(row["name"]) for row in rows)
    for row in rows:
        print(f"{row['slug']:<{width}}  {row['name']:<{name_width}}  {row['scheme']}")
    return 0

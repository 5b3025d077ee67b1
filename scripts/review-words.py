#!/usr/bin/env python3
"""Which responses were changed since somebody read them for tone? The table is docs/wording-review.md.

  .venv/bin/python scripts/review-words.py              what is stale, new or gone; exit 1 if there is any
  .venv/bin/python scripts/review-words.py KEY…         these were read again today: their fingerprint and date
  .venv/bin/python scripts/review-words.py --on 2026-11-27 KEY…

A new response gets its row by hand, for what it is for and what to note is for the reader to say; the row is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = ROOT / "domain.yml"
TABLE = ROOT / "docs" / "wording-review.md"
_ROW = re.compile(
    r"^\| `(?P<key>utter_\w+)` \| (?P<use>[^|]+) \| (?P<on>\d{4}-\d\d-\d\d)"
    r" \| `(?P<mark>[0-9a-f]{8})` \| (?P<note>[^|]+) \|$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Row:
    """One response in the table. ``mark`` is the fingerprint of the words that were read."""

    key: str
    use: str
    on: date
    mark: str
    note: str


@dataclass(frozen=True)
class Found:
    """Keys by what is wrong with them."""

    stale: list[str]
    new: list[str]
    gone: list[str]


def responses(path: Path = DOMAIN) -> dict[str, dict[str, Any]]:
    """Text and buttons by key."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    return {key: response[0] for key, response in listed.items()}


def fingerprint(response: Mapping[str, Any]) -> str:
    """Of all that is read: the text and the titles of the buttons, in order."""
    read = [response["text"], *(button["title"] for button in response.get("buttons", []))]
    return hashlib.sha256("\n".join(read).encode("utf-8")).hexdigest()[:8]


def rows(table: str) -> list[Row]:
    return [
        Row(row["key"], row["use"], date.fromisoformat(row["on"]), row["mark"], row["note"])
        for row in _ROW.finditer(table)
    ]


def compare(table: str, said: Mapping[str, Mapping[str, Any]]) -> Found:
    reviewed = {row.key: row.mark for row in rows(table)}
    return Found(
        stale=[key for key in said if key in reviewed and reviewed[key] != fingerprint(said[key])],
        new=[key for key in said if key not in reviewed],
        gone=[key for key in reviewed if key not in said],
    )


def read_again(table: str, keys: Iterable[str], said: Mapping[str, Mapping[str, Any]], on: date) -> str:
    """The table with fingerprint and date of ``keys`` as of now. Every other line stays as it is."""
    wanted = set(keys)

    def renewed(row: re.Match[str]) -> str:
        if row["key"] not in wanted:
            return row[0]
        return line(row["key"], row["use"], on, fingerprint(said[row["key"]]), row["note"])

    return _ROW.sub(renewed, table)


def line(key: str, use: str, on: date, mark: str, note: str) -> str:
    return f"| `{key}` | {use} | {on.isoformat()} | `{mark}` | {note} |"


def main(arguments: Sequence[str] | None = None, domain: Path = DOMAIN, table: Path = TABLE) -> int:
    asked = argparse.ArgumentParser(description="Responses that were changed since they were read for tone.")
    asked.add_argument("keys", nargs="*", metavar="KEY", help="a response that has been read again")
    today = datetime.now(tz=UTC).date()
    asked.add_argument("--on", type=date.fromisoformat, default=today, help="the day (default: today)")
    given = asked.parse_args(arguments)
    said, text = responses(domain), table.read_text(encoding="utf-8")
    if given.keys:
        listed = {row.key for row in rows(text)} & set(said)
        missing = [key for key in given.keys if key not in listed]
        if missing:
            sys.stderr.write(f"Not in both domain.yml and {table.name}: {', '.join(missing)}\n")
            return 2
        text = read_again(text, given.keys, said, given.on)
        table.write_text(text, encoding="utf-8")
    found = compare(text, said)
    for key in found.stale:
        sys.stdout.write(f"changed since its review: {key}\n    {said[key]['text']}\n")
    for key in found.new:
        row = line(key, "…", given.on, fingerprint(said[key]), "…")
        sys.stdout.write(f"never reviewed: {key}\n    {said[key]['text']}\n    {row}\n")
    for key in found.gone:
        sys.stdout.write(f"in the table, but gone from domain.yml: {key}\n")
    return 1 if found.stale or found.new or found.gone else 0


if __name__ == "__main__":
    sys.exit(main())

"""``firstline facts PROVIDER``: every fact of a profile, with its source and how well it is supported."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bot.commands.desk import print_json, profile
from bot.decisions.provider import Provider
from bot.decisions.sourced import Sourced, Standing, Strict

_PROVENANCE = {"source", "standing", "note"}
_ROUTING = {"answers"}
_NAMED_BY = ("stage", "key", "kind")


@dataclass(frozen=True)
class Fact:
    """One fact. ``value`` is as in the file: a text, or the parts by name. ``text`` is for a person to read."""

    key: str
    value: Any
    text: str
    source: str
    source_title: str
    standing: Standing
    note: str | None


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("facts", help="every fact about a provider, with source and standing")
    parser.add_argument("provider", help="short name, as in 'firstline providers'")
    parser.add_argument("--json", action="store_true", help="for a program: one JSON array")
    parser.set_defaults(func=facts)


def facts(args: argparse.Namespace) -> int:
    """Raises ``UnknownProvider``."""
    found = list(facts_of(profile(args.provider)))
    if args.json:
        print_json([asdict(fact) for fact in found])
        return 0
    for fact in found:
        print(f"{fact.key}  [{fact.standing}; {fact.source_title}]")
        print(textwrap.indent(textwrap.fill(fact.text, 100), "    "))
        if fact.note:
            print(textwrap.indent(textwrap.fill(f"Note: {fact.note}", 100), "    "))
    return 0


def facts_of(provider: Provider) -> Iterator[Fact]:
    """Every fact, in the order of the file; a part with its own source is a fact of its own."""
    for key, node in _sourced("", provider):
        value = _own_value(node)
        if key == "nation_because":
            value = {"nation": provider.nation, **value}
        if key == "accessible_says":
            value = {"formats": list(provider.accessible_formats), **value}
        yield Fact(
            key=key,
            value=next(iter(value.values())) if list(value) == ["text"] else value,
            text=_in_words(value),
            source=node.source,
            source_title=provider.sources[node.source].title,
            standing=node.standing,
            note=node.note,
        )


def _sourced(key: str, node: object) -> Iterator[tuple[str, Sourced]]:
    if isinstance(node, Sourced):
        yield key, node
    if isinstance(node, Strict):
        children = [(name, getattr(node, name)) for name in type(node).model_fields]
    elif isinstance(node, dict):
        children = list(node.items())
    elif isinstance(node, list):
        children = [(_name(at, child, node), child) for at, child in enumerate(node, 1)]
    else:
        return
    for name, child in children:
        yield from _sourced(f"{key}.{name}" if key else str(name), child)


def _name(at: int, child: object, siblings: list[object]) -> str:
    """What the item calls itself (``channels.phone``), or its place where that does not tell it apart."""
    for attribute in _NAMED_BY:
        own = getattr(child, attribute, None)
        if own is not None and sum(getattr(one, attribute, None) == own for one in siblings) == 1:
            return str(own)
    return str(at)


def _own_value(node: Sourced) -> dict[str, Any]:
    """The node's own parts as plain data: without provenance, without parts that are facts of their own."""
    own = {
        name
        for name in type(node).model_fields
        if name not in _PROVENANCE | _ROUTING and not _is_sourced(getattr(node, name))
    }
    return node.model_dump(mode="json", include=own, exclude_defaults=True)


def _is_sourced(value: object) -> bool:
    return isinstance(value, Sourced) or (
        isinstance(value, list) and any(isinstance(one, Sourced) for one in value)
    )


def _in_words(value: dict[str, Any]) -> str:
    if list(value) == ["text"]:
        return str(value["text"])
    return "; ".join(f"{name.replace('_', ' ')}: {_plain(part)}" for name, part in value.items())


def _plain(part: object) -> str:
    if isinstance(part, dict):
        return ", ".join(f"{name} {_plain(one)}" for name, one in part.items())
    if isinstance(part, list):
        return ", ".join(_plain(one) for one in part)
    if isinstance(part, bool):
        return "yes" if part else "no"
    return str(part).replace("_", " ") if part in ("working_days", "not_stated", "large_print") else str(part)

"""Python holds no fact of a provider or scheme: numbers to ring, addresses and links are data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.yaml_files import load_providers, load_rules, load_schemes

ROOT = Path(__file__).resolve().parents[3]
CODE = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")])


def reachable_at() -> Iterator[str]:
    """Every phone number, e-mail address, link and line of an address, of all providers and schemes."""
    for provider in load_providers().values():
        for channel in [*provider.channels, *provider.other_contacts]:
            yield from filter(None, [channel.value, *channel.lines])
        for step in provider.ladder:
            yield from step.lines
        printed = provider.adr.printed
        yield from filter(None, [printed.phone, printed.email, printed.href, *printed.lines])
    for scheme in load_schemes().values():
        facts = scheme.model_dump(include={"url", "phone", "email", "post"}, exclude_none=True).values()
        for fact in facts:
            yield from fact["value"] if isinstance(fact["value"], list) else [fact["value"]]
    ofcom = load_rules().at("ofcom_contact", date(2026, 11, 22)).value
    yield from [ofcom["phone"], ofcom["url"], *ofcom["lines"]]


LITERALS = sorted({text for text in reachable_at() if any(sign in text for sign in "@/0123456789")})


def test_there_is_something_to_look_for() -> None:
    assert len(LITERALS) > 25
    assert len(CODE) > 10


@pytest.mark.parametrize("literal", LITERALS)
def test_no_number_address_or_link_stands_in_python(literal: str) -> None:
    wanted = {literal, literal.replace(" ", "")}
    holding = [path.name for path in CODE if any(one in path.read_text(encoding="utf-8") for one in wanted)]
    assert holding == []

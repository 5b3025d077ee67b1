"""Everything that a customer sends to the ADR scheme, in the order in which its form asks for it. Pure.

What is not known is not made up: it becomes a question that the scheme will ask, where the rule ``scheme_form`` says
that it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.decisions.errors import Unsound
from bot.decisions.letter_marks import Block
from bot.decisions.records import StoredFile

ACTING: Final = "acting_for"
FIRMS: Final = ("business", "charity")


@dataclass(frozen=True)
class Line:
    """One thing that the form asks for. ``value`` in words; ``quoted``: they are the customer's own."""

    key: str
    value: str
    quoted: bool = False


@dataclass(frozen=True)
class Part:
    key: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Form:
    """``parts`` have what is known; ``missing`` are keys of what the scheme will ask for, in its order."""

    parts: tuple[Part, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class PackDocument:
    """One document of the pack: it is there as a PDF and as plain text. ``name``: of its files, without ending."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PackLetter:
    """An issued letter as it was issued; ``name`` as of ``PackDocument``."""

    name: str
    page: str
    text: str


@dataclass(frozen=True)
class PackFile:
    """``path``: what it is called in the pack."""

    path: str
    file: StoredFile


@dataclass(frozen=True)
class AdrPack:
    """``name``: of the whole file, without ending."""

    name: str
    made_at: datetime
    documents: tuple[PackDocument, ...]
    letters: tuple[PackLetter, ...]
    files: tuple[PackFile, ...]
    missing: tuple[str, ...]


_WHEN: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "always": lambda _: True,
    "never": lambda _: False,
    "if_acting": lambda answers: answers.get("role") == ACTING,
    "if_business": lambda answers: answers.get("customer") in FIRMS,
}


def form_of(
    order: Mapping[str, Mapping[str, str]], known: Mapping[str, Line], answers: Mapping[str, Any]
) -> Form:
    """``order``: the rule ``scheme_form``; ``known``: the lines by key; ``answers``: what was told, as codes. Raises
    ``Unsound`` for a condition that the rule made up."""
    parts, missing = [], []
    for part, asked in order.items():
        lines = []
        for key, when in asked.items():
            if when not in _WHEN:
                raise Unsound(f"scheme_form: '{when}' is no condition. Known: {', '.join(_WHEN)}.")
            if key in known:
                lines.append(known[key])
            elif _WHEN[when](answers):
                missing.append(key)
        parts.append(Part(part, tuple(lines)))
    return Form(tuple(part for part in parts if part.lines), tuple(missing))

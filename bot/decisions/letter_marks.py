"""The words of a letter, as they are kept and edited: plain text with three marks, and nothing else.

A line that begins with ``## `` is a heading, with ``- `` an item of a list, with ``> `` words of somebody else, quoted
as they are. All other lines are paragraphs, with an empty line between two. There is no mark for a link or for HTML, so
that whatever somebody types is text.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

HEADING, ITEM, QUOTE = "## ", "- ", "> "
WIDTH: Final = 76
"""Characters of a line of plain text, so that a mail program does not break it again."""


@dataclass(frozen=True)
class Block:
    """``lines``: of a paragraph or a quotation; the items of a list; the one line of a heading."""

    kind: Literal["heading", "list", "quote", "paragraph"]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LetterHead:
    """What stands above the words. ``sender_lines``: the postal address, as far as the page of the provider gives one;
    ``sender_ways``: label and value, such as ("Phone", "01702 668836"). ``number`` is ``None`` before it is issued."""

    sender: str
    sender_lines: tuple[str, ...]
    sender_ways: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...]
    on: date
    reference: str
    number: str | None = None
    ticket: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A whole letter, ready to be set as a page or as plain text. ``draft``: it is no letter yet, and says so."""

    head: LetterHead
    subject: str
    blocks: tuple[Block, ...]
    draft: bool = False


def quoted(text: str) -> str:
    """Somebody's own words, each line marked, so that no mark in them counts."""
    return "\n".join(f"{QUOTE}{line}".rstrip() for line in text.strip().splitlines())


def blocks(body: str) -> tuple[Block, ...]:
    """The words in the order in which they stand."""
    found: list[Block] = []
    kind: Literal["heading", "list", "quote", "paragraph"] | None = None
    for line in (each.rstrip() for each in body.splitlines()):
        if not line.strip():
            kind = None
            continue
        this, words = _read(line)
        if this == kind and this != "heading":
            found[-1] = Block(this, (*found[-1].lines, words))
        else:
            found.append(Block(this, (words,)))
        kind = this
    return tuple(found)


def _read(line: str) -> tuple[Literal["heading", "list", "quote", "paragraph"], str]:
    if line.startswith(HEADING):
        return "heading", line.removeprefix(HEADING).strip()
    if line.startswith(ITEM):
        return "list", line.removeprefix(ITEM).strip()
    if line.startswith(QUOTE) or line == QUOTE.strip():
        return "quote", line.removeprefix(QUOTE.strip()).removeprefix(" ")
    return "paragraph", line.strip()


def day_of(day: date) -> str:
    """Such as "Tuesday 1 December 2026": a letter is read again when the year is another."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def plain(sheet: Sheet, *, with_addresses: bool = True) -> str:
    """The letter as plain text. ``with_addresses``: with who writes from where to where, which a mail has elsewhere."""
    head = sheet.head
    above = [head.sender, *head.sender_lines, *(f"{label}: {value}" for label, value in head.sender_ways)]
    marks = [f"Our reference: {head.reference}"]
    marks += [f"Letter number: {head.number}"] if head.number else []
    marks += [f"Ticket number: {head.ticket}"] if head.ticket else []
    marks += [f"Who has your complaint: {head.owner}"] if head.owner else []
    parts = []
    if with_addresses:
        parts += ["\n".join(above), "\n".join(head.addressee)]
    parts += ["\n".join([f"{day_of(head.on)}", *marks])]
    parts += [sheet.subject] if with_addresses else []
    parts += [_plain(block) for block in sheet.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(block: Block) -> str:
    if block.kind == "heading":
        return block.lines[0].upper()
    if block.kind == "list":
        return "\n".join(_wrapped(line, "- ", "  ") for line in block.lines)
    indent = "    " if block.kind == "quote" else ""
    return "\n".join(_wrapped(line, indent, indent) for line in block.lines)


def _wrapped(line: str, first: str, rest: str) -> str:
    """Long addresses of the web stay whole."""
    return textwrap.fill(
        line,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )

"""What customers wrote that was not understood, without who they are. Pure.

Two nets, as neither is enough: what looks like a way to reach somebody, a number or a name that they gave is masked,
and what is left is shown only when several chats hold the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_ADDRESS: Final = re.compile(r"\S+@\S+|\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_POSTCODE: Final = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\S*\d\S*(?:\s+\d\S*)*")
_NAMED: Final = re.compile(
    r"\b(my name is|my name's|i am called|this is|i'm|i am|mr|mrs|ms|miss|dr)\s+\S+", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARK: Final = "…"


@dataclass(frozen=True)
class Missed:
    """A line that was not understood. ``names``: what its customer gave as a name, and as the account holder's."""

    conversation_id: str
    text: str
    names: tuple[str, ...] = ()


def masked(text: str, names: Iterable[str], characters: int) -> str:
    """In small letters, on one line, with a mark for addresses, postcodes, numbers and names; cut to ``characters``."""
    hidden = {word.casefold() for name in names for word in _WORD.findall(name)}
    plain = " ".join(text.split()).casefold()
    for pattern in (_ADDRESS, _POSTCODE, _NUMBER):
        plain = pattern.sub(_MARK, plain)
    plain = _NAMED.sub(lambda found: f"{found.group(1)} {_MARK}", plain)
    plain = _WORD.sub(lambda found: _MARK if found.group().casefold() in hidden else found.group(), plain)
    plain = re.sub(rf"(?:{_MARK}[\s,.]*)+", f"{_MARK} ", plain).strip(" .,!?;:")
    return plain[:characters].rstrip()


def top_phrases(
    missed: Iterable[Missed], *, chats: int, most: int, characters: int
) -> tuple[tuple[str, int], ...]:
    """What at least ``chats`` different chats hold alike, with how many; the commonest first."""
    held: dict[str, set[str]] = {}
    for each in missed:
        phrase = masked(each.text, each.names, characters)
        if _WORD.search(phrase):
            held.setdefault(phrase, set()).add(each.conversation_id)
    often = [(phrase, len(of)) for phrase, of in held.items() if len(of) >= chats]
    return tuple(sorted(often, key=lambda each: (-each[1], each[0]))[:most])

"""Asked whether a complaint is the one that is open already: the same, or another one."""

from __future__ import annotations

import re

from bot.readers.message import plain

_ANOTHER = re.compile(
    r"\b(?:(?:a |it'?s |its )?(?:new|another|different|separate|second) (?:one|complaint|problem|thing|matter|issue)|not (?:the same|that one)|something (?:else|new|different))\b"
)
_SAME = re.compile(
    r"\b(?:same (?:one|complaint|thing|problem|matter|issue)|(?:it'?s|its|is|about|for|to|with) (?:that|the (?:old|first|open|earlier|other|existing)) (?:one|complaint)|(?:that|the (?:old|first|open|earlier|existing)) (?:one|complaint)(?: (?:please|yes|then))*\W*$|all the same|it'?s the same)"
)


def says_same_one(text: str) -> bool | None:
    """``True``: it is about that one; ``False``: it is another; ``None``: neither is said. A bare yes or no is neither,
    as either could be meant."""
    said = plain(text)
    if _ANOTHER.search(said):
        return False
    return True if _SAME.search(said) else None

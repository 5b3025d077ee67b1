"""After an alarm of ours: "no I'm fine, why Samaritans?". Nobody is in danger, and they say so."""

from __future__ import annotations

import re
from typing import Final

from bot.readers.everyday_service import DENIES
from bot.readers.message import plain

_FINE: Final = (
    r"(?:i'?m|im|i am|we'?re|we are) (?:quite |perfectly |absolutely |all |honestly )*(?:fine|ok|okay|all ?right|alright|safe|well|good)"
    r"(?! (?:with|if|when|to|at|apart|but|thing))"
)
_SENTENCE: Final = rf"(?:{'|'.join(DENIES)}|{_FINE})(?![\w'])"
_DENIES: Final = re.compile(
    rf"(?:^|[.,;!?]|\b(?:no|nah|nope|oh|but|and|lol|haha|honestly|dear|love|goodness|really))\W*{_SENTENCE}"
)
_TAKEN_OUT: Final = re.compile(
    rf"\b(?:{'|'.join(DENIES)}|{_FINE})(?![\w'])|\b(?:no|nah|nope|oh|lol|haha|dear|love|goodness|what)\b",
    re.IGNORECASE,
)
_FEWEST: Final = 3
"""Words of what is told beside it."""


def denies_danger(text: str) -> bool:
    """Whether they say that they are in no danger, or want no helpline; only for one who has heard an alarm."""
    return _DENIES.search(plain(text)) is not None


def told_beside_denial(text: str) -> str | None:
    """What else they tell or want, as typed as far as may be; ``None`` for nothing that is worth keeping."""
    rest = beside_denial(text)
    return rest if len(rest.split()) >= _FEWEST else None


def beside_denial(text: str) -> str:
    """All that is said beside it, as typed as far as may be."""
    rest = _TAKEN_OUT.sub(" ", text.replace("\u2019", "'"))
    return re.sub(r"\s+", " ", re.sub(r"^[\W_]+|[\W_]+$", "", rest))

"""Examples of what went wrong: extensions, numbers, times, in the customer's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.asides import is_that_all
from bot.readers.heard import Reading, Taken
from bot.readers.message import DONT_KNOW, SKIP, Message
from bot.readers.theirs import is_courtesy, is_for_us, statements

EXAMPLES = "examples"
LONGEST = 1000

_NONE = re.compile(
    r"^\W*(?:(?:no|none|nope|nah|naw|nothing|not really|sorry|n/?a)\b\W*)+(?:(?:i )?(?:can'?t think of any|don'?t have any|haven'?t got any|haven'?t any)|(?:other )?examples?|specific(?: examples?)?|comes to mind|in particular|that i can think of|spring to mind|thanks?|thank you)?\W*$"
    r"|^\W*not that i (?:can think of|know of?)\W*$|^\W*(?:i )?(?:can'?t think of (?:any|one)|haven'?t got any|don'?t have any)\W*$",
    re.IGNORECASE,
)
_A_WAY_TO_REPLY = re.compile(
    r"\S@\S|\b(?:call|ring|text|phone|reach|contact) me on\b|\bmy (?:number|e-?mail|address|name) is\b",
    re.IGNORECASE,
)
_FEW_WORDS = 6


def read_examples(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Two words or a number are enough; a question, a courtesy or a way to reply is none."""
    if message.choice is not None:
        return Taken({EXAMPLES: UNKNOWN}) if message.choice in (UNKNOWN, "none") else None
    if SKIP.search(message.text) or _NONE.search(message.text.replace("’", "'")):
        return Taken({EXAMPLES: UNKNOWN})
    said = statements(message.text)
    words = len(re.findall(r"\w+", said))
    if not said or is_courtesy(said) or is_for_us(said) or is_that_all(said):
        return None
    if _A_WAY_TO_REPLY.search(said) and words <= _FEW_WORDS * 2:
        return None
    if DONT_KNOW.search(said) and words <= _FEW_WORDS:
        return Taken({EXAMPLES: UNKNOWN})
    enough = words > 1 or re.search(r"\d", said)
    return Taken({EXAMPLES: said[:LONGEST].rstrip()}) if enough else None

"""Where somebody wants the reply to a complaint to go, whatever the model hears in it: "set the reply back to …"."""

from __future__ import annotations

import re

from bot.readers.message import plain

_REPLY = r"(?:repl(?:y|ies)|answers?|response|letters?|updates?|news|everything|e-?mails?|mail|contact(?: details)?|address|number|it|them|this|that)"
_MOVES = re.compile(
    rf"\b(?:send|set|change|switch|move|put|direct|redirect|forward|point|swap|go|goes|use|update)\b(?: (?:me|my|the|your|any|all|future|back|please|to|new))*(?: {_REPLY})?\b[^.?!]{{0,25}}\b(?:to|at|on|back)\b"
    rf"|\b(?:repl(?:y|ies)|answers?|response|letters?)\b[^.?!]{{0,25}}\b(?:to|at|go|goes|sent|by)\b"
    r"|\b(?:my|the|a) (?:new|other|old|proper|right|correct) (?:e-?mail(?: address)?|address|(?:phone )?number|mail|mobile)\b"
    r"|\binstead(?: of)?\b|\bfrom now on\b|\breply (?:to me )?(?:on|at|to|by)\b"
)


def says_where_to_reply(text: str) -> bool:
    """Whether it is about where the reply goes. That an address stands in it is for the caller to see."""
    return _MOVES.search(plain(text)) is not None

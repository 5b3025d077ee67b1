"""Will somebody ring them? Asked by who cannot hear, and by who waits for it."""

from __future__ import annotations

import re
from typing import Final

from bot.readers.message import plain

_ASKS: Final = re.compile(
    r"^\W*(?:(?:so|but|and|ok(?:ay)?|sorry|please|then|hi|hello)\W+)*"
    r"(?:will|is|are|do|does|would) (?:you|u|they|he|she|it|some(?:one|body)|any(?:one|body)|a person|the person|your \w+|be)"
    r"(?: (?:going to|gonna|have to|need to|then|now|still|just|ever))* (?:tele)?(?:phone|ring|call)(?:ing)?(?: me| us)?"
    r"(?: (?:back|up|now|then|about (?:it|this)|anyway|still|though|or (?:not|what)))*\W*$"
    r"|^\W*(?:(?:so|but|and|ok(?:ay)?)\W+)*(?:will|am) i (?:be|get(?:ting)?|going to (?:be|get))"
    r" (?:an? )?(?:(?:tele)?phoned|rung|called|(?:phone )?call)(?: back)?\W*$"
)


def asks_to_be_rung(text: str) -> bool:
    """Whether the whole message asks if somebody will phone them; "can you ring me?" is a wish and no such question."""
    return _ASKS.search(plain(text)) is not None


_HOW: Final = re.compile(
    r"^\W*(?:(?:so|but|and|ok(?:ay)?|please)\W+)*how (?:(?:will|do|does|are|is|can|would|going to|gonna) )?(?:you|u|they|he|she|somebody|someone|the \w+)"
    r" (?:(?:will|going to|gonna|be) )*(?:tell(?:ing)?|answer(?:ing)?|repl(?:y|ying)|write|contact(?:ing)?|inform|let(?:ting)?)(?: (?:to )?(?:me|us))?(?: know)?"
    r"(?:\W+(?:by|via|with|on|or|in|not?|the|a|e-?mails?|phone|text|letter|post|writing|please|then|back|answer|result|outcome|it|is))*\W*$"
)


def asks_how_they_reply(text: str) -> bool:
    """Whether the whole message asks how the answer will come: "how they tell me, email? no phone?"."""
    return _HOW.search(plain(text)) is not None


_WHEN_RUNG: Final = re.compile(
    r"\W*(?:(?:so|and|ok(?:ay)?|but|please|sorry|right|thanks?)\W+)*(?:when|wen|whn|wenn|(?:what|wat|wot) (?:time|day)|how long (?:till|til|until|before))\b"
    r"(?: (?:will|wil|do|does|are|is|would|shall|can|they|you|u|he|she|somebody|someone|sumone|it|a|the|person|persun|going|gonna|to|be|that))*"
    r" (?:ring|rings|ringing|call|calls|calling|phone|fone|contact|cal|tork|talk|speak|get back|come back|rung|called)\b(?: (?:me|us|to|back|bak|then|please|plese|pls|now))*\W*",
    re.IGNORECASE,
)
"""As a whole message: asked, whatever question of ours stands."""


def asks_when_rung(text: str) -> bool:
    """ "wen will they ring me", and nothing else."""
    return _WHEN_RUNG.fullmatch(text) is not None

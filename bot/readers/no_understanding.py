"""They did not understand the question: then it is put in fewer words."""

from __future__ import annotations

import re
from typing import Final

from bot.readers.message import plain

_NOT_UNDERSTOOD: Final = re.compile(
    r"^\W*(?:(?:sorry|please|pls|i|am|im|i'm|me|my|no|hi)\W+)*"
    r"(?:(?:no|not|do not|don'?t|dont|cannot|can'?t|cant|did not|didn'?t) (?:really |quite |so )?(?:under ?stand(?:ing)?|get it|know what (?:you|this|it) \w+)"
    r"|(?:no|not (?:good|much|so good)|little|bad) english|english (?:no|not|is not|isn'?t) (?:good|so good|very good)"
    r"|(?:easy|simple|easier|simpler|short|shorter) (?:words?|english|language|question)"
    r"|(?:too (?:hard|difficult|long|many words)))"
    r"(?:\W+(?:please|sorry|you|u|this|that|it|the|question|english|what|well|good|words?|me|very|your|all))*\W*$"
)


def does_not_understand(text: str) -> bool:
    """As the whole message: "no understand", "sorry my english no good", "easier words please"."""
    return _NOT_UNDERSTOOD.search(plain(text)) is not None

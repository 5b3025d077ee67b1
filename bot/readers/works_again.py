"""Whether somebody says, unasked, that it works again: "oh hang on, it's come back on, all green"."""

from __future__ import annotations

import re

from bot.readers.choices import says_it_works
from bot.readers.message import plain

_LONGEST = 16
_THING = r"(?:it|it'?s|its|they'?re|all|everything|we'?re|internet|broadband|line|phones?|wi-?fi|service|connection|lights?)"
_SAYS_SO = re.compile(
    rf"\b{_THING}\b.{{0,30}}?\b(?:working|works|back|green|up and running)\b|^\W*(?:all )?working (?:again|now)\b"
)
_NOT_QUITE = re.compile(
    r"\bnow and (?:then|again)\b|\bon and off\b|\bsometimes\b|\bintermittent\w*|\bred\b|\bback to\b|\bback (?:me|us)\b|\bworking on\b|\bmoney\b|\b(?:was|were|used to)\b"
)


def works_again(text: str) -> bool:
    """Only where nothing in the words leaves a doubt; a bare yes, and "sorted" by itself, say it only where it is asked."""
    said = plain(text)
    if len(said.split()) > _LONGEST or _NOT_QUITE.search(said):
        return False
    return _SAYS_SO.search(said) is not None and says_it_works(said)

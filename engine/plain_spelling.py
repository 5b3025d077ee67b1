"""A message in the plain spelling that the encoders have read: "wen do u shut" as "when do you shut", 👎 as "no"."""

from __future__ import annotations

import functools
import re
from pathlib import Path

_LIST = Path(__file__).with_name("plain_spellings.txt")
_A_WORD = re.compile(r"\w")


def in_plain_spelling(text: str) -> str:
    """Small letters, and the spellings of `plain_spellings.txt` as plain words; addresses and references stay.

    Signs become words only where nothing else is said: beside words they are an ornament.
    """
    words, pattern = _known()
    if _A_WORD.search(text) is None:
        return " ".join(words[sign] for sign in text if sign in words) or text
    return pattern.sub(lambda found: words[found[0]], text.lower())


@functools.cache
def _known() -> tuple[dict[str, str], re.Pattern[str]]:
    words: dict[str, str] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            spellings, _, plain = line.partition(" = ")
            words.update(dict.fromkeys(spellings.split(), plain.lower()))
    typed = (spelling for spelling in words if _A_WORD.search(spelling))
    spellings = "|".join(sorted(map(re.escape, typed), key=len, reverse=True))
    return words, re.compile(rf"(?<![\w'\u2019@./-])(?:{spellings})(?![\w'\u2019@/-]|\.\w)")

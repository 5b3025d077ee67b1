"""What must still stand in a letter after somebody edited it, and words that are hard to read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.decisions.letter_record import ABOUT_THE_SCHEME, LetterKind
from bot.decisions.letters import SchemeFacts


@dataclass(frozen=True)
class Must:
    """``what`` names it for an agent; ``words`` are what must be found, whatever the line breaks and capitals."""

    what: str
    words: str


def musts(
    kind: LetterKind, scheme: SchemeFacts, days: Sequence[tuple[str, str]], needed: Iterable[str]
) -> list[Must]:
    """``days``: what a day is for, and the day in words. ``needed``: words without which a letter about the scheme
    tells too little (a rule). The scheme is named in every letter about it, with each way to reach it."""
    found = [Must(what, day) for what, day in days]
    if kind is LetterKind.CANNOT_RESOLVE:
        return [*found, Must("the scheme", scheme.name)]
    if kind in ABOUT_THE_SCHEME:
        ways = [("the scheme's website", scheme.url)]
        ways += [("the scheme's telephone number", scheme.phone)] if scheme.phone else []
        ways += [("the scheme's e-mail address", scheme.email)] if scheme.email else []
        found += [Must("the name of the scheme", scheme.name), *(Must(what, value) for what, value in ways)]
        found += [Must(f"the word “{word}”", word) for word in needed]
    return found


def left_out(body: str, wanted: Iterable[Must]) -> list[Must]:
    """What does not stand in the words any more."""
    words = _flat(body)
    return [each for each in wanted if _flat(each.words) not in words]


def hard_words(body: str, avoid: Iterable[str]) -> list[str]:
    """The words of the list that stand in ``body``, each once; those that are only quoted do not count."""
    own = "\n".join(line for line in body.splitlines() if not line.startswith(">"))
    return [word for word in avoid if re.search(rf"\b{re.escape(word)}\w*", own, re.IGNORECASE)]


def _flat(text: str) -> str:
    return " ".join(text.replace("\n> ", " ").replace("\n- ", " ").split()).lower()

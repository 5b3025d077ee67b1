"""Is this written in a language that we do not speak? By script, else by everyday words. Pure.

English is the default: half-English, slips and names in other languages are English. A sentence is foreign only where
there is more of the other language in it than of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Final

from pydantic import Field

from bot.decisions.sourced import Strict


class Language(Strict):
    """``line`` says in it that we answer in English only. ``words``: everyday words; ``marks``: letters of its own;
    ``yes`` and ``no``: words that are the whole of a short answer."""

    name: str
    line: str
    script: str | None = None
    marks: str = ""
    words: str = ""
    yes: str = ""
    no: str = ""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.words.split())


class Languages(Strict):
    """By code. The order counts where two share a script: the one with marks of its own comes first. ``scripts``: the
    first and the last letter of each, in hex ("0400-052F")."""

    english: str
    languages: dict[str, Language] = Field(min_length=1)
    scripts: dict[str, Annotated[str, Field(pattern="^[0-9A-F]{4}-[0-9A-F]{4}$")]]

    @cached_property
    def ranges(self) -> dict[str, tuple[int, int]]:
        """First and last letter of each script."""
        return {
            name: (int(first, 16), int(last, 16))
            for name, (first, last) in ((name, each.split("-")) for name, each in self.scripts.items())
        }

    @cached_property
    def english_words(self) -> frozenset[str]:
        return frozenset(self.english.split())


def foreign_language(text: str, known: Languages) -> str | None:
    """The code of the language that ``text`` is written in, if that is one of ``known``; ``None`` for English and for
    what is too short to tell."""
    text = text[:_LONGEST]
    return _by_script(text, known) or _by_words(text, known)


def yes_or_no(text: str, language: Language) -> bool | None:
    """Whether ``text`` is a yes of ``language`` or a no and nothing else; ``None`` for all else."""
    word = text.casefold().strip(_AROUND) if len(text) <= _SHORT else ""
    if word in language.yes.split():
        return True
    return False if word in language.no.split() else None


def asked_for_by_name(text: str, known: Languages) -> str | None:
    """The code of the language in which they ask, in English, for somebody: "polish person please"."""
    words = " ".join(re.findall(r"[a-z']+", text.casefold())) if len(text) <= _LONGEST else ""
    for code, language in known.languages.items():
        if re.search(_WHO_SPEAKS.replace("NAME", language.name.casefold()), words):
            return code
    return None


_SHORT: Final = 20
_AROUND: Final = " \t\n.,;:!?¡¿'\"()…。！？，।؟،"
_SOMEBODY: Final = (
    r"(?:person|people|someone|somebody|anyone|anybody|speaker|agent|adviser|advisor|interpreter|translator|"
    r"man|woman|lady)s?"
)
_WHO_SPEAKS: Final = (
    rf"\bNAME (?:(?:speaking|speaker|language) )?{_SOMEBODY}\b"
    rf"|\b(?:{_SOMEBODY}|one)(?: \w+){{0,3}}? (?:speaks?|speaking|in|knows?|talks?|for) NAME\b"
    r"|\b(?:do|can|does) (?:you|u|they|any(?:one|body)|some(?:one|body)) (?:there )?(?:speak|talk|write) NAME\b"
    r"|\b(?:speak|talk|write)(?: \w+){0,3}? in NAME\b|^(?:please )?(?:in )?NAME(?: please)?$"
)


def _by_script(text: str, known: Languages) -> str | None:
    letters = [each for each in text if each.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return None
    for script, written in _by_count(letters, known.ranges):
        if written * 2 < len(letters):
            return None
        mine = {code: each for code, each in known.languages.items() if each.script == script}
        marked = [code for code, each in mine.items() if each.marks and not set(each.marks).isdisjoint(text)]
        plain = [code for code, each in mine.items() if not each.marks]
        return next(iter([*marked, *plain, *mine]), None)
    return None


def _by_count(letters: list[str], scripts: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, int]]:
    counts = {
        name: sum(1 for each in letters if first <= ord(each) <= last)
        for name, (first, last) in scripts.items()
    }
    best = max(counts, key=lambda name: counts[name])
    if counts[best]:
        yield best, counts[best]


def _by_words(text: str, known: Languages) -> str | None:
    words = [word.strip("'") for word in _WORD.findall(text.casefold().replace("’", "'"))]
    if len(words) < _FEWEST_WORDS:
        return None
    english = sum(1 for word in words if word in known.english_words)
    best, most, kinds = None, 0, 0
    for code, language in known.languages.items():
        hits = [word for word in words if word in language.vocabulary]
        if len(hits) > most:
            best, most, kinds = code, len(hits), len(set(hits))
    if (
        best is None
        or kinds < _FEWEST_KINDS
        or most < len(words) * _SHARE
        or most < english * _MORE_THAN_ENGLISH
    ):
        return None
    return best


_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST: Final = 2_000
_FEWEST_LETTERS: Final = 4
_FEWEST_WORDS: Final = 3
_FEWEST_KINDS: Final = 2
"""Different words of the language: a name or a slip alone is none."""
_SHARE: Final = 0.34
_MORE_THAN_ENGLISH: Final = 2

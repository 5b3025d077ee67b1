"""By which words a case is found at the desk, and what each is worth. Pure; the same for what is kept and asked.

A word is small letters and digits without accents, so that plain comparisons find what begins with it on every
database. A reference, an account number and a telephone number are found by any part of theirs, as people read out the
end of a number: each of their endings is a word, and a part is the beginning of an ending.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bot.decisions.questions import UNKNOWN, Question

REFERENCE, NUMBER, NAME, SAID = 8, 6, 4, 1
"""What a word is worth by where it stands: the reference, a way to reach them or an account, a name, their words."""

_PART: Final = 3
"""Characters of a reference or number that are enough to be found by; of fewer there are too many."""
_LONGEST: Final = 60
_MOST_SAID: Final = 400
"""Different words of a description: more than anybody types, and an end to what a pasted letter takes up."""
_WORD: Final = re.compile(r"[a-z0-9]+")
_SILENT: Final = re.compile(r"['’`´]")
_DIGITS: Final = re.compile(r"\+?\d(?:[\d ()./-]*\d)?")
_NAMES: Final = (Question.NAME, Question.ACTING_FOR)
_NUMBERS: Final = (Question.ACCOUNT, Question.REFERENCE, Question.REPLY_ADDRESS)


def words_of_case(
    reference: str, details: Mapping[str, Any], description: str, reach: Iterable[str]
) -> dict[str, int]:
    """Every word of a case with what it is worth; ``reach``: the addresses and numbers of its customer."""
    found: dict[str, int] = {}

    def keep(words: Iterable[str], weight: int) -> None:
        for word in (each[:_LONGEST] for each in words if each):
            found[word] = max(weight, found.get(word, 0))

    keep(words_in(description)[:_MOST_SAID], SAID)
    keep([_digits(each) for each in _DIGITS.findall(_plain(description)) if _is_long(each)][:_PART], SAID)
    for question in _NAMES:
        keep(words_in(_told(details, question)), NAME)
    for text in [*(_told(details, question) for question in _NUMBERS), *reach]:
        keep(words_in(text), NUMBER)
        keep(_number_endings(text), NUMBER)
    keep(_endings("".join(words_in(reference))), REFERENCE)
    keep(words_in(reference), REFERENCE)
    return found


def asked_words(query: str) -> list[str]:
    """What somebody looks for: all of them must be found, each as the beginning of a word. A telephone number that was
    typed with gaps is one word, with 0 for +44; a reference is one as well."""
    text = _plain(query)
    joined = _DIGITS.sub(
        lambda found: f" {_digits(found.group())} " if _is_long(found.group()) else found.group(), text
    )
    joined = re.sub(r"\bfl-([a-z0-9-]+)", lambda found: " " + found.group(1).replace("-", "") + " ", joined)
    return list(dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(joined)))


def words_in(text: str) -> list[str]:
    """In order, each once. "O'Brien" is one word, "sam@example.com" three."""
    return list(dict.fromkeys(_WORD.findall(_plain(text))))


def after_all_that_begin(word: str) -> str | None:
    """The first word, in the order of letters, that does not begin with ``word`` any more; ``None``: there is none."""
    for at in range(len(word) - 1, -1, -1):
        if word[at] != "z":
            following = "a" if word[at] == "9" else chr(ord(word[at]) + 1)
            return word[:at] + following
    return None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _SILENT.sub("", "".join(each for each in folded if not unicodedata.combining(each)))


def _told(details: Mapping[str, Any], question: Question) -> str:
    value = details.get(question)
    return value if isinstance(value, str) and value != UNKNOWN else ""


def _number_endings(text: str) -> Iterator[str]:
    plain = _plain(text)
    for found in _DIGITS.findall(plain):
        if _is_long(found):
            yield from _endings(_digits(found))
    for word in _WORD.findall(plain):
        if any(each.isdigit() for each in word):
            yield from _endings(word)


def _is_long(number: str) -> bool:
    return sum(each.isdigit() for each in number) > 2 * _PART


def _digits(number: str) -> str:
    """Only its digits; a British one as people dial it."""
    digits = re.sub(r"\D", "", number)
    if number.startswith("+44") or digits.startswith("0044"):
        return "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return digits


def _endings(word: str) -> Iterator[str]:
    yield word
    for start in range(1, max(1, min(len(word), _LONGEST) - _PART + 1)):
        yield word[start:]

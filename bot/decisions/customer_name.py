"""Names as records write them and as people type them, as keys that can be compared.

Two spellings are one name when what a record gives (``recorded_keys``) and what was typed (``claimed_keys``) share a
key. A key is the whole name, or a first name (or initial) with a family name. One spelling can have several: "Sarah
Smith Jones" may be Ms Jones with a middle name, or Ms Smith Jones; "Sarah Smith-Jones" is never Ms Jones.

Not a library's work: those for names give one reading of each, and know no account in two names ("Mr & Mrs S Carter").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 200
"""Characters; a longer text has no keys and so fits nothing."""
_MOST_WORDS: Final = 20

_TITLES: Final = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "mister", "missus", "master", "mstr", "dr", "doctor", "prof",
        "professor", "sir", "dame", "lord", "lady", "rev", "revd", "reverend", "fr", "cllr", "capt", "captain",
        "col", "lt", "sgt", "hon", "the",
    }
)  # fmt: skip
_TITLES_BEHIND: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
_NO_NAMES: Final = _TITLES_BEHIND | {"unknown", "none", "na", "occupier", "customer", "resident"}
"""What stands in records in place of a name: everybody could type it."""
_BEHIND: Final = frozenset(
    {"jr", "jnr", "snr", "esq", "esquire", "obe", "mbe", "cbe", "phd", "bsc", "msc", "frcs", "ii", "iii"}
)
_FIRM: Final = frozenset({"ltd", "limited", "plc", "llp", "inc", "cic", "cio", "ltda", "gmbh"})
_PARTICLES: Final = frozenset(
    {
        "van", "von", "vande", "vander", "der", "den", "de", "del", "della", "di", "da", "das", "do", "dos", "du",
        "la", "le", "ten", "ter", "zu", "bin", "ibn", "bint", "al", "el", "abu", "ap", "ab", "mac", "mc", "o",
        "st", "saint",
    }
)  # fmt: skip
"""They belong to the family name behind them: "van der Berg" is another family than "Berg"."""

_APOSTROPHES: Final = re.compile("['‘’‛`´ʼʹ′＇]")
_HYPHENS: Final = re.compile(r"\s*[\-\u00ad\u2010-\u2015\u2212\uff0d]\s*")
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TRADING_AS: Final = re.compile(r"\s+(?:t/a|t/as|trading as)\s+")
_JOINT: Final = re.compile(r"\s*(?:&|\+|/|\band\b)\s*")
_MIDDLE_O: Final = re.compile(r"(?<=\w) o\. ?(?=\w)")
"""A middle initial; without the dot it is the O of "Sam O Neill"."""
_NO_VOWEL: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,3}")


@dataclass(frozen=True)
class _Person:
    """Words in small letters. ``family`` is filled only where a comma, or the other holder, says so."""

    given: tuple[str, ...]
    family: tuple[str, ...] = ()


def recorded_keys(name: str) -> frozenset[str]:
    """Keys of a name in a provider's records: of each holder of an account in two names, of what a firm trades as."""
    keys: set[str] = set()
    for part in _TRADING_AS.split(_plain(name)):
        keys.add(_whole(part))
        if _is_firm(part):
            keys.add(_run_together(part))
        else:
            keys.update(*(_recorded(holder) for holder in _holders(part)))
    return frozenset(keys - {_WHOLE, _FIRMS})


def claimed_keys(name: str) -> frozenset[str]:
    """Keys of a name that somebody typed. It is one name: "A & B & C & D Carter" is not a guess at four people."""
    text = _plain(name)
    keys = {_whole(text), _run_together(text)}
    if not _is_firm(text):
        keys |= _claimed(_person(text))
    return frozenset(keys - {_WHOLE, _FIRMS})


def strict_keys(name: str) -> frozenset[str]:
    """Keys of one person's name where an initial, or another holder of the account, must not be enough."""
    text = _plain(name)
    keys = {_whole(text)}
    if _is_firm(text):
        keys.add(_run_together(text))
    elif len(_holders(text)) == 1 and not _TRADING_AS.search(text):
        for given, family in _readings(_person(text)):
            keys |= {f"full:{first}|{family}" for first in _first_names(given) if not _is_initial(first)}
    return frozenset(keys - {_WHOLE, _FIRMS})


_WHOLE: Final = "whole:"
_FIRMS: Final = "firm:"


def _plain(name: str) -> str:
    """In small letters without accents and apostrophes, hyphens close to their words. Empty when it is too long."""
    if len(name) > LONGEST:
        return ""
    text = _HYPHENS.sub("-", _APOSTROPHES.sub("", name)).casefold().translate(_LETTERS)
    text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    text = " ".join(text.casefold().translate(_LETTERS).split())
    return _MIDDLE_O.sub(" ", text)


def _words(text: str) -> list[str]:
    """Hyphens stay inside a word; every other sign is a gap, so that "S.J." is two initials."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)
    return words if len(words) <= _MOST_WORDS else []


def _is_firm(text: str) -> bool:
    return bool(words := _words(text)) and words[-1] in _FIRM


def _whole(text: str) -> str:
    """The name word by word, in the order of speech: for those who have only one name, and for firms."""
    person = _person(text.replace("&", " and ").replace("+", " and "))
    words = [*person.given, *person.family]
    while len(words) > 1 and words[-1] in _FIRM:
        words.pop()
    if len(words) == 1 and words[0] in _NO_NAMES:
        return _WHOLE
    return _WHOLE + " ".join(words).replace("-", " ")


def _run_together(text: str) -> str:
    """Firms only ("BrightIdeas"): of people it would make Ann Abell and Anna Bell one."""
    return _FIRMS + _whole(text).removeprefix(_WHOLE).replace(" ", "")


def _person(text: str) -> _Person:
    """One person's words in the order "Sam Carter", also from "Carter, Sam"."""
    before, _, behind = _BRACKETS.sub(" ", text).partition(",")
    first, second = _words(before), _words(behind)
    if not first or all(word in _BEHIND | _FIRM for word in second):
        return _Person(tuple(_without_titles(first + second)))
    return _Person(tuple(_without_titles(second)), tuple(_without_titles(first)))


def _without_titles(words: list[str]) -> list[str]:
    """At least one word stays: somebody may be called Lord."""
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _TITLES_BEHIND | _BEHIND:
        words = words[:-1]
    return words


def _holders(text: str) -> list[_Person]:
    """The people of an account; in "Mr S & Mrs A Carter" the last one's family name is that of both."""
    parts = [part for part in _JOINT.split(text) if any(word not in _TITLES for word in _words(part))]
    people = [_person(part) for part in parts]
    if len(people) < 2 or "," in text:
        return people
    family = (_joined(people[-1].given) or ("",))[-1:]
    return [person if len(person.given) > 1 else _Person(person.given, family) for person in people]


def _recorded(person: _Person) -> set[str]:
    """What claims share with a recorded name, first name by first name; see ``_claimed`` for the other half."""
    keys = set()
    for given, family in _readings(person):
        for first in _first_names(given):
            # A claim of a mere initial may be this name; a recorded initial may be any name that begins so.
            keys |= {f"only:{first[0]}|{family}"} if _is_initial(first) else {f"initial:{first[0]}|{family}"}
            keys |= {f"full:{first}|{family}"}
        if given:
            keys.add(f"full:{given[0].partition('-')[0]}|{family}")
            if len(given) == 1 and "-" not in given[0]:
                keys.add(f"half:{given[0]}|{family}")
    return keys


def _claimed(person: _Person) -> set[str]:
    keys = set()
    for given, family in _readings(person):
        for first in _first_names(given):
            keys |= {f"full:{first}|{family}", f"only:{first[0]}|{family}"}
            if _is_initial(first):
                keys.add(f"initial:{first[0]}|{family}")
        if given and "-" in given[0]:
            keys.add(f"half:{given[0].partition('-')[0]}|{family}")
    return keys


def _readings(person: _Person) -> list[tuple[tuple[str, ...], str]]:
    """Every way to part a name into given names and a family name, which is run together without hyphens."""
    if person.family:
        cuts = [(_joined(person.given), person.family)]
    else:
        words = _joined(person.given)
        cuts = [(words[:at], words[at:]) for at in range(1, len(words))]
    return [(given, "".join(_one_spelling(family)).replace("-", "")) for given, family in cuts if given]


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Particles run together with the word behind them. The first word is a given name: Al Green, Van Morrison."""
    joined: list[str] = []
    held = ""
    for at, word in enumerate(words):
        last = at == len(words) - 1
        if at and not last and word in _PARTICLES:
            held += "".join(_one_spelling((word,)))
        else:
            joined.append(held + word)
            held = ""
    return tuple(joined)


def _one_spelling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("st" if word == "saint" else word for word in words)


def _first_names(given: tuple[str, ...]) -> set[str]:
    """ "Mary Ann" is Mary with a middle name, or Maryann."""
    return {given[0].replace("-", ""), "".join(given[:2]).replace("-", "")}


def _is_initial(name: str) -> bool:
    """Records write "Mr SJ Carter": two or three letters without a vowel are initials too."""
    return len(name) == 1 or _NO_VOWEL.fullmatch(name) is not None

"""References of cases: short, hard to guess, and sure to survive being read out, heard and typed.

``FL-7KM-3RX-9PT4``: nine random characters (23 to the power of 9, more than 40 bits) and a check character, in
groups like a telephone number's. The alphabet has no vowels (so hardly a word), none of I, O, Q, Z, 0 and 1, and
only one of each pair that looks alike (S and 5, B and 8, G and 6, V and Y). It has 23 characters because 23 is
prime: with powers of two as weights, as in the pure systems of ISO 7064, the check character catches any single
wrong character and any two that changed places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

PREFIX = "FL"
ALPHABET = "23456789CDFHJKLMNPRTVWX"
LENGTH = len("FL-7KM-3RX-9PT4")

_RANDOM = 9
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_RUDE = ("CNT", "DCK", "FCK", "FKC", "FKN", "KKK", "TWT", "WNK")

_SPOKEN = {
    "2": "2", "3": "3", "4": "4", "5": "5", "6": "6", "7": "7", "8": "8", "9": "9",
    "C": "Charlie", "D": "Delta", "F": "Foxtrot", "H": "Hotel", "J": "Juliet", "K": "Kilo", "L": "Lima",
    "M": "Mike", "N": "November", "P": "Papa", "R": "Romeo", "T": "Tango", "V": "Victor", "W": "Whiskey",
    "X": "X-ray",
}  # fmt: skip

_WORDS = {
    **{word.upper(): character for character, word in _SPOKEN.items() if word.isalpha()},
    "XRAY": "X", "JULIETT": "J", "WHISKY": "W",
    "TWO": "2", "TO": "2", "TOO": "2", "THREE": "3", "FOUR": "4", "FOR": "4", "FIVE": "5", "SIX": "6",
    "SEVEN": "7", "EIGHT": "8", "ATE": "8", "NINE": "9", "NINER": "9",
    "SEE": "C", "SEA": "C", "DEE": "D", "EFF": "F", "JAY": "J", "KAY": "K", "ELL": "L", "EM": "M", "EN": "N",
    "PEE": "P", "ARE": "R", "TEE": "T", "TEA": "T", "VEE": "V", "EX": "X",
}  # fmt: skip

# What is not in the alphabet, as the character it was most likely taken for. A wrong guess fails the check.
_TAKEN_FOR = str.maketrans("0OQ1ISBGZYUA", "DDDLL5862VV8")

_REPEATED = {"DOUBLE": 2, "TREBLE": 3, "TRIPLE": 3}
_X_RAY = re.compile(r"\bX[\W_]?RAYS?\b")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—−_.,:;/#'\"()]+")


def new(random: Callable[[int], bytes]) -> str:
    """A fresh reference. ``random(n)`` gives ``n`` unpredictable bytes (``secrets.token_bytes``)."""
    while True:
        body = _draw(random)
        whole = body + _check(body)
        # Without vowels a few rude words are still readable, and nobody angry should be sent one.
        if not any(word in whole for word in _RUDE):
            return _grouped(whole)


def normalise(text: str) -> str | None:
    """The reference that ``text`` means, or None if it cannot be one.

    Takes small letters, missing or other separators and prefix, spoken words ("seven kilo mike", "double seven"),
    and characters that look or sound alike. ``text`` is the reference alone, not a sentence around it.
    """
    typed = unicodedata.normalize("NFKC", text)
    # A long text is a message, not a reference.
    if len(typed) > 200:
        return None
    whole = _characters(typed)
    if whole is None:
        return None
    for start in ("", PREFIX):
        body = whole.removeprefix(start)
        if len(body) == _RANDOM + 1 and set(body) <= set(ALPHABET) and _check(body[:-1]) == body[-1]:
            return _grouped(body)
    return None


def say_aloud(reference: str) -> str:
    """As it is read on the telephone, "Foxtrot Lima, 7 Kilo Mike, …"; ``normalise`` reads that back."""
    return ", ".join(" ".join(_SPOKEN[character] for character in group) for group in reference.split("-"))


def _draw(random: Callable[[int], bytes]) -> str:
    # Sixteen bytes for some 41 bits: the remainder's unevenness is beyond measuring.
    number = int.from_bytes(random(16), "big")
    characters = []
    for _ in range(_RANDOM):
        number, value = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[value])
    return "".join(characters)


def _check(body: str) -> str:
    """The character, of weight one, that makes the weighted sum of all a multiple of 23."""
    total = 0
    for character in body:
        total = (total + _VALUE[character]) * 2
    return ALPHABET[-total % len(ALPHABET)]


def _grouped(whole: str) -> str:
    return f"{PREFIX}-{whole[:3]}-{whole[3:6]}-{whole[6:]}"


def _characters(typed: str) -> str | None:
    if not _BETWEEN.sub("", typed).isascii():
        return None
    found = ""
    times = 1
    for token in _BETWEEN.split(_X_RAY.sub("X", typed.upper())):
        if token in _REPEATED:
            times = _REPEATED[token]
        elif token:
            read = _WORDS.get(token) or token.translate(_TAKEN_FOR)
            found += read[0] * (times - 1) + read
            times = 1
    return found

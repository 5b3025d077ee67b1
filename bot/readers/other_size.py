""" "And would 11 be different?", after they told how many they are: another number of people, only supposed."""

from __future__ import annotations

import re
from typing import Final

from bot.readers.message import plain

_NUMBERS: Final = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_N: Final = rf"(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_OTHER_UNIT: Final = (
    r"(?! ?(?:weeks?|days?|months?|years?|hours?|minutes?|pounds?|quid|p\b|mb|gb|am\b|pm\b|st\b|nd\b|rd\b|th\b|%|january|february|march|april|may\b|june|july|august|"
    r"september|october|november|december|working|times|complaints?|steps?|calls?))"
)
_SUPPOSED: Final = re.compile(
    rf"^\W*(?:(?:and|but|so|ok(?:ay)?|right|thanks?|thank you|then|also|hm+)\W+)*"
    rf"(?:(?:would|will|is|are|does|do|what (?:if|about|happens (?:if|with|at))|how about|if|and if|suppose|say|what would)\b[^.?!\d£]{{0,35}}?|with )"
    rf"(?<![£\d])\b{_N}\b{_OTHER_UNIT}(?: (?:people|staff|employees|of us|workers|persons?|in (?:the|our) (?:firm|company|business)))?[^.?!\d£]{{0,35}}\W*$"
)


def other_size(text: str) -> int | None:
    """The number of people that the whole message asks about; ``None`` for any other number, or none."""
    found = _SUPPOSED.search(plain(text))
    if found is None:
        return None
    number = found["number"]
    return int(number) if number.isdigit() else _NUMBERS.index(number) + 1

"""How many people: digits and number words. They decide who may go to ADR, so what is unclear is not taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.heard import Reading, Taken
from bot.readers.message import DONT_KNOW, SKIP, Message, plain

_WORTH = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "nought": 0,
    "nil": 0, "dozen": 12, "couple": 2,
}  # fmt: skip
_ONE_WORD = "(?:" + "|".join([*_WORTH, "hundred"]) + ")"
_IN_WORDS = re.compile(rf"\b{_ONE_WORD}(?:[ -](?:and )?{_ONE_WORD})*\b")
_IN_DIGITS = re.compile(r"(?<![\d.,£/-])(\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d/]|[.,]\d)")

_NOT_PEOPLE = (
    r"\b(?:ticket|reference|ref|account|case|order|invoice)(?: (?:number|no\.?))?\W{0,3}\w*\d\w*"
    r"|\b(?:since|in|from|founded|est\w*)\s+(?:19|20)\d\d\b"
    r"|\b(?:[\d.]+|[a-z]+) (?:years?|months?|weeks?|days?|hours?|minutes?|sites?|shops?|offices|lines|phones)\b"
    r"|\b(?:that|this|the|which|last|any|each|every) one\b"
)
_ROUGH = (
    r"\b(?:more|less|fewer|over|under|above|below|between|least|most|up to|or so|or|almost|nearly|to|hundreds|thousands|dozens|few|several|lots)\b"
    r"|\d\s*(?:\+|%|-|/)|-\d|\d\.\d"
)
_NOBODY = r"^\W*(?:we (?:have|'ve got)|there (?:are|is)|i have|got)?\s*(?:none|no ?-?one|nobody|not any|no {kind})\b(?! of your)"
_NONE_OF_THEM = r"^\W*(?:no|nope|nah|naw|n/?a|not applicable|(?:we |i )?(?:don'?t|do not) (?:have|use) any|(?:there )?aren'?t any)\W*$"
_JUST_ME = r"\b(?:just|only) (?:me|myself)\b|\bme myself\b|\bon my own\b|\bsole trader\b"
_ME_AND_ONE = (
    r"\b(?:me|myself) (?:and|&|plus) my (?:wife|husband|partner|son|daughter|brother|sister|mate|friend)\W*$"
)
_ME_AND_OTHERS = r"^\W*(?:it'?s |just |only )*(?:me|myself) (?:and|&|plus|\+) (?:\w+ ){1,3}others?\W*$"
_ADDED_UP = (
    r"\b(?:of us|full.?time(?:rs)?|people|staff|employees)\b,? ?(?:and|&|plus|\+)[^,]*\bpart.?time(?:rs)?\b"
)
_OTHER_KIND = {
    Question.EMPLOYEES: r"\b(?:volunteer|contractor|freelancer)",
    Question.VOLUNTEERS: r"\b(?:employee|staff|contractor|paid)",
    Question.CONTRACTORS: r"\b(?:employee|staff|volunteer)",
}
_KIND = {
    Question.EMPLOYEES: r"(?:employees|staff|people)",
    Question.VOLUNTEERS: r"volunteers?",
    Question.CONTRACTORS: r"(?:sub)?contractors?",
}


def how_many(question: Question) -> Callable[[Message, Mapping[str, Any]], Reading]:
    """The reader of a question for a number of people."""

    def read(message: Message, answers: Mapping[str, Any]) -> Reading:
        if message.choice is not None:
            count = UNKNOWN if message.choice == UNKNOWN else _number(message.choice)
        else:
            count = _count(question, plain(message.text))
        return None if count is None else Taken({question: count})

    return read


def _number(choice: str) -> int | None:
    return int(choice) if re.fullmatch(r"\d{1,6}", choice) else None


def _count(question: Question, words: str) -> int | str | None:
    numbers = _numbers(re.sub(_NOT_PEOPLE, " ", words))
    if DONT_KNOW.search(words):
        return None if numbers else UNKNOWN
    if question is Question.EMPLOYEES and (alone := _with_me(words, numbers)) is not None:
        return alone
    if re.search(_NOBODY.format(kind=_KIND[question]), words):
        return 0 if not any(numbers) else None
    if question is not Question.EMPLOYEES and re.search(_NONE_OF_THEM, words):
        return 0
    if not numbers:
        return UNKNOWN if SKIP.search(words) and question is Question.EMPLOYEES else None
    if re.search(_ROUGH, words) or re.search(_OTHER_KIND[question], words):
        return None
    if len(set(numbers)) == 1 and (len(numbers) == 1 or not re.search(r"\b(?:and|plus)\b|[&+]", words)):
        return numbers[0]
    if question is Question.EMPLOYEES and len(numbers) == 2 and re.search(_ADDED_UP, words):
        return sum(numbers)
    return None


def _with_me(words: str, numbers: list[int]) -> int | None:
    """They are asked to count themselves in: "me and 2 others" are three."""
    if re.search(_ME_AND_ONE, words):
        return 2
    if len(numbers) == 1 and re.search(_ME_AND_OTHERS, words):
        return numbers[0] + 1
    if not numbers and re.search(_JUST_ME, words) and not re.search(r"\band\b|[&+]|\bplus\b", words):
        return 1
    return None


def _numbers(words: str) -> list[int]:
    words = re.sub(r"\bno ?-?one\b", " ", words)
    words = re.sub(r"\bhalf a dozen\b", "6", words)
    found = [(match.start(), int(match[1].replace(",", ""))) for match in _IN_DIGITS.finditer(words)]
    found += [(match.start(), _worth(match[0])) for match in _IN_WORDS.finditer(words)]
    return [number for _, number in sorted(found)]


def _worth(words: str) -> int:
    """Such as "two hundred and five" for 205."""
    total = 0
    for word in re.findall(r"[a-z]+", words):
        if word == "hundred":
            total = 100 * max(total, 1)
        else:
            total += _WORTH.get(word, 0)
    return total

"""A sum in pounds: "£45", "45 quid", "forty pounds", "50p". Ranges, rates and two sums are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.message import Message, plain
from bot.readers.theirs import is_unknown, statements

AMOUNT = "amount"
Pounds = float | int

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_ANY_UNIT, _ANY_TEEN, _ANY_TEN = "|".join(_UNITS), "|".join(_TEENS), "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:(?:{_ANY_TEN})(?:[ -](?:{_ANY_UNIT}))?|{_ANY_TEEN}|{_ANY_UNIT})"
_IN_WORDS = (
    rf"(?:(?:(?P<thousands>an?|{_BELOW_HUNDRED}) (?:thousand|grand))(?: and)?(?: |(?=\W|$)))?"
    rf"(?:(?P<hundreds>an?|{_ANY_UNIT}) hundred(?: and)?(?: |(?=\W|$)))?"
    rf"(?P<rest>{_BELOW_HUNDRED})?"
)
_NUMBER_WORD = rf"(?:{_ANY_UNIT}|{_ANY_TEEN}|{_ANY_TEN}|hundred|thousand|grand|couple|few|several|half|dozen)"
_AFTER_A_NUMBER = re.compile(rf"(?:\b(?:{_NUMBER_WORD}|point|of)(?: and| of| a| an)?[ -]|[\d.,][ -]?)$")

_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,7})(?P<decimals>\.\d{1,2})?"
_NAMES = r"(?:pounds?|quid|gbp|sterling)"
_SIGNED = re.compile(rf"(?:£|\bgbp) ?{_DIGITS}(?! ?,?\d)(?!\.\d)(?P<kilo> ?k\b)?")
_NAMED = re.compile(
    rf"(?<![\d.,£$€/])(?:gbp )?{_DIGITS}(?P<kilo> ?k)? ?{_NAMES}\b(?: (?:and )?(?P<pence>\d{{1,2}}) ?(?:p|pence)\b)?"
)
_KILO = re.compile(
    rf"(?<![\d.,£$€/]){_DIGITS}(?P<kilo> ?(?:k|grand))\b(?=\W*$|[.,;!]| (?:back|off|from|out of|refund|compensation|in (?:compensation|damages)|please|for)\b)"
)
_PENCE = re.compile(r"(?<![\d.,£$€/])(?P<pence>\d{1,2}) ?(?:p|pence)\b")
_DECIMAL = re.compile(
    r"(?<![\d.,£$€/:-])(?P<digits>\d{1,6})(?P<decimals>\.\d\d)(?![\d%]|[.:/-]\d| ?(?:am|pm|[kmg]b\w*|%|hours?|hrs?|euros?|dollars?|meg\w*))\b"
)
_SPOKEN = re.compile(rf"\b(?={_NUMBER_WORD}|an? (?:hundred|thousand|grand)){_IN_WORDS} ?(?P<name>{_NAMES})\b")
_GRAND = re.compile(rf"\b(?P<thousands>an?|{_BELOW_HUNDRED}) grand\b(?! (?:total|and|piano))")
_TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")

_RANGE = re.compile(
    rf"\d(?:k|p| ?{_NAMES})? ?(?:-|–|—|/|to|or|and) ?£? ?\d[\d.,]*(?:k\b|p\b| ?{_NAMES}|\b)(?! ?(?:p|pence)\b)"
    rf"|\b(?:pounds|quid) (?:to|or) \w+ (?:pounds|quid)\b|\bbetween\b.{{0,30}}\band\b"
    rf"|\b(?:{_NUMBER_WORD}) (?:or|to) (?:{_NUMBER_WORD})\b"
)
_VAGUE_BEFORE = re.compile(
    r"(?:\b(?:more than|over|above|less than|under|below|up to|well over|not|than|couple of|few|several|hundreds of|thousands of|each|per|minus|@)|-|\d ?[x×@]|\btimes) ?$"
)
_RATE_AFTER = re.compile(
    r"^ ?(?:(?:(?:a|per) month )?(?:price|deal|tariff|plan|package|contract)\b|/|x\b|×|\+|m\b|million|bn\b|odd\b|%|euros?\b|dollars?\b|(?:a|an|per|every|each|p) ?(?:day|week|month|year|hour|minute|min|call|person|line|go|pop)?\b(?! refund| credit| gesture)|pm\b|pcm\b|pa\b|monthly|weekly|daily|twice|times?\b|(?:two|three|four|\d+) times)"
)
_NOTES = re.compile(r"(?<!lousy )\ba (fiver|tenner)\b")
_MOST = 8
_BROKEN = re.compile(r"£ ?\d[\d.,]*")


def find_pounds(text: str) -> Pounds | None:
    """The one sum that the text names, in pounds. A whole number is an ``int``."""
    words = _NOTES.sub(lambda note: "5 pounds" if note[1] == "fiver" else "10 pounds", plain(text))
    if _RANGE.search(words) and _has_money(words):
        return None
    sums = _sums(words)
    if _unread(words):
        return None
    return sums.pop() if len(sums) == 1 else None


def _has_money(words: str) -> bool:
    return re.search(rf"£|\b{_NAMES}\b|\dp\b|\d ?k\b|\.\d\d\b|\bgrand\b", words) is not None


def _unread(words: str) -> bool:
    """A sum that is written in no way known here, beside one that is."""
    return any(
        not _SIGNED.match(found[0].rstrip(".,")) for found in list(_BROKEN.finditer(words))[: _MOST * 2]
    )


def _sums(words: str) -> set[Pounds]:
    sums: set[Pounds] = set()
    taken: list[tuple[int, int]] = []
    for pattern in (_SIGNED, _NAMED, _SPOKEN, _GRAND, _KILO, _PENCE, _DECIMAL):
        for match in pattern.finditer(words):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append((match.start(), match.end()))
            if _VAGUE_BEFORE.search(words[max(0, match.start() - 20) : match.start()]):
                continue
            if _RATE_AFTER.search(words[match.end() : match.end() + 25]):
                continue
            worth = _worth(match, words)
            if worth is not None:
                sums.add(worth)
            if len(taken) > _MOST:
                return set()
    return sums


def _worth(match: re.Match[str], words: str) -> Pounds | None:
    parts = match.groupdict()
    if match.re in (_SPOKEN, _GRAND):
        if _AFTER_A_NUMBER.search(words[max(0, match.start() - 20) : match.start()]):
            return None
        if re.match(rf" (?:and )?(?:{_BELOW_HUNDRED})\b", words[match.end() :]):
            return None  # "forty pounds fifty"
        return _from_words(parts)
    if match.re is _DECIMAL and _TIME.fullmatch(match[0]) and match[0] != words.strip(" .!"):
        return None  # "at 10.30" is a time of day
    if match.re is _NAMED and re.match(r" (?:and )?\d", words[match.end() :]):
        return None
    whole = int((parts.get("digits") or "0").replace(",", ""))
    worth = whole + float(parts.get("decimals") or 0) + int(parts.get("pence") or 0) / 100
    return _tidy(worth * 1000 if parts.get("kilo") else worth)


def _from_words(parts: Mapping[str, str | None]) -> Pounds | None:
    worth = 1000 * _small(parts.get("thousands")) + 100 * _small(parts.get("hundreds"))
    return worth + _small(parts.get("rest")) or None


def _small(words: str | None) -> int:
    if not words:
        return 0
    if words in ("a", "an"):
        return 1
    known = _UNITS | _TEENS | _TENS
    return sum(known[word] for word in re.split(r"[ -]", words))


def _tidy(worth: float) -> Pounds:
    rounded = round(worth, 2)
    return int(rounded) if rounded == int(rounded) else rounded


_ABOUT = r"(?:about|around|roughly|approx\w*|maybe|say|just|only|at least|it'?s|it was|it is|i'?d say|i think|i want|i'?d like|yes|ok|er|um|minimum|a minimum of|the sum of|make it)"
_AROUND = r"(?:please|or so|ish|i think|thanks?|ok|would do(?: it)?|back|would be (?:fine|fair|good)|altogether|in total|total)"
_ALONE = re.compile(rf"^[\s£(]*(?:{_ABOUT}\W+)*(?P<sum>[\w, -]*?(?:\.\d{{1,2}})?)(?:\W+{_AROUND})*[\s.,!)]*$")
_LEFT_TO_THEM = re.compile(
    r"\b(?:leave (?:it|that) (?:up )?to|up to (?:you|them)|(?:you|they|let (?:\w+ ){1,3}) ?(?:can )?decide|whatever|what(?:ever)? (?:is|you think|they think|seems) (?:is )?(?:fair|right|reasonable)"
    r"|fair (?:amount|sum|compensation)|as much as (?:possible|you can|i can get)|(?:don'?t|do not) want (?:any |your )?money|^\W*(?:nothing|no money)\W*$|(?:something|anything) (?:fair|reasonable)|(?:don'?t|do not) (?:mind|have a (?:figure|sum|number)|care)|no (?:particular |set |fixed )?(?:amount|sum|figure)"
    r"|not about (?:the )?money|their call|your call|(?:you|they) (?:work|sort) it out|(?:the|a) (?:full|whole|right) (?:amount|refund)|what i(?:'ve)? paid|all of it|everything)\b"
)


def read_amount(message: Message, answers: Mapping[str, Any]) -> Reading:
    """How much they want, in pounds; unknown when they leave it to the provider."""
    if message.choice == UNKNOWN:
        return Taken({AMOUNT: UNKNOWN})
    said = message.choice if message.choice else statements(message.text)
    words = plain(said)
    if not words:
        return None
    found = find_pounds(said)
    if found is None and not _RANGE.search(words):
        found = _bare(words)
    if found is not None:
        return Taken({AMOUNT: found})
    if _has_money(words) or re.search(r"\d", words):
        return None
    return Taken({AMOUNT: UNKNOWN}) if is_unknown(message) or _LEFT_TO_THEM.search(words) else None


_SHORT = 60
_BARE_DIGITS = re.compile(_DIGITS)
_BARE_WORDS = re.compile(_IN_WORDS)


def _bare(words: str) -> Pounds | None:
    """The question was for pounds: a number alone is one."""
    alone = _ALONE.search(words) if len(words) <= _SHORT else None
    if alone is None:
        return None
    number = alone["sum"].strip()
    digits = _BARE_DIGITS.fullmatch(number)
    if digits:
        return _tidy(int(digits["digits"].replace(",", "")) + float(digits["decimals"] or 0))
    spoken = _BARE_WORDS.fullmatch(number) if number else None
    return _from_words(spoken.groupdict()) if spoken else None


_EVERY_SUM = re.compile(r"£ ?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")


def other_sum(text: str, known: object) -> Pounds | None:
    """Of the sums in a correction ("it's £500, not £450") the one that is new; ``None`` where that is not clear."""
    sums = {float(f"{whole.replace(',', '')}{pence}") for whole, pence in _EVERY_SUM.findall(text)}
    if not isinstance(known, int | float):
        return None
    new = sums - {float(known)}
    if len(new) != 1:
        return None
    (value,) = new
    return int(value) if value == int(value) else value

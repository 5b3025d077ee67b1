"""Secrets that are known by their shape: card numbers, IBANs, bank accounts, National Insurance numbers. Pure.

Each function gives the places in a text, as (start, end).
"""

from __future__ import annotations

import re
from typing import Final

Span = tuple[int, int]

_BETWEEN = "[ \\t\\u00a0\\u2007\\u2009\\u202f._\\-\\u2010-\\u2015\\r\\n]"
"""What may stand between the groups of a number: blanks, dashes, dots, the end of a line."""
_RUN = re.compile(rf"\d+(?:{_BETWEEN}{{1,3}}\d+)*")
_GROUP = re.compile(r"\d+")
_LEAST_IN_GROUP: Final = 3
_SPOKEN: Final = (1, 2)
"""Read out digit by digit, or in pairs."""

_ISSUERS: Final = (
    (re.compile(r"4"), (16, 19)),  # Visa; its old numbers of 13 digits are gone
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), (16,)),  # Mastercard
    (re.compile(r"3[47]"), (15,)),  # American Express
    (re.compile(r"30[0-5]|3095|36|3[89]"), (14, 16, 19)),  # Diners Club
    (re.compile(r"35(?:2[89]|[3-8])"), (16,)),  # JCB. An IMEI begins with 35 too, but has 15 digits
    (re.compile(r"6011|64[4-9]|65|62"), (16, 17, 18, 19)),  # Discover, UnionPay
    (re.compile(r"50|5[6-8]|6"), (13, 14, 15, 16, 17, 18, 19)),  # Maestro
)
"""Who issues what, by the first digits, and how long the numbers are. SIM numbers begin with 89: nobody's."""
_SHORTEST: Final = min(min(lengths) for _, lengths in _ISSUERS)
_LONGEST: Final = max(max(lengths) for _, lengths in _ISSUERS)

_EXPIRY = r"(?:\W{0,4}(?:exp(?:iry|ires)?\w*\W{0,3})?(?:0?[1-9]|1[0-2]) ?[/-] ?(?:20)?\d\d\b)?"
_BARE_CODE = re.compile(rf"{_EXPIRY}[\s,;:/()|-]{{1,5}}(?:and |then |code |no\.? )?(\d{{3}})(?![\d/:.-]?\d)(?!\s*(?:pounds|quid|p\b|%|days?\b|weeks?\b|mbps|mb\b|times))", re.IGNORECASE)  # fmt: skip
_BARE_CODE_OF_AMEX = re.compile(rf"{_EXPIRY}[\s,;:/()|-]{{1,5}}(\d{{4}})(?![\d/:.-]?\d)")


def card_spans(text: str) -> tuple[list[Span], list[Span]]:
    """Card numbers, and the bare security codes that stand right behind them."""
    cards, codes = [], []
    for run in _RUN.finditer(text):
        if run.start() and text[run.start() - 1] == "+":  # a telephone number from abroad
            continue
        groups = [(found.start() + run.start(), found[0]) for found in _GROUP.finditer(run[0])]
        at = 0
        while at < len(groups):
            taken = _card_from(groups, at)
            if taken is None:
                at += 1
                continue
            last, number = taken
            start, end = groups[at][0], groups[last][0] + len(groups[last][1])
            cards.append((start, end))
            code = (_BARE_CODE_OF_AMEX if len(number) == 15 else _BARE_CODE).match(text, end)
            if code:
                codes.append(code.span(1))
            at = last + 1
    return cards, codes


def _card_from(groups: list[tuple[int, str]], start: int) -> tuple[int, str] | None:
    """The last group of a card number that begins with group ``start``, and its digits."""
    digits, size = "", len(groups[start][1])
    for at in range(start, len(groups)):
        group = groups[at][1]
        digits += group
        if len(digits) > _LONGEST:
            return None
        if len(digits) >= _SHORTEST and is_card(digits):
            return at, _plain(digits)
        even = len(group) == size and size in _SPOKEN
        if len(group) < _LEAST_IN_GROUP and not even:
            return None
    return None


def is_card(digits: str) -> bool:
    """Whether the digits are a card number: of an issuer, of its length, with the right check digit."""
    plain = _plain(digits)
    of_issuer = any(len(plain) in lengths and prefix.match(plain) is not None for prefix, lengths in _ISSUERS)
    return of_issuer and len(set(plain)) > 1 and passes_luhn(plain)


def passes_luhn(digits: str) -> bool:
    """The check digit of cards (and of IMEI and SIM numbers)."""
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _plain(digits: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(int(digit)) for digit in digits)


_IBAN = re.compile(r"\b(?=([A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,30})\b)", re.IGNORECASE)
"""Looked for from every place: what begins like one before it must not use it up."""


def iban_spans(text: str) -> list[Span]:
    """International bank account numbers, by their check digits."""
    spans = []
    for found in _IBAN.finditer(text):
        # Words behind it can look like a part of it: the longest piece that checks is it.
        for end in range(found.end(1), found.start() + 14, -1):
            piece = re.sub(r"[ -]", "", text[found.start() : end]).upper()
            if text[end - 1].isalnum() and 15 <= len(piece) <= 34 and _checks(piece):
                spans.append((found.start(), end))
                break
    return spans


def _checks(iban: str) -> bool:
    turned = iban[4:] + iban[:4]
    return (
        turned.isalnum()
        and turned.isascii()
        and int("".join(str(int(each, 36)) for each in turned)) % 97 == 1
    )


_SORT = r"(?<![\d-])\d\d[ \-\u2010-\u2015.]?\d\d[ \-\u2010-\u2015.]?\d\d(?![\d-])"
_DASHED_SORT = re.compile(r"(?<![\d-])(\d\d)[ \-\u2010-\u2015](\d\d)[ \-\u2010-\u2015](\d\d)(?![\d-])")
_EIGHT = r"(?<![\d-])\d{4}[ -]?\d{4}(?![\d-])"
_IS = r"[\s:=]{0,3}(?:(?:number|num|no|nr|code)\b\.?)?[\s:=\u2013-]{0,3}(?:\b(?:is|was|are|of|it'?s)\b)?[\s:=\"'(\u2013-]{0,4}"
_SAID_SORT = re.compile(rf"\bsort\s*-?\s*codes?\b{_IS}({_SORT})", re.IGNORECASE)
_SAID_ACCOUNT = re.compile(rf"\bbank\s+(?:account|acc?t?)\b{_IS}({_EIGHT})", re.IGNORECASE)
_OF_A_BANK = re.compile(r"\bsort\s*-?\s*codes?\b|\bbank(?:ing)?\b|\bdirect debit\b|\bb(?:uilding)? ?soc(?:iety)?\b", re.IGNORECASE)  # fmt: skip
_ACCOUNT_WORD = (
    r"(?:[\s,;/|:&+]|and\b|\ba/?c\b\.?|\bacc(?:oun)?ts?\b\.?|\bnumbers?\b|\bno\b\.?|\bis\b|=|-|\u2013)"
)
_BEHIND = re.compile(rf"{_ACCOUNT_WORD}{{1,12}}({_EIGHT})", re.IGNORECASE)
_BEFORE = re.compile(rf"({_EIGHT})(?:{_ACCOUNT_WORD}|\bsort\s*-?\s*codes?\b){{1,12}}$", re.IGNORECASE)
_NEAR = 60


def sort_code_spans(text: str) -> list[Span]:
    """Sort codes and the account numbers of eight digits beside them; either alone where it is said to be one.

    Three pairs of digits can be a day as well ("20-11-25 12345678"): then a word of banks must stand in the text.
    """
    spans = [found.span(1) for found in _SAID_SORT.finditer(text)]
    spans += [found.span(1) for found in _SAID_ACCOUNT.finditer(text)]
    codes = list(spans)
    banks = _OF_A_BANK.search(text) is not None
    for found in _DASHED_SORT.finditer(text):
        beside = _beside(text, found.span())
        if beside and (banks or not _may_be_day(*map(int, found.groups()))):
            spans.append(found.span())
            codes.append(found.span())
    for code in codes:
        spans += _beside(text, code)
        if banks:
            spans += [
                each.span() for each in re.finditer(_EIGHT, text) if _between(each.span(), code) <= _NEAR
            ]
    return sorted(set(spans))


def _beside(text: str, code: Span) -> list[Span]:
    behind = _BEHIND.match(text, code[1])
    before = _BEFORE.search(text[max(0, code[0] - _NEAR) : code[0]])
    shift = max(0, code[0] - _NEAR)
    found = [behind.span(1)] if behind else []
    return found + ([(before.start(1) + shift, before.end(1) + shift)] if before else [])


def _between(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1])


def _may_be_day(first: int, second: int, third: int) -> bool:
    return (1 <= first <= 31 and 1 <= second <= 12) or (1 <= second <= 12 and 1 <= third <= 31)


_INSURANCE = re.compile(
    r"(?<![A-Z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"(?:[ -]?\d\d){3}[ -]?[A-D](?![A-Z0-9])",
    re.IGNORECASE,
)


def insurance_spans(text: str) -> list[Span]:
    """National Insurance numbers."""
    return [found.span() for found in _INSURANCE.finditer(text)]

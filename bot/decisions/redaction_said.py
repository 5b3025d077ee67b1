"""Secrets that are known because somebody says what they are: passwords, PINs, security codes, a bank's codes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

_IS = r"\s*(?:number|num|no\.?|code)?\s*(?:(?:for|on|of) (?:(?:my|the|our|this)\s)?(?:[\w-]+\s){0,3}?[\w-]+\s*)?(?:\b(?:is|was|being|will be|i use is|set to)\b|=>?|:|-|\u2013|'s\b)\s*[:=]?\s*"
_QUOTED = r"[\"'\u201c\u2018`(]([^\"'\u201d\u2019`)\n]{3,60})[\"'\u201d\u2019`)]"
_SAID_PASSWORD = re.compile(
    rf"(?<!one-time )(?<!one time )(?<!onetime )(?<!verification )\b(?:pass\s?(?:word|code|phrase)s?|passwd|pwd|log\s?in\s+password|memorable (?:word|name|date|place|information)|"
    rf"security answer|mother'?s maiden name){_IS}(?:{_QUOTED}|([^\s,;]+))",
    re.IGNORECASE,
)
_BESIDE_PASSWORD = re.compile(
    r"(?<!one-time )(?<!one time )\b(?:pass\s?(?:word|code)|passwd|pwd)\s+(?=\S*\d)(?!\d+ ?(?:times?|days?|weeks?|hours?)\b)([^\s,;]{4,})",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"\bpin(?:\s*(?:number|num|no\.?|code))?\b(?:\s+(?:for|on|of)(?:\s+[\w-]+){1,4}?)?\W{0,3}(?:\b(?:is|was|it'?s|being)\b)?\W{0,3}(\d{4,8})(?![\d/])",
    re.IGNORECASE,
)
_CARD_CODE = re.compile(
    r"(?:\bcvv2?|\bcvc2?|\bcv2|\bcsc|\bcid|\b(?:card )?security (?:code|number)|\b(?:last )?(?:three|3) digits?(?: (?:on|at|from) the back)?(?: of (?:the|my) card)?)\b"
    r"(?:\s*(?:number|code|no\.?))?(?:\s+(?:on|of|from|at|for)\s+(?:the|my|our)\s+(?:\w+\s+){0,3}?\w+)?\W{0,3}(?:\b(?:is|was|are|it'?s)\b)?\W{0,3}(\d{3,4})(?!\d)",
    re.IGNORECASE,
)
_ABOUT_CARD = re.compile(r"\bcard|\bcv[cv2]|\bcsc\b|\bvisa\b|\bmastercard\b|\bamex\b", re.IGNORECASE)

_CARDS_OWN = re.compile(r"\b(?:cv|csc|cid)", re.IGNORECASE)

_BANKS: Final = (
    "bank|banking|barclays|barclaycard|hsbc|lloyds|natwest|nat west|santander|monzo|starling|halifax|nationwide|tsb|rbs|revolut|"
    "first direct|metro bank|co-?op(?:erative)? bank|virgin money|chase|tesco bank|paypal|visa|mastercard|amex|american express|"
    "building society|card (?:company|issuer|provider)|3-?d ?secure|securecode"
)
_OF_BANK = re.compile(rf"\b(?:{_BANKS})\b", re.IGNORECASE)
_OTHER_CODE = r"(?<!error )(?<!fault )(?<!post )(?<!product )(?<!order )(?<!promo )(?<!discount )(?<!voucher )(?<!area )(?<!sort )(?<!reference )(?<!dialling )(?<!pac )(?<!stac )(?<!switching )(?<!zip )(?<!tracking )"
_ONE_TIME = r"(?:otp|one[- ]?time (?:pass)?(?:code|word|pin|number)|passcode|verification code|authori[sz]ation code|authentication code|security code|confirmation code)"
_CODE_THEN_NUMBER = re.compile(
    rf"{_OTHER_CODE}\b(?:{_ONE_TIME}|code)\b(?:\s+(?!\d)[\w'-]+){{0,7}}?\s*[:=\u2013-]?\s*[\"'(]?(\d{{3}}[ -]\d{{3}}|\d{{4,8}})(?![\d/-])",
    re.IGNORECASE,
)
_NUMBER_THEN_CODE = re.compile(
    rf"(?<![\d\u00a3/-])(\d{{3}}[ -]\d{{3}}|\d{{4,8}})[\"')]?\s+(?:is|was|as)(?:\s+[\w'-]+){{0,3}}?\s+{_OTHER_CODE}(?:{_ONE_TIME}|code)\b",
    re.IGNORECASE,
)
_OTP = re.compile(
    r"\bOTPs?\b(?:\s+(?!\d)[\w'-]+){0,4}?\s*[:=\u2013-]?\s*(\d{3}[ -]\d{3}|\d{4,8})(?![\d/-])", re.IGNORECASE
)
_NEAR_BANK = 90
"""Characters between the word of a bank and its code."""
_SHORTEST = 3

_NO_SECRET: Final = frozenset(
    """a an the not no wrong incorrect invalid right correct ok okay fine working never always still also now being been on in
at to too so very required needed necessary different same what why how where when which who whatever something
anything nothing it its it's mine my your yours our this that these those there here only just weak short long strong
simple complex easy hard secure insecure safe unsafe broken gone lost stuck out old new unknown known impossible
available unavailable and or but because as if for from by with without of one ours theirs his her their he she they we
you i don't doesn't didn't isn't wasn't won't can't cannot could couldn't would wouldn't should shouldn't must has had
have do does did get got sent about against all already apparently definitely really exactly probably maybe perhaps
sorry please thanks yes nope n/a none unreadable case ten eight six four twelve up down off over under via
case-sensitive sticker printed written private secret personal hidden mandatory optional good bad rubbish useless dead
due late account email e-mail login password passcode pin reset router website site app page portal online customer
support service another either both every each some any more less most least much many
    """.split()  # noqa: SIM905
)
"""Words that tell something of a password, and are none: "my password is wrong"."""
_PARTICIPLE = re.compile(r"(?:ed|ing|n't|able|ible)$")


@dataclass(frozen=True)
class SaidSpans:
    """The places, as (start, end)."""

    passwords: list[Span]
    card_codes: list[Span]
    bank_codes: list[Span]


def said_spans(text: str, beside_card: bool = False) -> SaidSpans:
    """Everything in ``text`` that is said to be a secret. ``beside_card``: a card number stands in it."""
    return SaidSpans(_passwords(text), _card_codes(text, beside_card), _bank_codes(text))


def _passwords(text: str) -> list[Span]:
    spans = []
    for found in _SAID_PASSWORD.finditer(text):
        group = 1 if found[1] is not None else 2
        start, end = found.span(group)
        word = found[group]
        if group == 2:
            trimmed = word.rstrip(".!?)\"'")
            end = start + len(trimmed)
            if not _may_be_password(trimmed):
                continue
        elif word.startswith("[") or _ordinary(word.split()[0]):
            continue
        spans.append((start, end))
    for found in _BESIDE_PASSWORD.finditer(text):
        word = found[1].rstrip(".!?)\"'")
        if not word.startswith("["):
            spans.append((found.start(1), found.start(1) + len(word)))
    spans += [found.span(1) for found in _PIN.finditer(text)]
    return spans


def _may_be_password(word: str) -> bool:
    return len(word) >= _SHORTEST and not word.startswith("[") and not _ordinary(word)


def _ordinary(word: str) -> bool:
    """A word that tells something of a password, and is none: "my password is wrong"."""
    plain = word.strip("\"'.,!?()*").lower().replace("\u2019", "'")
    if any(character.isdigit() for character in plain):
        return False
    return not plain or plain in _NO_SECRET or (plain.isalpha() and _PARTICIPLE.search(plain) is not None)


def _card_codes(text: str, beside_card: bool) -> list[Span]:
    # "the security code is 1234" and "the last three digits are 123" are a card's only where a card is spoken of.
    of_card = beside_card or _ABOUT_CARD.search(text) is not None
    return [found.span(1) for found in _CARD_CODE.finditer(text) if of_card or _CARDS_OWN.search(found[0])]


def _bank_codes(text: str) -> list[Span]:
    spans = [found.span(1) for found in _OTP.finditer(text)]
    banks = [found.start() for found in _OF_BANK.finditer(text)]
    if banks:
        for pattern in (_CODE_THEN_NUMBER, _NUMBER_THEN_CODE):
            spans += [
                found.span(1)
                for found in pattern.finditer(text)
                if any(abs(found.start(1) - bank) <= _NEAR_BANK for bank in banks)
            ]
    return spans

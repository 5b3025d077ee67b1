"""By what right somebody acts for another, as they say it. Nobody has looked at it: an agent may ask to see it."""

from __future__ import annotations

import re
from typing import Final

from bot.readers.message import plain

_KIN = (
    r"(?:mum|mam|mom|mother|dad|father|husband|wife|partner|son|daughter|nan|nana|gran|granny|grandmother|grandma|grandad|"
    r"grandfather|sister|brother|aunt|auntie|uncle|niece|nephew|cousin|parents?|in-laws|mother-in-law|father-in-law)"
)
_WHOM = rf"(?:my (?:\w+ )?{_KIN}|(?:her|him|them)\b|(?:mr|mrs|ms|miss|dr)\.? \w+|an? (?:elderly )?(?:client|neighbour|friend|relative)|my (?:\w+ )?(?:neighbour|friend|client))"
_FORMAL: Final = {
    "power_of_attorney": re.compile(
        r"\b(?:i|we)(?:'ve| have|'ve got| have got| hold| got)? (?:\w+ )?(?:(?:lasting|enduring) )?(?:power of attorney|lpa|poa)\b(?! (?:for|over) (?:me|myself)\b)"
        rf"|\b(?:i am|i'?m|as) (?:(?:her|his|their|the|an|{_WHOM}'?s) )?attorney\b(?! general)|\b(?:under|with|by) (?:a )?(?:lasting )?(?:power of attorney|lpa|poa)\b"
    ),
    "deputy": re.compile(
        r"\b(?:i am|i'?m|as) (?:(?:her|his|their|the|a) )?(?:court[- ]appointed )?deputy\b(?! (?:head|manager|editor))|\bcourt of protection\b"
    ),
    "executor": re.compile(
        r"\b(?:i am|i'?m|as|we are|we'?re) (?:(?:her|his|their|the|an|one of the) )?(?:executors?|executrix|administrator of (?:the|her|his) estate)\b|\b(?:i|we) have (?:the )?(?:probate|letters of administration)\b"
    ),
    "adviser": re.compile(
        r"\b(?:i(?:'m| am)|we(?:'re| are)|i work|calling|writing|here)(?: \w+){0,3}? (?:from|at|for|with) (?:the )?(?:citizens? advice|cab|age uk|shelter|scope|mencap|mind|the council|social services|a law centre|advice direct scotland|advice ni)\b"
        r"|\b(?:i'?m|i am|as) (?:an? |her |his |their )(?:\w+ )?(?:advis[eo]r|caseworker|case worker|support worker|social worker|advocate|solicitor)\b"
    ),
    "carer": re.compile(
        rf"\b(?:i'?m|i am|as) (?:an? |her |his |their |the |{_WHOM}'?s )(?:\w+ )?carer\b|\bi care for {_WHOM}|\bi look after {_WHOM}"
    ),
}
_RELATION: Final = re.compile(
    rf"\b(?:(?:complain\w*|acting|writing|calling|ringing|asking|here|this is|it'?s|doing this|speaking|messaging)(?: \w+){{0,3}}? for|on behalf of|helping) (?:my (?:\w+ )?(?P<kin>{_KIN})|(?:my|an?) (?:\w+ )?(?P<friend>friend|neighbour|flatmate|housemate))\b(?!'s (?:birthday|wedding))"
    rf"|\b(?:i'?m|i am) (?:her|his|their) (?P<own>{_KIN}|friend|neighbour)\b"
)
FORMAL: Final = tuple(_FORMAL)
KINDS: Final = (*FORMAL, "family", "friend")


def find_authority(text: str) -> str | None:
    """One of ``KINDS``, the most formal first; ``None`` where nobody acts for anybody."""
    words = plain(text)
    for kind, sign in _FORMAL.items():
        if sign.search(words):
            return kind
    found = _RELATION.search(words)
    if found is None:
        return None
    return "friend" if found["friend"] or found["own"] in ("friend", "neighbour") else "family"

"""Numbers that a provider gave: tickets, cases, accounts. A whole card number is never kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.cards import has_card
from bot.readers.contact import read_postcode
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.message import DONT_KNOW, SKIP, Message
from bot.readers.numbered import (
    ACCOUNT_CUE,
    REFERENCE_CUE,
    cued,
    grouped,
    once,
    own_shape,
    short_alone,
    tokens,
)
from bot.readers.theirs import is_for_us, statements

REFERENCE, ACCOUNT = "reference", "account"
NONE = "none"
CARD = Problem("utter_problem_card")

_FEW_WORDS = 14

_BANK = re.compile(
    r"\b\d\d-\d\d-\d\d \d{8}\b|\bsort code\b|\bbank (?:account|details)\b|\biban\b", re.IGNORECASE
)
_NOT_TO_HAND = re.compile(
    r"\b(?:lost|can'?t find|cannot find|couldn'?t find|not to hand|somewhere|forgot\w*|don'?t have (?:it|them) (?:to hand|here|with me|on me|handy))\b",
    re.IGNORECASE,
)
_A_NUMBER = r"(?:one|any(?:thing)?|an?|the|ref(?:erence)?|ticket|case)(?: (?:ref(?:erence)?|ticket|case))?(?: number)?"
_HAS_NONE = re.compile(
    rf"\b(?:haven'?t|have not|don'?t|do not|didn'?t|did not|never|wasn'?t|was not|not)\b(?: \w+)? ?(?:been )?(?:got|have|had|given?|gave|get|receive|received?|sent?|send)\b ?(?:me |us )?{_A_NUMBER}\b"
    r"|\bno (?:ref(?:erence)?|ticket|case|job|number|such)\b|\bnot got one\b|\bthere (?:isn'?t|wasn'?t|is no|was no)\b"
    r"|^\W*(?:(?:no|none|nope|nah|nothing|n/?a|not applicable|not yet|sorry|(?:i |we )?(?:haven'?t|don'?t|didn'?t)(?: yet)?|(?:there )?(?:isn'?t|wasn'?t)(?: one)?)\W*)+$",
    re.IGNORECASE,
)
_AS_SKIPPED = re.compile(
    r"^\W*(?:none|n/?a)\W*$|\b(?:not|none|nothing) that i(?:'m aware| know)\b|^\W*(?:i )?don'?t (?:think|believe) so\W*$|^\W*no\W+never\W*$|^\W*(?:nope|no)?\W*never\W*$",
    re.IGNORECASE,
)


def read_reference(message: Message, answers: Mapping[str, Any], pattern: str | None = None) -> Reading:
    """Ticket or case numbers as typed, joined by commas; none; unknown.

    ``pattern`` is a provider's own regular expression: what it matches wins. A whole card number is a problem.
    """
    if message.choice in (NONE, UNKNOWN):
        return Taken({REFERENCE: message.choice})
    if has_card(message.text):
        return CARD
    said = statements(message.text).replace("’", "'")
    if not said or is_for_us(said):
        return None
    found = own_shape(said, pattern) or cued(said, REFERENCE_CUE)
    if not found and not _BANK.search(said) and not cued(said, ACCOUNT_CUE):
        whole = grouped(said)
        short = len(said.split()) <= _FEW_WORDS
        found = [whole] if whole else once(tokens(said)) if short else []
        if not found and (alone := short_alone(said)):
            found = [alone]
    if found:
        return Taken({REFERENCE: ", ".join(found)})
    return _without(said)


def _without(said: str) -> Reading:
    if _NOT_TO_HAND.search(said):
        return Taken({REFERENCE: UNKNOWN})
    if _HAS_NONE.search(said) or _AS_SKIPPED.search(said):
        return Taken({REFERENCE: NONE})
    unknown = SKIP.search(said) or DONT_KNOW.search(said)
    return Taken({REFERENCE: UNKNOWN}) if unknown else None


def find_reference(text: str, pattern: str | None = None) -> str | None:
    """A ticket or case number in a story, only after a word that announces it."""
    if has_card(text):
        return None
    return ", ".join(cued(text.replace("’", "'"), REFERENCE_CUE, pattern)) or None


_NO_ACCOUNT = re.compile(
    r"^\W*(?:no|nope|nah|nothing|not (?:sure|yet)|haven'?t got (?:it|one)|(?:i |we )?(?:don'?t|haven'?t))\W*$"
    r"|\b(?:don'?t|do not|haven'?t|have not|never)\b(?: \w+)? ?(?:got|have|had|given|know)\b|\bno account number\b|\b(?:on|with|by) me\b|^\W*(?:it'?s )?(?:somewhere )?on (?:my|the) (?:bill|contract|e-?mail|invoice)\W*$",
    re.IGNORECASE,
)


def read_account(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The account or customer number as typed; unknown. A name is none, and a whole card number is a problem."""
    if message.choice == UNKNOWN:
        return Taken({ACCOUNT: UNKNOWN})
    if has_card(message.text):
        return CARD
    said = statements(message.text).replace("’", "'")
    if not said or is_for_us(said) or _BANK.search(said):
        return None
    numbers = cued(said, ACCOUNT_CUE)
    if not numbers and not cued(said, REFERENCE_CUE) and len(said.split()) <= _FEW_WORDS:
        whole = grouped(said)
        numbers = [whole] if whole else once(tokens(said))
    if len(numbers) == 1:
        return Taken({ACCOUNT: numbers[0]})
    if numbers:
        return None
    unknown = (
        _NOT_TO_HAND.search(said) or _NO_ACCOUNT.search(said) or SKIP.search(said) or DONT_KNOW.search(said)
    )
    return Taken({ACCOUNT: UNKNOWN}) if unknown else None


def find_account(text: str) -> str | None:
    """An account or customer number in a story, only after the words that announce it; none if there are two."""
    if has_card(text) or _BANK.search(text):
        return None
    found = cued(text.replace("’", "'"), ACCOUNT_CUE)
    return found[0] if len(found) == 1 else None


_BARE_ACCOUNT = re.compile(
    r"\W*(?:(?:it'?s|its|it is|account|number|my|is|the|yes|ok|sorry)\W+)*(?P<number>(?!(?:INC|TKT|TICK|TICKET|REF|CAS|CASE|FLT|FAULT|JOB|ORD|ORDER|TT|SR|CS|FL|T|CMP|COMP)[-/]?\d)[A-Z]{2,4}[-/]?\d{4,9})\W*"
)
"""Letters of a company and a number, in capitals; what begins like a ticket is none."""


def bare_account(text: str) -> str | None:
    """An account number that is a message by itself, such as "IT10234", where no number was asked for."""
    alone = _BARE_ACCOUNT.fullmatch(text.strip()) if not has_card(text) else None
    return alone["number"] if alone and read_postcode(alone["number"]) is None else None

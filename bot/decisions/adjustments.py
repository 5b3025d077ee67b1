"""What makes it easier for a customer to deal with us, and what follows from it. Pure.

An adjustment says what to do, never what somebody has: "no telephone", not "deaf". The values are the codes of the
answer ``needs`` in ``intakes.answers``.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Adjustment(StrEnum):
    """In the order in which an agent reads them: first what decides how to reach somebody at all."""

    IN_WRITING = "in_writing"
    BY_PHONE = "by_phone"
    BSL = "bsl"
    RELAY = "relay"
    LANGUAGE = "language"
    HELPER = "helper"
    MORE_TIME = "more_time"
    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    EASY_WORDS = "easy_words"


_NO_VOICE: Final = frozenset({Adjustment.IN_WRITING, Adjustment.BSL})
"""For whom a telephone number is no way to us. Relay is a way by telephone, but never the first."""
_CONTRARY: Final = {
    Adjustment.IN_WRITING: Adjustment.BY_PHONE,
    Adjustment.BY_PHONE: Adjustment.IN_WRITING,
}


def in_order(found: Iterable[object]) -> tuple[Adjustment, ...]:
    """Those that are adjustments, each once, in the order of the enumeration; other codes are left out."""
    codes = {str(each) for each in found}
    return tuple(each for each in Adjustment if each.value in codes)


def joined(before: Iterable[Adjustment], new: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """All of both; what is said later wins where the two cannot hold together ("ring me after all")."""
    later = set(new)
    kept = {each for each in before if _CONTRARY.get(each) not in later}
    if {Adjustment.IN_WRITING, Adjustment.BY_PHONE} <= later:
        later -= {Adjustment.BY_PHONE}  # said in one breath: writing bothers nobody who also takes calls
    return in_order(kept | later)


def no_voice(adjustments: Iterable[Adjustment]) -> bool:
    """Whether to leave a telephone number out: it would be no way to us for them."""
    return not _NO_VOICE.isdisjoint(adjustments)


def phone_last(adjustments: Iterable[Adjustment]) -> bool:
    """Whether a call must not be offered as the first way to reply."""
    found = set(adjustments)
    return no_voice(found) or Adjustment.RELAY in found

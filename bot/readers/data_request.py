"""Asking for what is kept about oneself, or to have it erased. "My data has run out" is about a SIM card."""

from __future__ import annotations

import re
from enum import StrEnum

_MINE = r"(?:all |any |every bit |everything )?(?:of |about )?(?:my|our) (?:own )?(?:personal |private )?(?:data|details|information|info|records?|file)\b(?! (?:allowance|usage|use|bundle|plan|roaming|limit|cap|package|add|speed|connection|sim|boost|pass))"
_HELD = r"(?:hold|have|keep|store|know|got|kept|stored|held|collected?)"
_ACCESS = re.compile(
    rf"\bwhat(?:'?s| is| are)? ?(?:all )?(?:the )?(?:personal )?(?:data|details|information|info|records?|stuff)? ?(?:do|does|have|has|did)? ?(?:you|they|\w+ communications|netservers|contactnow)? ?(?:actually |still )?{_HELD}(?: got| kept| stored)? (?:on|about) (?:me|us|myself)\b"
    rf"|\b(?:what|which|all(?: of)? the|any|the) (?:personal )?(?:data|details|information|info|records?) (?:that |which )?(?:do )?(?:you|they)(?:'ve)?(?: have| are)? ?{_HELD} (?:on|about) (?:me|us)\b"
    rf"|\b(?:send|give|show|e-?mail|get|let) (?:me|us) (?:a )?(?:full |complete )?(?:copy of |have |see )?{_MINE}"
    rf"|\b(?:a |full |complete )?copy of {_MINE}"
    rf"|\b(?:see|download|export|request|access|access to) {_MINE}"
    r"|\bsubject access\b|\bd?sar request\b|\bDSAR\b|\bdata (?:subject )?access request\b|\bgdpr (?:access )?request\b"
    r"|\b(?:copy of |access to |see )(?:all |any |the )?(?:of )?(?:the )?(?:personal )?(?:data|details|information|records) (?:that )?you (?:hold|have|keep)\b"
    r"|\beverything (?:that )?you (?:hold|have|keep|know|(?:have )?(?:got|stored)) (?:on|about) (?:me|us)\b",
    re.IGNORECASE,
)
_ERASE = re.compile(
    rf"\b(?<!you )(?<!they )(?:delete|erase|remove|wipe|destroy|get rid of) {_MINE}"
    r"|\b(?:delete|erase|remove|wipe|destroy) (?:everything|all|anything|whatever) (?:that )?(?:you(?:'ve| have)? ?(?:hold|have|keep|know|got|stored)? ?)?(?:on|about) (?:me|us)\b"
    r"|\bright (?:to be forgotten|to erasure|of erasure)\b|\b(?:please )?forget (?:about )?me (?:completely|please|entirely)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:why|when|who) (?:did|have|has|was|were)\b|\bdid (?:you|they|somebody|someone)\b", re.IGNORECASE
)


class DataRequest(StrEnum):
    """What they ask for."""

    ACCESS = "access"
    ERASURE = "erasure"


def asks_about_data(text: str) -> DataRequest | None:
    """Which of the two, or ``None``. Who asks for both is asking for the erasure."""
    words = text.replace("\u2019", "'")
    if _ERASE.search(words) and not _PAST.search(words):
        return DataRequest.ERASURE
    return DataRequest.ACCESS if _ACCESS.search(words) else None


class AboutIt(StrEnum):
    """What they ask of a request that they have just made."""

    WHEN = "when"
    COST = "cost"
    WHAT = "what"


_WHEN_READY = re.compile(
    r"\b(?:when|by (?:what|which) (?:date|day)|by when|what (?:date|day)|which (?:date|day)|how (?:long|soon|quick(?:ly)?))\b[^.?!]{0,30}\b(?:have|get|see|receive|expect|take|takes|it|that|this|copy|data|records?|information|be (?:ready|done|sent)|erased|deleted|gone)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free|cost|costs|charge|fee|pay)\b(?![^.?!]{0,20}\b(?:complain|bill|line)\w*)", re.IGNORECASE
)
_INCLUDES = re.compile(
    r"\b(?:does|do|will|would|is|are)\b[^.?!]{0,30}\b(?:include\w*|cover\w*|contain\w*|part of (?:it|that)|in (?:it|there))\b|\bwhat (?:is|will be|do i get|'?s) in (?:it|there)\b",
    re.IGNORECASE,
)


def asks_about_request(text: str) -> AboutIt | None:
    """By when it comes, whether it costs anything, or what it holds. Whether such a request was made is for the caller
    to see."""
    words = text.replace("\u2019", "'")
    if len(words.split()) > _SHORT:
        return None
    if _INCLUDES.search(words):
        return AboutIt.WHAT
    if _WHEN_READY.search(words):
        return AboutIt.WHEN
    return AboutIt.COST if _FREE.search(words) and _ASKS.search(words) else None


_SHORT = 16
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:is|will|does|do|would|how much|what)\b", re.IGNORECASE
)

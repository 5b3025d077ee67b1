""" "So it's closed, yeah?", "is it still open?", "is it saved?": questions about a complaint that want a yes or a no first."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.readers.message import plain


class IsIt(StrEnum):
    """What they want to have confirmed."""

    CLOSED = "closed"
    OPEN = "open"
    SAVED = "saved"


_BEFORE = r"\W*(?:(?:so|and|ok(?:ay)?|but|right|well|then|just (?:checking|to check)|sorry|please|hi|hello|thanks?|thank you|great|good|wait|hang on|to be clear)\W+)*"
_IT = r"(?:it|this|that|my (?:\w+ )?(?:complaint|case)|the (?:complaint|case)|(?:complaint )?fl[\w -]{10,14})"
_HOW = r"(?:(?:now|all|been|definitely|really|actually|still|already|officially|properly|being) )*"
_TAG = r"(?:\W+(?:then|now|yeah|yes|right|correct|is it|isn't it|isnt it|innit|ain't it|has it|hasn't it|did it|didn't it|though|or (?:not|what)|please|thanks?|or is it (?:open|closed)))*\W*"
_ENDED = r"(?:closed|withdrawn|with ?drawn|cancell?ed|shut|ended|finished with|finished|closed down|over(?: and done with)?)"
_STANDS = r"(?:open|going|alive|running|live|active)"
_KEPT = r"(?:saved|kept|added|noted|recorded|written down|put down|down|logged|registered|on (?:it|there|my complaint|the complaint|file|record)|in there)"


def _asked(state: str) -> re.Pattern[str]:
    """ "Is it closed?" in any order of words; as a statement only with a tag or a question mark behind it."""
    return re.compile(
        rf"{_BEFORE}(?:is|has|was|are) {_IT} {_HOW}{state}{_TAG}"
        rf"|{_BEFORE}(?:{_IT}(?:'s| is| has)|its|thats) {_HOW}{state}"
        r"(?:\W+(?:yeah|yes|right|correct|is it|isn't it|isnt it|innit|ain't it|then)\W*)*(?:\?+\W*|\W+(?:yeah|right|correct|isn't it|isnt it|innit|then)\W*)"
    )


_CLOSED, _OPEN, _SAVED = _asked(_ENDED), _asked(_STANDS), _asked(_KEPT)
_DID_YOU = re.compile(
    rf"{_BEFORE}(?:did|have|has) (?:you|u|that|it|this)(?: all)? (?:get|got|save|saved|go(?:ne)? (?:on|in|through)|add(?:ed)?|keep|kept|note(?:d)?|note that down|take|taken|log(?:ged)?)"
    rf"(?: (?:that|it|this|my (?:message|words|note)|all that|down|to (?:it|my complaint)))*{_TAG}"
)


def asks_is_it(text: str) -> IsIt | None:
    """What they ask to have confirmed, as the whole message; ``None`` for anything else."""
    said = plain(text)
    if _OPEN.fullmatch(said):
        return IsIt.OPEN
    if _CLOSED.fullmatch(said):
        return IsIt.CLOSED
    return IsIt.SAVED if _SAVED.fullmatch(said) or _DID_YOU.fullmatch(said) else None

""" "So it's closed, yeah?", "is it still open?", "is it saved?": questions about a complaint that want a yes or a no first."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.readers.message import plain
from bot.readers.spelled import spelled


class IsIt(StrEnum):
    """What they want to have confirmed. ``in_writing``: that it has ended; ``from_when``: the day from which the scheme is
    open, asked once more; ``day_known``: they say that we have the day on which they first complained."""

    CLOSED = "closed"
    OPEN = "open"
    SAVED = "saved"
    IN_WRITING = "in_writing"
    FROM_WHEN = "from_when"
    DAY_KNOWN = "day_known"


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

_SAYS_SO = r"(?:to (?:say|show|prove|confirm|tell)|saying|that says|confirming|about|for|of)"
_IN_WRITING = re.compile(
    rf"{_BEFORE}(?:will|do|can|could|shall|should|am|may|would|is|does) (?:i|we|you|u|they|there) (?:(?:get|have|going to get|gonna get|receive|send|be sent|give|expect|be getting|me|us|i) ?)*"
    rf"(?:(?:that|it|this|it all) (?:in writing|on paper)|(?:a |an |any |some )?(?:letter|e-?mail|mail|text|note|paper|proof|confirmation|something|anything|message)\b (?:{_SAYS_SO}\b[^.?!]{{0,15}}\b(?:withdrawn|closed|cancelled|stopped|dropped|ended|that|so|it)|in writing|on paper))\W*(?:please|thanks?|then|dear|love|too|is)?\W*"
)
_FROM_WHEN = re.compile(
    r"\W*(?:(?:so|and|but|ok|yes|please)\W+)*(?:from|since|as of|starting) (?:(?:which|what|wat) (?:day|date)|when)(?:\W+(?:exactly|precisely|then|please|is (?:that|it)|would that be|can i go|can i|for (?:the|my)(?: first)? (?:one|complaint)|fl[\w -]+))*\W*"
)
_DAY_KNOWN = re.compile(
    r"\b(?:you|u|ye) (?:(?:should|must|will|already|do) )*(?:have|got|know|hold|see) (?:it|that|this|the (?:date|day))\b|\balready told you\b|\btold you (?:that |this |it )?(?:already|before)\b|\bit'?s (?:already )?(?:on (?:file|record|there|my complaint|the complaint)|written there)\b"
)
_SHORT = 16


def _says_it_is_known(said: str) -> bool:
    """That a day stands in it is for the caller to see."""
    return (
        len(said.split()) <= _SHORT
        and re.search(r"\d", said) is not None
        and _DAY_KNOWN.search(said) is not None
    )


def asks_is_it(text: str) -> IsIt | None:
    """What they ask to have confirmed, as the whole message; ``None`` for anything else."""
    said = plain(spelled(text))
    if _FROM_WHEN.fullmatch(said):
        return IsIt.FROM_WHEN
    if _IN_WRITING.fullmatch(said):
        return IsIt.IN_WRITING
    if _says_it_is_known(said):
        return IsIt.DAY_KNOWN
    if _OPEN.fullmatch(said):
        return IsIt.OPEN
    if _CLOSED.fullmatch(said):
        return IsIt.CLOSED
    return IsIt.SAVED if _SAVED.fullmatch(said) or _DID_YOU.fullmatch(said) else None

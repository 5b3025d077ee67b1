"""What day is wanted of somebody's own complaint: from when the scheme can be used, or by when the provider answers.

Both only where they name a day of their own; else it is a question of fact, the same for everybody.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from bot.readers.own_dates import read_own_dates
from bot.readers.topics import asks
from bot.readers.when import is_first_time


class Wanted(StrEnum):
    """Which clock the question is about."""

    SCHEME = "scheme"
    TARGET = "target"


_SCHEME = re.compile(
    r"\bombuds?m[ae]n\w*|\bomb[uo]dsm[ae]n\b|\bcisas\b|\badr\b|\badjudicat\w+|\barbitrat\w+|\bindependent\b|\boutside\b|\b(?:the|your|this|disputes?|complaints?) scheme\b|\bdispute resolution\b"
    r"|\b(?:six|6|eight|8) ?weeks?\b|\btake (?:it|this|that|mine) (?:any )?(?:further|outside|elsewhere)\b|\bwaiting (?:time|period)\b|\bwhich (?:wait|weeks|time|rule)\b|\bwait (?:till|until|til)\b",
    re.IGNORECASE,
)
_AFTER_A_LETTER = re.compile(
    r"\b(?:too late|last (?:day|date)|what day|which day|by (?:what|when)|until when|till when|until what|how long|run(?:s|ning)? out|out of time|time limit|deadline|wait)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:when|by what|what (?:day|date|time)|which (?:day|date)|how (?:long|soon|quick(?:ly)?)|latest|is it (?:late|overdue)|are (?:you|they) late)\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:hear\w*|repl(?:y|ies|ied)|respon\w+|get(?:ting)? back|got back|answer\w*|sort\w*|settl\w+|wrap\w*|deal\w*|fix\w*|resolv\w+|finish\w*|done|contact\w*|ring|rung|call(?:ed)?|due|aim\w*|news|word|latest|expect\w*|late|overdue)\b",
    re.IGNORECASE,
)
_PLEASE_TELL = re.compile(
    r"\b(?:tell|let) me (?:know )?(?:the|what|which|when)\b|\b(?:please|kindly) (?:\w+ )?(?:state|advise|confirm|say|specify|inform|tell|let)\b",
    re.IGNORECASE,
)


_GO_NOW = re.compile(
    r"\W*(?:(?:so|and|ok(?:ay)?|but|well|then|right|hi|hello|please|sorry|thanks?)\W+)*"
    r"(?:(?:can|could|may|should) (?:i|we)|am i allowed to|are we allowed to) (?:just |really )?"
    r"(?:go|go ahead|apply|use it|complain|do (?:it|that)|take (?:it|this|that|mine|my complaint))"
    r"(?: (?:there|ahead|further|elsewhere|to (?:it|them|him|her|that|the scheme|(?:the )?ombuds?m[ae]n|cisas|adr)))*"
    r"(?: (?:now|today|yet|already|tomorrow|straight ?away|right now|this week|next week))+(?: (?:then|please|or (?:not|what|wait)))*\W*",
    re.IGNORECASE,
)


def asks_if_now(text: str) -> bool:
    """ "So can I go today?", as the whole message: after the scheme was spoken of it is meant."""
    return _GO_NOW.fullmatch(text.replace("\u2019", "'")) is not None


def asks_when(text: str, today: date) -> Wanted | None:
    """``None`` when no day of their own is named, or nothing is asked of it. ``today`` is a London date."""
    if not ("?" in text or asks(text) or _PLEASE_TELL.search(text)):
        return None
    own = read_own_dates(text, today)
    scheme = _SCHEME.search(text) is not None
    if own.letter is not None or own.agreed is not None:
        return Wanted.SCHEME if scheme or _AFTER_A_LETTER.search(text) else None
    if own.first is None:
        return Wanted.SCHEME if scheme and _WHEN.search(text) and is_first_time(text, today) else None
    if scheme:
        return Wanted.SCHEME
    return Wanted.TARGET if _WHEN.search(text) and _REPLY.search(text) else None

"""A wish to take the complaint one step up the provider's own ladder, or to the scheme before its time, in words that
can mean nothing else."""

from __future__ import annotations

import re

from bot.readers.message import plain
from bot.readers.requests import asks_about

_IT = r"(?:it|this|that|(?:my|the|this) (?:complaint|case))"
_HIGHER = re.compile(
    rf"\b(?:take|move|send|pass|push|put|bump|kick|get|bring) {_IT}(?: (?:one|a|straight|right|up|step|level))* (?:higher(?: up)?|up(?:stairs)?(?: a (?:step|level))?|to (?:the|a|your|my|somebody|someone) (?:next (?:step|level|stage)|(?:\w+ )?(?:manager|supervisor|boss|higher\w*)))\b"
    rf"|\bescalate(?: {_IT})?\b|\b(?:want|need|like) {_IT} (?:escalated|taken higher|taken up)\b|^\W*(?:(?:yes|ok|then|please|and) )*(?:go )?(?:one step )?higher(?: please| then| now)*\W*$"
)
_NOT = re.compile(r"\b(?:don't|do not|dont|not|never)\b[^.?!]{0,20}\b(?:take|escalate|higher)\b")

_ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|ok|well|hi|hello|please) )*(?:who|whom|how|what|what's|when|where|why|which|if|do|does|did|is|are|should|must|has|have)\b"
)


def takes_it_higher(text: str) -> bool:
    """Whether they want it done; who asks how it goes is told how."""
    said = plain(text)
    return (
        _HIGHER.search(said) is not None
        and not any(each.search(said) for each in (_NOT, _ASKS))
        and not asks_about(text)
    )


_SCHEME = re.compile(
    r"\b(?:omb\w*|cisas|adr|adjudicat\w*|arbitrat\w*|schemes?|independent|outside(?:rs?)?|deadlock|referral|refferal|refer(?:red|ring)?)\b"
)
_BEFORE_TIME = re.compile(
    r"\b(?:e[ae]?rly|wait(?:ing)?|weeks?|months?|ahead|sooner|releas\w*|permission|consent|waive|let (?:me|us|my|it)|sign (?:me|us|it|my|whatever)|agree(?:d|ment|s)?|go to them)\b"
)
_REPLY = re.compile(
    r"\b(?:repl(?:y|ies)|ans(?:w)?ers?|responses?|e-?mails?|mails?|address(?:es)?|(?:phone |mobile )?numbers?|letters?|messages?|updates?|new (?:one|1))\b"
)


def asks_to_go_early(text: str) -> bool:
    """Whether they may be asking for the provider's leave to go to the scheme before the weeks are over. A thing that
    is done in their name needs words for it: where the reply goes ("will the answer go to the new one now") has none."""
    said = plain(text)
    if _SCHEME.search(said):
        return True
    return _BEFORE_TIME.search(said) is not None and _REPLY.search(said) is None

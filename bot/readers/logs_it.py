"""Who wants it logged now: "just log it", "I need to raise a formal complaint". Nothing is to be tried first."""

from __future__ import annotations

import re

_IT = r"(?:it|this|that|them|(?:a|my|our|the) (?:formal |official |proper |new )?complaint)"
_LOG = re.compile(
    rf"(?:^|[.,;!?\n]|\b(?:just|jus|please|pls|plz|then|right|ok|okay|yes|now|and|so|to|wanna|gonna|can you|can i|could you|you can|let'?s|only"
    rf"|fuckin[g']?|bloody|effing|sodding|want|want you to|better))\s*(?:just |please |only |now )*(?P<wish>log) {_IT}\b",
    re.IGNORECASE,
)
_FORMAL = re.compile(
    r"\b(?P<wish>(?:formal|official|proper) complaint\b|\b(?:formally|officially) complain\w*)", re.IGNORECASE
)
_NOT_NOW = re.compile(
    r"(?:\b(?:not|never|no need|don'?t|do not|won'?t|without|before|after|unless|until|if|how|why|when|should (?:i|we)|asked|told|said|promised|refused"
    r"|made|raised|sent|lodged|filed|submitted|logged|had|my|our|the|your|is (?:this|it|that))\b|n't\b)[^.;,!\n]*$",
    re.IGNORECASE,
)
"""In front of it: what was asked for once, what was made before, what is not wanted, a question about it."""
_IGNORED = re.compile(
    r"^\W*(?:was|were|has been|had been|got|is being|procedure|process|form|department)\b", re.I
)


_MERELY = re.compile(
    r"\W*(?:(?:i|i'?d|i'?m|we|we'?d|am|just|only|please|pls|want|need|would|like|to|wish|make|making|raise|log|lodge|register|put|in|file|submit|a|an|my|the|this|that|it"
    r"|is|be|as|treated|dealt|handled|taken|counted|recorded|record|treat|handle|take|count|regarded|seen|with|start|begin|let'?s|lets|do|go ahead|going|gonna|wanna|well|and|formal|formally|official|officially|proper|complain|complaining|complaint|logged|put down|down|now|then|ok|okay|yes|no|so|right|can|could|you|u|fucking|bloody|effing|mate)\b\W*)+",
    re.IGNORECASE,
)
_CURTLY = re.compile(
    r"^\W*(?:(?:hi|hello|right|ok(?:ay)?|yes|a|my|formal|make an?)\W+)*complain(?:t|ing)?\W+(?:please|pls|plz)\b",
    re.IGNORECASE,
)
""" "Complaint please, e-mail only": few words are no doubt."""
_NAMES_IT = re.compile(r"\b(?:complain\w*|log)\b", re.IGNORECASE)


def only_wants_to_complain(text: str) -> bool:
    """Whether they say that they complain, or want it logged, and nothing of what happened."""
    plain = text.replace("’", "'")
    return _NAMES_IT.search(plain) is not None and _MERELY.fullmatch(plain) is not None


def wants_it_logged(text: str) -> bool:
    """Whether they say in so many words that it is to be logged, or that it is a formal complaint. That they are
    unhappy, or want to complain, leaves open whether to try first."""
    plain = text.replace("’", "'")
    for found in (*_LOG.finditer(plain), *_FORMAL.finditer(plain)):
        if not _NOT_NOW.search(plain[: found.start("wish")]) and not _IGNORED.match(plain[found.end() :]):
            return True
    return _CURTLY.search(plain) is not None

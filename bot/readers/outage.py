"""Does somebody ask whether there is an outage? A statement that there is one is a complaint, and no question."""

from __future__ import annotations

import re

from bot.readers.problems.spelling import plainly
from bot.readers.theirs import is_courtesy, statements

_OUTAGE = r"(?:outages?|known (?:faults?|issues?|problems?)|(?:network|service|local|area|general|major|big|wider|widespread) (?:\w+ )?(?:faults?|issues?|problems?|failures?|outages?))"
_ASKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:is|are|was|were|any|if|whether|have|has|do|does|know of|aware of|what about) (?:\w+ ){{0,5}}{_OUTAGE}\b[^.!]*\?|\b(?:is|are) there (?:\w+ ){{0,3}}{_OUTAGE}\b|\bdo you (?:know of|have) (?:\w+ ){{0,2}}{_OUTAGE}\b",
        r"\b(?:is|are) (?:it|this|the (?:internet|broadband|network|service|phones?|lines?)) (?:down|off|out) (?:for|in|with) (?:everyone|everybody|every one|all|other people|others|anyone else|anybody else|my area|the whole|this area|our area|all of you)\b",
        r"\b(?:is|are) (?:it|this) just (?:me|us)\b|\bis (?:anyone|anybody) else (?:\w+ ){0,3}(?:down|off|out|affected|having|got|without)\b|\b(?:are|is) (?:others|other people|other customers|everyone|everybody) (?:\w+ )?(?:affected|down|off|without|having)\b[^.!]*\?",
        r"\b(?:is|are) your (?:network|service|system|systems|servers?|side|end|lines?) (?:\w+ )?(?:down|out|off|ok|okay|up|working)\b[^.!]*(?:\?|$)",
        r"\b(?:what|how)(?:'s| is| does)? (?:the |your )?(?:network |service )?status(?: page)? (?:say|of the network|of your network|now|at the moment)\b|\b(?:have you got|is there|where is|what's) (?:a |the |your )?status page\b",
        r"^\W*(?:any |known |a )?outages?\W*(?:today|now|in my area|here|at the moment)?\W*\?$",
    )
)


def only_asks_about_outage(text: str) -> bool:
    """The same, with nothing told beside it: what happened must not be lost over the question."""
    told = statements(text)
    return asks_about_outage(text) and (not told or is_courtesy(told))


def asks_about_outage(text: str) -> bool:
    """ "Is there an outage?", "is it just me?"."""
    words = plainly(text)
    return any(pattern.search(words) for pattern in _ASKS)

"""A visit that did not happen: nobody came, or it was called off."""

from __future__ import annotations

import re

_WHO = (
    r"(?:engineers?|technicians?|installers?|fitters?|open ?reach|(?:repair|bt|phone|broadband|internet|installation) ?(?:man|men|guy|bloke|person|people|team)"
    r"|appointments?|visits?)"
)
_DID_NOT = r"(?:never|didn't|did not|hasn't|has not|haven't|failed to|not|don't|doesn't|no ?body|no ?one) (?:even |ever |bother(?:ed)? to |bother(?:ing)? to )?"
_COME = r"(?:turn(?:ed)? up|show(?:ed|n|ing)?(?: up)?|come(?! back)|came(?! back)|arrived?|appear(?:ed)?|attend(?:ed)?|been(?! (?:told|able|fixed))|make it|made it|materiali[sz]ed?)\b"
_OWN = re.compile(
    r"\b(?:i|we|my (?:wife|husband|mum|dad|son)) (?:had |have |just )?(?:to )?(?:miss(?:ed)?|cancel(?:led)?|rearrange[d]?|move[d]?|change[d]?|forgot) (?:the|my|an|our|that|a)?\s?(?:\w+ )?(?:appointments?|visits?|slots?|engineer)\b"
    r"|\bdidn't come (?:with|up|down|back|on|off|to (?:any|a) (?:agreement|conclusion))\b|\b(?:not|never) come (?:across|back)\b"
    r"|\bdoctors?'? appointment\b|\bhospital (?:appointment|visit)\b|\b(?:visit|visiting) (?:your|the) (?:website|site|page|shop)\b"
)
_SAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WHO}\b[^.?!;]{{0,60}}?\b{_DID_NOT}{_COME}",
        r"\b(?:nobody|no one|none of (?:them|you))\b (?:has |have |ever |even )?(?:turned up|showed(?: up)?|shown up|arrived|attended|came(?! back)(?! to (?:a|any))|come(?! back))\b",
        r"\bno[- ]?shows?\b",
        r"\b(?:missed|broken|failed|cancelled|wasted) (?:\w+ ){0,3}(?:appointments?|visits?|slots?)\b",
        r"\b(?:appointments?|engineer'?s? visits?|visits?|slots?|engineers?)\b[^.?!;]{0,40}\b(?:missed|cancelled|called off|not kept|wasn't kept|stood (?:me|us) up|rearranged|rebooked)\b",
        r"\b(?:cancelled|called off|missed|rearranged|postponed|stood (?:me|us) up on) (?:my|our|the|an|their|this|that|two|three|both|another) (?:\w+ ){0,2}(?:appointments?|visits?|slots?|engineers?)\b",
        r"\b(?:wait(?:ed|ing)?|stay(?:ed)?|sat|took (?:the|a|another) (?:day|morning|afternoon)|day off|unpaid leave|off work)\b[^.?!;]{0,50}\b(?:engineer|technician|open ?reach|installer|appointment|visit)\b[^.?!;]{0,40}\b(?:never|didn't|nobody|no one|not|no sign|nothing|wasted|who)\b",
        r"\b(?:wait(?:ed|ing)?|stay(?:ed|ing)?|sat) (?:in|home|at home)\b[^.?!;]{0,50}\b(?:nobody|no one|never|no sign|didn't|nothing|for (?:an|the|your) (?:engineer|technician|open ?reach))\b",
    )
)


def is_missed_visit(words: str) -> bool:
    """``words`` as ``plainly`` gives them. A visit that the customer missed or moved is none of ours."""
    left = _OWN.sub(" ", words)
    return any(pattern.search(left) for pattern in _SAYS)

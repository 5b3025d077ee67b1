"""Porting: a telephone number that does not move, or was lost on the way."""

from __future__ import annotations

import re

_SOCKET = re.compile(
    r"\b(?:usb|ethernet|network|lan|wan|router'?s?|hub'?s?|charging|serial|hdmi|switch|tcp|udp|open|sip|rj\d+|wall|data|phone) ports?\b|\bports? (?:on|of|in the back of) (?:the|my|our) (?:router|hub|switch|wall|back)\b"
    r"|\bport[- ]forward\w*|\bports? \d+|\bports? (?:is|are) (?:closed|open|blocked)\b|\bport (?:talbot|smouth|rush)\w*|\bair ?ports?\b|\b(?:im|ex|sup|re|trans|pass)port\w*"
)
_OTHER_NUMBERS = re.compile(
    r"\b(?:reference|ticket|account|order|tracking|case|complaint|serial|card|policy|house|model|part|contract|customer|invoice|pin|wrong|high|large|small|the same|any|a) numbers?\b"
    r"|\bnumbers? (?:of|to (?:ring|call|phone)|for)\b|\btransfer(?:red|ring)? (?:me|us|my call|the call|the money|money|calls)\b"
)
_NUMBER = r"(?:(?:phone|telephone|business|old|landline|existing|main|office|geographic|mobile|ddi|01\d+|02\d+|own|home|freephone|0800|company|two|three|\d+) )*(?:numbers?|ddis?)"
_SAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bport(?:ed|ing)\b",
        rf"\bports?\b[^.?!;]{{0,20}}\b(?:my|our|the|all|a|these|both|in|over|across|away|out)\b[^.?!;]{{0,20}}\b{_NUMBER}\b",
        r"\bnumber ports?\b|\bport (?:request|date|order|in|out|away|over|across|was|has|failed|is|still|keeps|got|code)\b|\b(?:the|our|my|a|this) port\b(?! (?:on|of|in)\b)",
        rf"\b(?:transfer|transferr?ing|transferred|move|moving|moved|bring|bringing|release|releasing|keep|take|taking|switch|switching|switched|migrate|migrating) (?:of )?(?:my|our|the|all|both|us) {_NUMBER}\b(?! (?:on|up)\b)",
        rf"\b(?:my|our|the) {_NUMBER}\b[^.?!;]{{0,40}}\b(?:transfer(?:red|ring|s)?|mov(?:ed|ing|e) (?:over|across|to)|brought (?:over|across)|come (?:over|across)|came (?:over|across)|gone? across|carried over|released|migrat\w+|switch(?:ed)? over|kept)\b",
        rf"\b(?:lost|lose|losing) (?:my|our|both|all) {_NUMBER}\b|\b(?:my|our) {_NUMBER} (?:was|were|got|has been|have been|is|are) (?:lost|gone|missing|given to)\b",
        r"\bpac code\b|\bpac\b(?= (?:hasn't|never|request|doesn't|won't))",
    )
)


def is_porting(words: str) -> bool:
    """``words`` as ``plainly`` gives them."""
    left = _OTHER_NUMBERS.sub(" ", _SOCKET.sub(" ", words))
    return any(pattern.search(left) for pattern in _SAYS)

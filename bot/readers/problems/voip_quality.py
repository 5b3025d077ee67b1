"""Call quality: calls go through, but cannot be understood, or drop."""

from __future__ import annotations

import re

_CALLS = r"(?:calls?|phones?|voip|sip|handsets?|headsets?|audio|voices?|sound|line|lines|extensions?|callers?|landline|telephone)"
_BAD = (
    r"(?:crackl\w+|echo(?:es|ing|ey|y)?|chopp\w+|robot\w*|jitter\w*|garbled|distort\w+|muffled|static|stutter\w*|hiss\w*|buzz\w*"
    r"|break(?:s|ing)? up|broke up|cut(?:s|ting)? (?:in and )?out|drop(?:s|ping)? out|dalek\w*|under ?water|one[- ]way|clipp(?:ed|ing)|patchy|tinny|noisy|inaudible)"
)
_OTHER_CALLS = re.compile(
    r"\bhold music\b[^.?!;]{0,40}|\b(?:call|rang|ring|rung|phoned|phone call|calls?) (?:to|with) (?:you|your|support|the help ?(?:line|desk)|customer service)\b[^.?!;]{0,60}"
    r"|\b(?:agent|adviser|advisor|rep|person|man|woman|lady|bloke|girl|guy)\b[^.?!;]{0,20}\b(?:on a (?:crackly|bad|terrible) line|crackly)\b"
    r"|\b(?:dropped|drop) (?:my|the) (?:call|complaint|case|price|order)\b|\bbreak(?:ing|s)? up (?:with|the|my contract)\b|\bbuzz(?:er|ed in)\b"
    r"|\b(?:no|not|never|without|isn't|any) (?:more )?(?:crackl\w+|echo\w*|static|muffled|distort\w*|hiss\w*)\b"
    r"|\b(?:static|one[- ]way) (?:ip|caravan|address|street|switch|route)\b"
    r"|\b(?:broadband|internet|wifi|connection|netflix|tv|television|radio)\b[^.?!;]{0,25}\b(?:drop(?:s|ping)? out|cut(?:s|ting)? out|break(?:s|ing)? up|buzz\w*|patchy|stutter\w*|hiss\w*)\b"
)
_SAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_CALLS}\b[^.?!;]{{0,45}}?\b{_BAD}\b",
        rf"\b{_BAD}\b[^.?!;]{{0,30}}\b(?:on|in|during|over|down) (?:the |our |my |every |all |most |each )?(?:\w+ )?{_CALLS}\b",
        rf"\b(?:crackly|noisy|choppy|patchy|garbled|muffled|robotic|echoey) (?:\w+ )?{_CALLS}\b",
        r"\b(?:calls|every call|each call|half (?:of )?(?:our|my|the) calls|most calls)\b[^.?!;]{0,25}\b(?:drop(?:s|ped|ping)?|cut(?:s|ting)? (?:off|out)|fail(?:s|ing)?|get cut off|die)\b",
        r"\b(?:dropped|dropping) calls\b|\b(?:cuts?|cut|cutting|drops?) (?:us |me |people |callers )?off (?:mid|in the middle|half ?way|after (?:\w+ )?(?:minutes?|seconds?))|\bmid[- ]call\b",
        r"\b(?:can't|cannot|can not|couldn't|could not|can hardly|can barely|could hardly|struggle to|unable to) (?:\w+ )?hear (?:us|me|them|him|her|each other|one another|a word|a thing|anything|anybody|anyone|properly|what (?:they|we|people)|(?:the |our )?(?:callers?|customers?|other (?:end|side|person)))\b(?! (?:back|from))",
        r"\b(?:call|calls|sound|audio|voice|line|speech) quality\b[^.?!;]{0,30}\b(?:poor|bad|terrible|awful|rubbish|dreadful|shocking|dire|dropp\w+|unusable|worse|appalling|garbage)\b",
        r"\b(?:poor|bad|terrible|awful|rubbish|dreadful|shocking|dire|appalling) (?:call|sound|audio|voice|line|speech) quality\b",
        r"\bone[- ]way (?:audio|speech|sound|calls?)\b",
        r"\b(?:long |big |horrible |terrible )?delay (?:on|in|during) (?:the |our |my |all |every )?(?:calls?|phones?|line)\b",
    )
)


def is_call_quality(words: str) -> bool:
    """``words`` as ``plainly`` gives them."""
    left = _OTHER_CALLS.sub(" ", words)
    return any(pattern.search(left) for pattern in _SAYS)

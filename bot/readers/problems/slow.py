"""Slow: it works, but not as fast as it should."""

from __future__ import annotations

import re

_WHAT = r"(?:internet'?s?|broadband|connection|wifi|wi-fi|fibre|line|downloads?|downloading|uploads?|uploading|speeds?|web ?pages?|pages|hub|router|network|netflix|streaming|it|everything)"
_SLOW = r"(?:slow(?:er|est|ed)?|sluggish|crawl(?:s|ing)?|snail'?s? pace|like dial-?up|dial-?up speeds?|lag(?:s|gy|ging)?|buffer(?:s|ing)|freez(?:es|ing))"
_NUMBER = r"\d+(?:\.\d+)? ?(?:mb|mbps|mbits?|mb/s|megs?|megabits?|kbps)\b"

_ABOUT_ELSE = re.compile(
    r"\bslow(?:ly)? (?:to|at|in|with|about|on) (?:\w+ )?(?:rep\w+|repl\w+|respon\w+|answer\w*|arriv\w*|refund\w*|get\w*|send\w*|deal\w*|fix\w*|tell\w*|act\w*|come|coming|call\w*|ring\w*|pick\w*)\b"
    r"|\bslow(?:est)? (?:reply|replies|response\w*|service|customer service|support|refund|progress|process|delivery|payment|team|staff|help)\b"
    r"|\b(?:customer service|support|team|staff|people|helpline|helpdesk|reply|response|refund|delivery|process|progress|website|web ?site|chat ?bot|order|port\w*|installation|engineers?|complaints?)"
    r"(?: (?:team|staff|has|have|been|is|are|was|were|so|very|really|too|all|that|just|to))* (?:slow\w*|lagging|crawl\w*)\b"
    r"|\b(?:not|isn't|wasn't|never|no longer|used to be|stopped being) (?:\w+ )?slow\w*|\bslow(?:ly)? but sure\w*|\bmove slowly\b"
)
_CALLS = re.compile(r"\b(?:calls?|voice|audio) (?:\w+ )?(?:lag\w*|delay\w*|freez\w*)")
_SAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WHAT}\b[^.?!;]{{0,45}}?\b{_SLOW}\b",
        rf"\b{_SLOW} (?:\w+ )?(?:internet|broadband|connection|wifi|wi-fi|speeds?|downloads?|uploads?|fibre|line|network)\b",
        rf"\b(?:only|just|barely|hardly|lucky to)\b[^.?!;]{{0,30}}\b{_NUMBER}",
        rf"\b(?:get|gets|getting|got|gives?|giving|test\w*|down to|dropped to|drops to)\b[^.?!;]{{0,25}}\b{_NUMBER}",
        r"\bspeeds?\b[^.?!;]{0,40}\b(?:dropped|drops?|terrible|awful|rubbish|shocking|low|poor|half|pathetic|dire|nowhere near|below|a joke|fallen|useless|all over the place)\b",
        r"\b(?:half|quarter|fraction|nowhere near|not getting|never (?:get|got|had)|don't get|below|under|less than)\b[^.?!;]{0,20}\bspeeds?\b",
        r"\b(?:terrible|awful|rubbish|shocking|low|poor|pathetic|dire) (?:\w+ )?(?:internet |broadband |download |upload )?speeds?\b",
        r"\b(?:keeps?|always|constantly|constant|forever) (?:buffering|lagging|freezing)\b",
        r"\btakes? (?:for ever|forever|ages|an age|minutes|hours)\b[^.?!;]{0,25}\b(?:load|download|upload|open a page|open anything)\b",
    )
)


def is_slow(words: str) -> bool:
    """``words`` as ``plainly`` gives them."""
    if _CALLS.search(words):
        return False
    left = _ABOUT_ELSE.sub(" ", words)
    return any(pattern.search(left) for pattern in _SAYS)

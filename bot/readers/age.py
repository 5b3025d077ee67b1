"""Whether somebody is a child. In their own clear words only: a number by itself is no age."""

from __future__ import annotations

import re
from typing import Final

from bot.readers.message import plain

_YOUNG = r"(?:[5-9]|1[0-7]|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_UNITS = (
    r"(?:st|nd|rd|th|am|pm|mins?|minutes?|hours?|hrs?|days?|weeks?|months?|miles?|mb|mbps|gb|pounds?|quid|%|percent|stone|"
    r"times|people|in (?:the )?(?:queue|line)|of|out|and a half|customers?|[a-z]*:|metres?|m|km|st|k|p|calls?|e-?mails?|"
    r"years? (?:with|as|in|a|into|on|of|without)|days)"
)
_CHILD: Final = re.compile(
    rf"\b(?:i'?m|i am|im|am|i'?m only|i am only|i'?m just)(?: only| just| nearly| almost)? {_YOUNG}\b(?![.,:/-]\d)(?! ?{_UNITS}\b)(?= ?(?:$|[.,;!?)]|and\b|but\b|so\b|years? old|y/?o\b|yrs? old|can\b|my\b|at school|not\b|too\b|if\b|do\b|the\b(?! (?:\w+ )?(?:down|dead))))"
    rf"|\b(?:my age is|i'?m aged?|i am aged?|aged) {_YOUNG}\b(?! to)(?! ?{_UNITS}\b)"
    r"|\b(?:i'?m|i am|im) (?:only |just |still )?(?:under (?:18|eighteen|16|sixteen|age)|a (?:kid|child|minor|teenager|school ?boy|school ?girl)|not 18(?: yet)?|too young)\b(?! (?:at heart|who (?:has|have) to|of the))"
    rf"|\b(?:i'?m|i am) a {_YOUNG}[- ]year[- ]old\b"
)
_FORMER: Final = re.compile(
    r"\b(?:when|since|was|were|before|until|till) (?:i was|i'?m|i am|i)\b[^.?!]{0,15}$"
)


def says_under_18(text: str) -> bool:
    """Such as "I'm 14 and my mum is at work"; not "I'm 15 minutes away", nor what they were once."""
    words = plain(text)
    found = _CHILD.search(words)
    return found is not None and _FORMER.search(words[: found.start()]) is None

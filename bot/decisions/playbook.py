"""Which problem a description is about, as far as there is a playbook to try at first contact."""

from __future__ import annotations

import re

NO_SERVICE = "no_service"

_DEAD = (
    r"no (?:internet|broadband|service|connection|dial ?tone|signal|wi-?fi|phone line|line)\b",
    r"(?:internet|broadband|connection|service|line|phones?|wi-?fi|landline|router|voip|hub|it)(?:'s|s)?"
    r"(?: (?:is|are|has|have|been|was|were|all|just|still|gone|completely|totally|went|keeps?|line|lines|service|connection))*"
    r" (?:down|dead|off|out|gone|dropped|not working|stopped working|cut off|offline)\b",
    r"\b(?:cut off|lost (?:our|my|the|all) (?:internet|broadband|service|connection|phones?|line))\b",
    r"\b(?:internet|broadband|phone|phones|line|wi-?fi|connection|service)\b[^.?!]{0,40}\b(?:not work|doesn'?t work|won'?t work|isn'?t working|aren'?t working|outage)",
)


def find_playbook(description: str) -> str | None:
    """``no_service`` when the customer says that nothing works at all; ``None`` when there is no playbook for it."""
    words = description.lower().replace("’", "'")
    return NO_SERVICE if any(re.search(pattern, words) for pattern in _DEAD) else None

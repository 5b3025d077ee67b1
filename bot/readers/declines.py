"""They say that they want no complaint: what was begun ends, and none is offered."""

from __future__ import annotations

import re

_NO_COMPLAINT = re.compile(
    r"^\W*(?:(?:no|nah|nope|oh|but|well|thanks?|thank you|please|honestly|look|sorry)\W+)*"
    r"(?:(?:i|we) (?:really |just )?(?:do(?:n'?t| not)|did(?:n'?t| not)) (?:really |actually )?(?:want|need|wish|mean) "
    r"(?:to (?:make |raise |log |lodge |put in |file )?)?(?:(?:a|any|the|no|another) )?(?:formal |official )?complain(?:t|ts|ing)?"
    r"|(?:it'?s|this is|that'?s|i'?m) not (?:a |an )?(?:formal |official )?complain(?:t|ing)|no complaint|not a complaint)"
    r"(?:\W+(?:thanks?|thank you|please|here|now|today|really|about (?:it|this|that|anything)|ok|just|then))*\W*$",
    re.IGNORECASE,
)


def declines_complaint(text: str) -> bool:
    """As the whole message: "no, I don't want a complaint". With more behind it, the rest is what they want."""
    return _NO_COMPLAINT.search(text.replace("\u2019", "'").strip()) is not None

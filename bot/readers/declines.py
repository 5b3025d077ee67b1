"""They say that they want no complaint: what was begun ends, and none is offered."""

from __future__ import annotations

import re

_A = r"(?:(?:a|an|any|the|no|another) )?(?:formal |official )?"
_COMPLAINT = r"complain(?:t|ts|ing)?"
_NOT = r"(?:do(?:n['’]?t| not)|did(?:n['’]?t| not)|wo(?:uld)?(?:n['’]?t| not)|am not|never)"
_SACKED = (
    r"(?:(?:and|but|as|because|cos|so|i mean) )?(?:i|we) (?:really |just )?(?:do(?:n'?t| not)|would(?:n'?t| not)|did(?:n'?t| not)) (?:want|like|wish)"
    r" (?:(?:the|that|your|this) (?:\w+ )?(?:lad|man|boy|girl|lady|woman|person|agent|chap|fella)|him|her|them|anyone|anybody|someone|somebody)"
    r" (?:to (?:get|lose|be|go|end up)|getting|losing|being|in)(?: (?:the sack|sacked|fired|told off|into trouble|in trouble|trouble|his job|her job|their job|a job|shouted at|a telling off|punished))+"
)
_DECLINED = (
    rf"(?:(?:i|we) (?:really |just )?{_NOT} (?:really |actually )?(?:want|need|wish|mean) "
    rf"(?:to (?:make |raise |log |lodge |put in |file )?)?{_A}{_COMPLAINT}"
    rf"|(?:i|we) (?:really |just )?{_NOT} (?:really |actually )?(?:want|need|wish) (?:it|this|that|anything) (?:logged|made into|put down|put in|turned into|to be (?:logged|made))(?: (?:as|into|for|a|an|formal|official|complaint))*"
    r"|(?:it'?s|this is|that'?s|i'?m|i am|im) not (?:a |an )?(?:formal |official )?complain(?:t|ing)|no complaint|not a complaint"
    rf"|(?:do(?:n'?t| not)|no need to|no) (?:you )?(?:log|make|put|raise|file|start|open|turn|call|treat|lodge|register)(?:ging|ing)? (?:it|this|that|anything|one)?(?: ?(?:down|in|into|as|to|of it))*(?: ?{_A}{_COMPLAINT})(?: of (?:it|this|that))?"
    r"|(?:do(?:n'?t| not)|no need to) log (?:it|this|that|anything)"
    r"|(?:i|we) (?:really |just )?(?:do(?:n'?t| not)) (?:really |actually )?(?:want|need) (?:anything|nothing|owt) (?:done|doing|to be done)(?: about (?:it|this|that))?|nothing (?:needs doing|needs to be done|to be done))"
)
_NO_COMPLAINT = re.compile(
    rf"^\W*(?:(?:no|nah|nope|oh|but|well|thanks?|thank you|please|honestly|look|sorry)\W+)*(?:{_SACKED}[\s,.;!-]+)?{_DECLINED}"
    rf"(?:\W+(?:thanks?|thank you|please|here|now|today|really|about (?:it|this|that|anything)|ok|just|then))*(?:[\s,.;!-]+{_SACKED})?\W*$",
    re.IGNORECASE,
)


def declines_complaint(text: str) -> bool:
    """As the whole message: "no, I don't want a complaint", "don't log it". With more behind it, the rest is what they
    want; that nobody should lose their job for it is no more than that."""
    return _NO_COMPLAINT.search(text.replace("\u2019", "'").strip()) is not None

"""What a customer says to an offer that is open: whether they accept it, in words that can mean nothing else.

A bare "yes" or "that's fine" may answer something else; it is left to who knows what was asked last.
"""

from __future__ import annotations

import re

from bot.readers.message import NO, plain
from bot.readers.says_yes import says_yes
from bot.readers.theirs import is_question

_IT = r"(?:it|that|this|(?:(?:the|your|their|that|this|an?) )?(?:\w+ )?(?:offer|outcome|answer|money|refund|credit|£ ?\d[\d,.]*|\d[\d,.]* ?(?:quid|pounds?)))\b"
_THE_OFFER = r"(?:the|your|their|that|this|his|her|any)(?: \w+)? ?(?:offer|money|refund|credit|voucher|£ ?\d[\d,.]*|\d[\d,.]* ?(?:quid|pounds?))(?!\w)"
_OFFER = r"(?:the|your|their|that|this)(?: \w+)? (?:offer|outcome|answer|proposal)\b"
_REFUSES = re.compile(
    r"\b(?:do not|don't|dont|won't|wont|will not|can't|cant|cannot|wouldn't|would not|not|never)"
    rf" (?:\w+ )?(?:\w+ )?(?:(?:ac+|exc?|axc?)ept(?:ing)?\b|agree\b(?! that)|tak(?:e|ing|in|en) {_IT}(?! (?:to|any|up|higher|further)))"
    rf"|\b(?:do not|don't|dont|didn't|never) (?:even )?(?:want|need) {_THE_OFFER}"
    rf"|^\W*(?:no thanks?|no thank you|keep)(?: to| your)? {_THE_OFFER}|\bkeep (?:your|the) (?:\w+ )?(?:offer|money|credit|quid|£ ?\d[\d,.]*|\d[\d,.]* ?(?:quid|pounds?))"
    r"|\b(?:un|not )acceptable\b"
    rf"|\b(?:refuse|reject|decline|turn down) (?:to accept|{_IT})|\bturn (?:it|that|this) down\b"
    r"|^\W*(?:no\W+)?(?:(?:i|we) )?(?:refuse|reject|decline)(?: it)?\W*$"
    r"|\bnot (?:\w+ )?(?:good )?enough\b|\bnowhere near enough\b|\btoo little\b|\bno deal\b"
    r"|\b(?:doesn't|does not|doesnt|won't|will not|wont|didn't) (?:settle|sort) (?:it|this|things|anything)\b"
    rf"|\bnot (?:happy|satisfied|content) (?:with|about) {_OFFER}|\bsay no to {_OFFER}",
)
_ACCEPTS = re.compile(
    rf"\b(?:i|we|il)(?:'?ll| will| would| do|'d)?(?: \w+)?(?: \w+)?(?: to)? (?:(?:ac+|exc?|axc?)ept\b(?! that \w)|take {_IT}(?! (?:to|as|that|up|higher|further|from|back)\b))"
    r"|^\W*(?:(?:yes|ok(?:ay)?|fine|alright)\W+)?accept(?:ed)?\b"
    r"|\b(?:would|'d) (?:like|wish|be (?:happy|glad|willing)) to accept\b|\b(?:happy|glad|willing|ready|prepared|wish(?:ing)?|want) to accept\b(?! that \w)"
    rf"|\b(?:accept|agree to|go with) {_OFFER}"
    r"|\b(?:settles|would settle|will settle|'ll settle) (?:it|this|that|things|my complaint|the complaint)\b"
    rf"|\b(?:happy|fine|ok|okay|content|satisfied) with {_OFFER}"
    rf"|\b(?:yes|ok|okay) to {_OFFER}|\b(?:the|your|their) offer(?: is|'s) (?:fine|ok|okay|good|acceptable|accepted)\b",
)
_GOES_WELL = re.compile(
    r"^\W*(?:(?:yes|ok(?:ay)?|yeah|well)\W+)?(?:(?:that|this|it)(?:'s| is|'ll| will)(?: be)? (?:fine|ok|okay|good|great|all right|alright|fair|do)"
    r"|fair enough|agreed|deal)\b",
)
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_SUPPOSES = re.compile(r"\b(?:if|whether|unless|should|could i|can i|do i|must i|suppose)\b")
_ABOUT = re.compile(r"\b(?:offer\w*|accept\w*|refus\w*|outcome)\b")


def read_offer_answer(text: str) -> bool | None:
    """``True`` for accepting, ``False`` for refusing; ``None`` where neither is said, or is only asked about."""
    for part in _SENTENCES.split(plain(text)):
        if not part or is_question(part) or _SUPPOSES.search(part):
            continue
        if _REFUSES.search(part):
            return False
        if _ACCEPTS.search(part):
            return True
    return None


def read_short_answer(text: str) -> bool | None:
    """The same for somebody who was asked just this: a yes, a no or "that's fine" is enough then."""
    clear = read_offer_answer(text)
    said = plain(text)
    if clear is not None or is_question(said) or _SUPPOSES.search(said):
        return clear
    if NO.search(said):
        return False
    return True if says_yes(said) or _GOES_WELL.search(said) else None


def speaks_of_an_offer(text: str) -> bool:
    """Whether an offer, or accepting one, is what they ask or speak about."""
    return _ABOUT.search(plain(text)) is not None

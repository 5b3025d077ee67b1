"""Words that only somebody with a complaint that is logged can mean: to withdraw it, to add to it, to take an offer."""

from __future__ import annotations

import re

from bot.readers.case_wish import CaseWish, read_case_wish
from bot.readers.follow_up import FollowUp, read_follow_up
from bot.readers.message import plain
from bot.readers.offer_answer import read_offer_answer
from bot.readers.theirs import is_question, statements
from bot.readers.trouble import tells_trouble
from bot.readers.who import OURS, find_named_reference

_MINE = r"(?:my|our|the|this|that|a|an|existing)(?: \w+)?(?: \w+)? (?:complaint|case|ticket)\b"
_ADD_WISH = re.compile(
    rf"\b(?:(?:i|we)(?:'d| would)? (?:want|wanna|like|need|wish|have)(?: to)? |(?:can|could|may|will|would) (?:i|we|you|u) |please |let me )?"
    rf"add(?:ing)?(?: (?:something|some more|more|this|that|a bit|a detail|details|information|info|one thing|another thing|to it))*(?: (?:to|on|onto))?(?: {_MINE}| it)?"
)
_ADDS = re.compile(
    rf"\badd(?:ing)?\b[^.?!:]{{0,30}}\b{_MINE}|\bsomething to add\b[^.?!]{{0,20}}\bcomplaint\b"
)
_ASKS_TO_ADD = re.compile(
    r"\b(?:want|wanna|like|need)(?: to)? add\b|\b(?:can|could|will|would) (?:you|u|i|we) (?:please )?(?:also )?add (?:that|to (?:it|that)|this)\b|\b(?:please|also) add (?:that|to it|this)\b"
)
_WISHES = (CaseWish.WITHDRAW, CaseWish.REOPEN)
_ABOUT_ONE = re.compile(
    r"\b(?:my|our|the) (?:\w+ )?(?:complaint|case)\b|\b(?:i|we)(?:'ve| have| had)? (?:already )?complained\b"
)
_OFFER = re.compile(r"\boffer(?:ed)?\b")
_ASKS_US = re.compile(r"\b(?:can|could|will|would|may) (?:(?:you|u)\b|i (?:please )?add\b(?! more))")
_ELSEWHERE = re.compile(
    r"\b(?:ombuds?m[ae]n\w*|cisas|adr|schemes?|deadlock|court|judge|solicitor|managers?|senior|director|review\w*|higher|above|what (?:date|day)|whom|who is|logged? as|want to complain|wants? to make)\b"
)
_OF_THE_CODE = re.compile(r"\b(?:code|digits|e-?mail|mail|inbox|address)\b")
_NOT_A_STORY = re.compile(r"\b(?:complain\w*|refs?|reference|status|update|news|about|please|thanks?)\b")
_FEWEST = 4
_LITTLE = 3


def wants_of_complaint(text: str) -> bool:
    """Whether it is a wish for a complaint that is logged somewhere. What is only asked about is none, nor a complaint
    that somebody wants to make, nor a word for a scheme or for somebody higher up."""
    said = plain(text if _ASKS_US.search(plain(text)) else statements(text))
    if not said or _ELSEWHERE.search(plain(text)):
        return False
    wish = read_case_wish(said)
    if wish in _WISHES or _ADDS.search(said):
        return True
    if wish is not None and (_ABOUT_ONE.search(said) or find_named_reference(text)):
        return True
    return read_offer_answer(said) is not None and _OFFER.search(said) is not None


def asks_of_complaint(text: str) -> bool:
    """The same, or a question about one, while a code is asked for: what is asked of the code itself is none."""
    if wants_of_complaint(text):
        return True
    follows = read_follow_up(text)
    asked = follows is not None and follows.kind is not FollowUp.BROKEN_PROMISE
    return asked and _OF_THE_CODE.search(plain(text)) is None


def wants_to_add(text: str) -> bool:
    """Whether they say that they want to add something to it."""
    said = plain(text)
    return _ADDS.search(said) is not None or _ASKS_TO_ADD.search(said) is not None


def has_more_to_add(text: str) -> bool:
    """Whether what they want to add stands in the message already."""
    rest = _ADD_WISH.sub(" ", plain(OURS.sub(" ", text)))
    return len(re.findall(r"[a-z]{2,}", rest)) >= _LITTLE


def tells_more(text: str) -> bool:
    """Whether a message that names a complaint tells trouble too, and does not only ask after it."""
    return tells_trouble(_NOT_A_STORY.sub(" ", plain(OURS.sub(" ", text))), _FEWEST)


_REMEDY = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:just |only |really |still )*(?:want|wants|wanna|need|would like|like|expect|demand|am asking for|ask for|am after)\b[^.?!]{0,60}"
    r"(?:£ ?\d|\b\d+ ?(?:quid|pounds?|a month)\b|\b(?:money back|refund\w*|compensat\w+|credit(?:ed)?|apolog\w+|sorry|price (?:i|we) (?:was|were|agreed)|paid back|back (?:since|from)|what i was (?:sold|promised)|out of (?:my|the) contract|new router|wages)\b)"
)


def wants_remedy(text: str) -> bool:
    """Whether they say what they would like for it: "i want 14 quid a month back since sept". Questions are none."""
    said = plain(text)
    return _REMEDY.search(said) is not None and not is_question(said)

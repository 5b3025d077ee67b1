"""Questions with a few answers: help or a complaint, sort or log, sorted or not, home or business or charity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.asides import is_that_all
from bot.readers.heard import Reading, Taken
from bot.readers.message import Message, plain, read_yes_no
from bot.readers.tried import asks_next_step


def _first_match(words: str, patterns: Mapping[str, str]) -> str | None:
    """The first value whose pattern is in the words."""
    return next((value for value, pattern in patterns.items() if re.search(pattern, words)), None)


def _taken(question: Question, value: str | None) -> Reading:
    return None if value is None else Taken({question: value})


_NO_COMPLAINT = r"\b(?:no|not|without|never|don'?t|do not)\b(?: \w+){0,3}? (?:complain\w*|log\b(?: it)?)|\b(?:no|without a?) ?complaints?\b"
_FAULT_OR_COMPLAINT = {
    "complaint": r"complain|^\W*log\b|\blog it\b|\bsecond\b|\blatter\b|\bboth\b|unhappy|not happy|fed up|angry|\blog it\b",
    "fault": r"\bfirst one\b|\bformer\b|\bfault|\bfix|technical|support|\bhelp\b|\bget(?:ting)? it working|just .*working|engineer",
}


def read_fault_or_complaint(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Help with a fault, or a complaint. "No complaint, just fix it" wants help."""
    if message.choice in _FAULT_OR_COMPLAINT:
        return Taken({Question.FAULT_OR_COMPLAINT: message.choice})
    words = re.sub(_NO_COMPLAINT, " ", plain(message.text))
    return _taken(Question.FAULT_OR_COMPLAINT, _first_match(words, _FAULT_OR_COMPLAINT))


_NOT_LOG = r"\b(?:don'?t|do not|no need to|without) (?:log\w*|complain\w*)(?: (?:it|that|this|yet))?"
_SORT_OR_LOG = {
    "log": r"\blog\b|complain|\btried\b|already (?:done|did)|no point|don'?t bother|no time|not now|second one|\blatter\b"
    r"|straight (?:to|away)|\b(?:not|don'?t want to|won'?t|can'?t|don'?t|no more) (?:going to )?(?:try|trying|sort|sorting|fix|restart\w*)\b",
    "sort": r"\bsort|\btry|\bfix|\bhelp|first one|\bformer\b",
}


def read_sort_or_log(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Try to sort it first, or log it now."""
    if message.choice in _SORT_OR_LOG:
        return Taken({Question.SORT_OR_LOG: message.choice})
    if asks_next_step(message.text):
        return Taken({Question.SORT_OR_LOG: "sort"})
    named = _first_match(re.sub(_NOT_LOG, " ", plain(message.text)), _SORT_OR_LOG)
    if named is not None:
        return Taken({Question.SORT_OR_LOG: named})
    if is_that_all(message.text):
        return Taken({Question.SORT_OR_LOG: "log"})
    agreed = read_yes_no(message)
    return None if agreed is None else Taken({Question.SORT_OR_LOG: "sort" if agreed else "log"})


_NO_PROBLEM = r"\bno (?:more )?(?:problems?|worries|bother|issues?)\b"
_MIXED = r"\?|\bbut\b|\bthough\b|\bexcept\b|\bhowever\b|\byes\W+(?:and|or)\W+no\b|\bkind of\b|\bpartly\b|\bsort of\b"
_WAITING = r"\b(?:give me|hang on|hold on|wait|minutes?|doing it|trying|one sec\w*|later|want|get it|need|will|when|if|until|should)\b"
_NEGATED = r"\b(?:no|not|nope|nah|naw|nae|never|nothing|none|cannot|can'?t|didn'?t|hasn'?t|isn'?t|doesn'?t|won'?t|aren'?t)\b|n't\b"
_BROKEN = (
    r"\b(?:still|same|off|dead|down|died|dropped|worse|slow|gone|broken|cuts? out|log (?:it|my|the|a))\b"
)
_WORKS = (
    r"\bworks\b",
    r"\bworking (?:now|again|fine|ok)\b",
    r"(?:\bis|\bare|\bits|'s|\ball|^|\byes,?) ?working\b(?! on\b| from\b)",
    r"\b(?:sorted|fixed|up and running|all good|all fine|did the trick|done the trick|that's done it)\b",
    r"\bback (?:on|up)\b|(?:\bis|\bare|\bits|'s|\ball|\bcame|^) ?back\b",
    r"\b(?:it's|its|it is|they're|all) (?:on|up|fine|ok|okay)\b",
    r"\ball (?:the lights are |lights |of them )?green\b",
)
_PLAIN_YES = (
    r"\W*(?:y|ye|yes+|yeah|yep|yup|aye|ay)(?:\W+(?:it (?:has|is|did|does)|that (?:has|did)|thanks?(?: you)?|ta|cheers|please|all|it|now|great|perfect|brilliant|yes))*\W*"
    r"|\W*it (?:has|is|did|does)\W*"
)


def read_sorted(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Whether it works again. Only a plain yes is one: a wrong yes would close a complaint."""
    if message.choice in ("yes", "no"):
        return Taken({Question.SORTED: message.choice})
    if asks_next_step(message.text):
        return Taken({Question.SORTED: "no"})
    return _taken(Question.SORTED, _is_sorted(re.sub(_NO_PROBLEM, " ", plain(message.text))))


_OH_WAIT = (
    r"^\W*(?:(?:oh|ah|hey|ooh|no)\W+)?(?:hang on|hold on|wait)\b(?: a (?:sec\w*|minute|mo\w*|bit))?\W+(?=\w)"
)
"""Begins a surprise, and asks for no time: "oh hang on, it's come back on"."""


def says_it_works(words: str) -> bool:
    """Whether plain words say that it works; ``words`` as ``message.plain`` gives them."""
    return _is_sorted(words) == "yes" and re.fullmatch(_PLAIN_YES, words) is None


def _is_sorted(words: str) -> str | None:
    words = re.sub(_OH_WAIT, "", words)
    if re.search(r"^\W*(?:no|nope|nah|naw|nae)\b", words) and "?" not in words:
        return "no"
    if re.search(_MIXED, words):
        return None
    if re.search(_NEGATED, words) or re.search(_BROKEN, words):
        return "no"
    if re.search(_WAITING, words):
        return None
    if re.fullmatch(_PLAIN_YES, words) or any(re.search(pattern, words) for pattern in _WORKS):
        return "yes"
    return None


_NOT_THAT_KIND = r"\b(?:not|isn'?t) (?:(?:for|about) )?(?:an? |my |the )?(?:business|company|firm|charity|home|house|work)\b"
_UNCLEAR_KIND = r"\b(?:both|either|neither|home office|care home|nursing home)\b"
_WORKS_AT_HOME = r"\bwork\w* (?:from|at) home\b"
_CUSTOMER = {
    "charity": r"\bcharit(?:y|ies|able)\b|\bnot.for.profit\b|\bnon.?profit\b|\bchurch\b|\bvoluntary (?:group|body|sector|organi[sz]ation)\b",
    "business": r"\b(?:business(?:es)?|compan(?:y|ies)|firm|shop|office|warehouse|workshop|workplace|work|sole trader|practice|ltd|limited company|plc|llp"
    r"|self.?employed|trade|pub|public house|restaurant|caf[eé]|salon|garage|factory|hotel|surgery)\b|^\W*limited\W*$",
    "residential": r"\b(?:home|residential|house|household|flat|domestic|personal|private|family)\b",
}


def read_customer(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Home, business or charity; it decides who may go to ADR, so what is unclear is asked again."""
    if message.choice == UNKNOWN:
        return Taken({Question.CUSTOMER: UNKNOWN})
    if message.choice in _CUSTOMER:
        return Taken({Question.CUSTOMER: message.choice})
    words = re.sub(_NOT_THAT_KIND, " ", plain(message.text))
    if re.search(_UNCLEAR_KIND, words):
        return None
    return _taken(Question.CUSTOMER, _first_match(re.sub(_WORKS_AT_HOME, " ", words), _CUSTOMER))

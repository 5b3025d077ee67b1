"""Details that a message tells unasked, and new values for details told before: taken only on clear cues."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.decisions.questions import CHANGING, UNKNOWN, Question
from bot.readers.adjustments import find_adjustments, says_why
from bot.readers.adr_told import read_heads
from bot.readers.answers import read_answer
from bot.readers.asides import named_detail, wants_change
from bot.readers.contact import find_contact
from bot.readers.handler import find_handler
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.money import find_pounds, other_sum
from bot.readers.needs import find_needs
from bot.readers.outcome import find_outcome
from bot.readers.refs import find_account, find_reference
from bot.readers.role import find_role
from bot.readers.service import find_service

_STILL = re.compile(
    r"\bstill (?:is |are |not |no |nothing |have (?:no|not)|haven'?t|isn'?t|aren'?t|won'?t|doesn'?t|down|off|dead|out|broken|waiting|without|being|getting|happening|going on|cutting|dropping)"
    r"|\b(?:has|have|'ve|'s) been (?:\w+ ){0,2}(?:down|off|dead|out|without|broken|cut off|like this)\b[^.?!]{0,30}\b(?:since|for)\b"
    r"|\b(?:down|off|dead|out|without|broken|no \w+)\b[^.?!]{0,20}\bsince\b|\bkeeps? (?:on )?\w+ing\b",
    re.IGNORECASE,
)
_HOME = re.compile(r"\b(?:at home|my home|my house|home (?:customer|broadband|line|phone))\b", re.IGNORECASE)
_FIRM = re.compile(
    r"\b(?:i run|we run|i own|i have|we are|we'?re|i'?m|my|our|for a|for the|for our) (?:a |an )?(?:\w+ ){0,2}(?:business|company|firm|shop|caf[eé]|salon|office|practice|surgery|pub|restaurant)\b",
    re.IGNORECASE,
)
_HAS_STAFF = re.compile(
    r"\b(?:(?:i|we)(?:'ve| have| employ| got)+ (?:about |only |just )?(?:\d+|\w+) (?:staff|employees|people working for (?:me|us))"
    r"|(?:i'?m|we'?re|i am|we are|for|it'?s|a) (?:for )?(?:an? |my |our )?(?:[a-z]+ ){1,3}with (?:about |only |just )?(?:\d+|[a-z]+) (?:staff|employees))\b",
    re.IGNORECASE,
)
_CHARITY = re.compile(
    r"\b(?:we are|we'?re|our|for a|for the|for our) (?:a |an )?(?:\w+ ){0,2}charity\b", re.IGNORECASE
)

_SOMEBODY_ELSE = re.compile(r"\b(?:his|her|their|whose) (?:full )?name\b", re.IGNORECASE)
_JUST_WHO = re.compile(
    r"^\W*(?:(?:it'?s|it is|this is|just)\W+)?(?:for\W+)?(?:(?:my|a|an|our|the)\W+)?(?P<kind>home|house|flat|business|company|firm|shop|charity)\W*$",
    re.IGNORECASE,
)
_KINDS = {"home": "residential", "house": "residential", "flat": "residential", "charity": "charity"}

Found = dict[str, Any]


def details_told(text: str, answers: Mapping[str, Any], reference_pattern: str | None = None) -> Found:
    """Details by answer key that ``text`` tells clearly; only those not answered yet."""
    found: Found = {}
    for key, value in (
        (Question.SERVICE, find_service(text)),
        (Question.REFERENCE, find_reference(text, reference_pattern)),
        (Question.ACCOUNT, find_account(text)),
        (Question.HANDLED_BY, None if _SOMEBODY_ELSE.search(text) else find_handler(text)),
        (Question.STILL_HAPPENING, "yes" if _STILL.search(text.replace("’", "'")) else None),
        (Question.CUSTOMER, _customer(text)),
    ):
        if value is not None:
            found[key.value] = value
    customer = found.get(Question.CUSTOMER.value) or answers.get(Question.CUSTOMER)
    heads = read_heads(text) if customer in ("business", "charity") else {}
    # What they need and why is noted beside the complaint (bot/services/caring), with their leave: not twice.
    needs = {} if find_adjustments(text) or says_why(text) else find_needs(text)
    for more in (find_outcome(text), _role(text), needs, heads):
        found |= {str(key): value for key, value in more.items()}
    return {key: value for key, value in found.items() if answers.get(key) in (None, UNKNOWN)}


def _role(text: str) -> Found:
    role = find_role(text)
    return dict(role) if isinstance(role, dict) else ({} if role is None else {Question.ROLE.value: role})


def _customer(text: str) -> str | None:
    just = _JUST_WHO.match(text)
    if just:
        return _KINDS.get(just["kind"].lower(), "business")
    if _CHARITY.search(text):
        return "charity"
    if _FIRM.search(text) or _HAS_STAFF.search(text):
        return "business"
    return "residential" if _HOME.search(text) else None


_FINDERS: dict[Question, Callable[[str], Any]] = {
    Question.SERVICE: find_service,
    Question.REFERENCE: find_reference,
    Question.ACCOUNT: find_account,
    Question.AMOUNT: find_pounds,
    Question.HANDLED_BY: find_handler,
}
_CUE = re.compile(
    r"\b(?:i meant|i mean|meant to (?:say|put)|sorry|actually|correction|should (?:be|have been|say|read)|wrong|instead|chang(?:e|ed|ing)|not \S+ but|it'?s not|scrap that|typo|mistake)\b",
    re.IGNORECASE,
)
_INSTEAD_OF = re.compile(r",? (?:and )?(?:not|rather than|instead of) .*$", re.IGNORECASE | re.DOTALL)
_NEW_VALUE = re.compile(
    r"(?:\bto\b|\bit'?s\b|\bis\b|\bshould (?:be|say|read)\b|\bmeant\b|\bmean\b|:|\bput\b|\bto be\b)\s+(?!wrong\b)(.+)$",
    re.IGNORECASE | re.DOTALL,
)


def corrected(message: Message, answers: Mapping[str, Any]) -> Taken | None:
    """A new value for a detail told before, or the wish to change one ("the reference is wrong") that is then asked."""
    text = message.text.replace("’", "'")
    if message.choice is not None or not _CUE.search(text):
        return None
    key = wants_change(text)
    if key is not None:
        new = _new_value(Question(key), message, answers)
        if new or key in answers:
            return Taken(new) if new else Taken({CHANGING: key})
    pounds = other_sum(text, answers.get(Question.AMOUNT))
    if pounds is not None:
        return Taken({Question.AMOUNT.value: pounds})
    meant = _INSTEAD_OF.sub("", text)
    for question, find in _FINDERS.items():
        value = find(meant)
        before = answers.get(question)
        if value is None or before in (None, UNKNOWN):
            continue
        if value != before:
            return Taken({question.value: value})
        if new := _new_value(question, message, answers):  # "I said ticket 44120 but it's 55123"
            return Taken(new)
    return None


def named(message: Message, answers: Mapping[str, Any]) -> Taken | None:
    """A detail told by its name and read as an answer to its question, as far as that goes: "the amount is £35"."""
    told = named_detail(message.text) if message.choice is None else None
    if told is None:
        return None
    question, value = Question(told[0]), told[1]
    without = {key: each for key, each in answers.items() if key != question}
    if question in (Question.REPLY_ADDRESS, Question.REPLY_BY) and isinstance(
        contact := find_contact(value), Taken
    ):
        return contact
    read = read_answer(question, replace(message, text=value, intent="", confidence=0.0), without)
    if not isinstance(read, Taken) or read.values.get(question) in (None, UNKNOWN):
        return None
    return Taken({str(key): each for key, each in read.values.items()})


def _new_value(question: Question, message: Message, answers: Mapping[str, Any]) -> Found:
    """What stands behind "to", "it's" or "should be", read as an answer to the question."""
    tail = _NEW_VALUE.search(message.text)
    if tail is None or question is Question.DESCRIPTION:
        return {}
    without = {key: value for key, value in answers.items() if key != question}
    read = read_answer(question, replace(message, text=tail[1].strip(" .")), without)
    if not isinstance(read, Taken):
        return {}
    values = {str(key): value for key, value in read.values.items()}
    return values if values.get(question.value) not in (None, UNKNOWN) else {}

"""How often the customer wants to hear: every day, once a week, only when there is news."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.message import Message, plain
from bot.readers.theirs import is_for_us, is_unknown, statements

REPLY_OFTEN = "reply_often"

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_OFTEN = {
    "every_few_days": r"\b(?:twice|two times|three times|2x|3x) weekly\b|\b(?:every|each) (?:(?:couple|few)(?: of)?|two|three|four|2|3|4|2-3|other|second|(?:two|2) (?:or|to) (?:three|3)) days?\b|\b(?:twice|two times|three times|2 times|3 times|two or three times|a couple of times|a few times|couple of times|2x|3x) (?:a|per|each) week\b|\b(?:few|couple of) times a week\b",
    "fortnightly": r"\bfortnight\w*|\bevery (?:couple(?: of)?|few|two|2|other|second|2nd) weeks?\b|\btwice a month\b|\bevery 14 days\b",
    "weekly": rf"(?<!bi-)(?<!bi )(?<!twice )(?<!times )(?<!\dx )\bweekly\b|\b(?:once|one time|1x) (?:a|per|each|every) week\b|\b(?:every|each) (?:single )?week\b|\bevery (?:7|seven) days\b|\b(?:every|each) {_DAY}\b|\bon (?:a )?{_DAY}s\b|^\W*{_DAY}s\W*$",
    "monthly": r"\bmonthly\b|\b(?:once|one time) (?:a|per|each|every) month\b|\b(?:every|each) month\b",
    "daily": r"\bdaily\b|\b(?:every|each) (?:single |working )?(?:day|morning|evening|afternoon)\b|\beveryday\b|\b(?:once|twice|one time) (?:a|per|each) day\b",
    "news": r"\b(?:when|whenever|if|once|as soon as|until|till|unless)(?: and (?:when|if))?\b[^.;]{0,25}\b(?:something|anything|news|updates?|changes?|progress|develop\w*|happens?|to (?:say|tell|report)|done|fixed|sorted|resolved|finished|decided|an answer|a decision|needed|necessary|know more|heard)\b"
    r"|\bas and when\b|\b(?:only|just) (?:at the end|the (?:final )?(?:answer|result|outcome|decision)|with news|news|for news|big news|when)\b|\bat the end\b|^\W*(?:the )?news\W*$|\bno need (?:to|for)\b|\bno (?:updates?|need)\W*(?:needed|required|necessary)?\W*$|\b(?:as soon as you (?:know|can)|as it happens|keep me (?:posted|updated|informed))\b",
}
_NOT_WANTED = re.compile(
    r"(?:\b(?:not|no)\b|n't\b)(?: (?:me|want|need|bother|call|ring|email|updates?|calls?|it|them|every|anything|to be|bothered|a|message|messages|contact|hear|from you)){0,6} (?:daily|weekly|monthly|day|week|month|fortnight|morning)\b"
    r"|\brather than (?:\w+ )?\w+\b|\binstead of (?:\w+ )?\w+\b"
)
_UNTIL = re.compile(r"(?<=[a-z]) (?:until|till|unless) .*$")
"""What stands before it is the answer: "every day until it's fixed"."""
_NO_MORE = re.compile(r"\b(?:no|not) more (?:often )?than\b|\bat (?:least|most)\b")
_NO_PREFERENCE = re.compile(
    r"\b(?:don'?t (?:mind|care)|not (?:fussed|bothered)|up to you|whatever|whenever you (?:like|want|can)|doesn'?t matter|no preference|any(?: time)?)\b"
)
_TROUBLE = re.compile(
    r"\b(?:drops?|dropping|cuts?|fails?|crash\w*|goes|down|happens every|happening|off|charged|waiting|waited|since|ago|been|told|called|rang)\b"
)


def read_reply_often(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The nearest of the values; two different ones are asked again."""
    if message.choice in _OFTEN or message.choice == UNKNOWN:
        return Taken({REPLY_OFTEN: message.choice})
    said = statements(message.text)
    if not said or is_for_us(said):
        return None
    words = _NOT_WANTED.sub(" ", _NO_MORE.sub(" ", plain(said)))
    if not re.match(r"\W*(?:not|only|nothing|no)\b", words):
        words = _UNTIL.sub("", words)
    found = [value for value, pattern in _OFTEN.items() if re.search(pattern, words)]
    if _TROUBLE.search(words) and "news" not in found:
        return None
    if len(found) == 1:
        return Taken({REPLY_OFTEN: found[0]})
    if not found and (is_unknown(message) or _NO_PREFERENCE.search(words)):
        return Taken({REPLY_OFTEN: UNKNOWN})
    return None

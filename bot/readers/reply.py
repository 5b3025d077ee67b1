"""How and where to reply, and the six-digit code that proves an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.contact import find_contact, read_address, read_postcode
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.message import SKIP, Message, plain, read_yes_no
from bot.readers.telling import clauses, told_in

_WAYS = {
    "email": r"\be[- ]?mail\w*",
    "phone": r"\b(?:phone|ring|call|text|mobile|telephone|landline|bell|buzz)\w*",
    "letter": r"\b(?:letter|post|writing|write|royal mail)\w*",
}
_ANY_WAY = "(?:" + "|".join(_WAYS.values()) + ")"
_UNWANTED = re.compile(
    r"\b(?:don'?t|do not|not|no|never|can'?t|cannot|unable|without|stop|rather than|instead of|nobody|no one|hate)\b"
    rf"(?: [\w']+){{0,4}}? {_ANY_WAY}(?: calls?)?|{_ANY_WAY} (?:is no|isn'?t|is not|won'?t|doesn'?t|no good|not)\b"
)
_NO_PREFERENCE = re.compile(
    r"\b(?:either|any(?: of (?:them|those))?|(?:don'?t|do not) (?:mind|care)|whatever|whichever|not fussed|up to you|doesn'?t matter|no preference)\b"
)


_ONLY: Final = re.compile(
    r"\b(?:by |in |via |per )?(?:(?P<first>e-?mails?|letters?|post)(?: please)? only|(?:only|just) (?:by |in |via )?(?P<second>e-?mails?|letters?|post))\b(?! (?:to|from|i|you|that|the)\b)",
    re.IGNORECASE,
)


def only_way(text: str) -> str | None:
    """ "E-mail only": the way to reply, told before anybody asks; ``email`` or ``letter``."""
    found = _ONLY.search(text)
    if found is None:
        return None
    return "email" if (found["first"] or found["second"]).lower().startswith("e") else "letter"


def without_only_way(text: str) -> str:
    """``text`` without the words that only say how to reply."""
    return _ONLY.sub(" ", text)


_NO_EMAIL: Final = re.compile(
    r"\W*(?:(?:sorry|but|no|and|well|i'?m afraid|oh)\W+)*(?:(?:i|we) )?(?:have(?:n'?t)?|don'?t (?:have|do|use|own)|do not (?:have|use)|haven'?t got|not got|got|have not got|am not on|not on)? ?"
    r"(?:no|any|an|a|got no|got any)? ?(?:e-?mails?|e-?mail address(?:es)?|computer|internet)(?: (?:address|account|at all|here|of my own|i'?m afraid|sorry))*\W*"
)
_A_NO: Final = re.compile(r"\b(?:no|not|none)\b|n'?t\b|\bdont\b|\bhavent\b")


def has_no_email(text: str) -> bool:
    """ "I have no e-mail address", and no more."""
    words = plain(text)
    return _NO_EMAIL.fullmatch(words) is not None and _A_NO.search(words) is not None


def read_reply_by(message: Message, answers: Mapping[str, Any]) -> Reading:
    """E-mail, phone or letter; or an address, which says both. Somebody who does not mind gets e-mail."""
    if message.choice in _WAYS:
        return Taken({Question.REPLY_BY: message.choice})
    optional = answers.get(Question.SORTED) == "yes"
    if message.choice == "none":
        return Taken({Question.REPLY_BY: "none"}) if optional else None
    contact = find_contact(message.text)
    if contact is not None:
        return contact
    if not optional and has_no_email(message.text):
        return Problem("utter_problem_no_email")
    words = plain(", ".join(part for part in clauses(message.text) if told_in(part) is None))
    wanted = _UNWANTED.sub(" ", words)  # "told you by e-mail" says how they told, not how to reply
    for way, pattern in _WAYS.items():
        if re.search(pattern, wanted):
            return Taken({Question.REPLY_BY: way})
    if wanted == words and _NO_PREFERENCE.search(words):
        return Taken({Question.REPLY_BY: "email"})
    if optional and (SKIP.search(message.text) or read_yes_no(message) is False):
        return Taken({Question.REPLY_BY: "none"})
    return None


def read_reply_address(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The address for the way they chose, or another way after all."""
    way = answers.get(Question.REPLY_BY)
    contact = find_contact(message.text)
    if _POSTCODE_ALONE.fullmatch(message.text) and not answers.get(Question.REPLY_ADDRESS):
        return Problem("utter_problem_postcode_only")
    if contact is not None:
        return contact
    if way == "letter" and _is_half_an_address(message.text) and not answers.get(Question.REPLY_ADDRESS):
        return Problem("utter_problem_postcode_only")
    if message.choice in _WAYS:
        return Taken({Question.REPLY_BY: message.choice})
    if way == "letter" and (address := read_address(message.text)):
        return Taken({Question.REPLY_ADDRESS: address})
    switched = read_reply_by(message, answers)
    if isinstance(switched, Taken) and switched.values.get(Question.REPLY_BY) not in (way, None):
        return switched
    return None


_HALF = 6
"""Words: so few with a postcode are a name or a town, and no story."""


def _is_half_an_address(text: str) -> bool:
    return read_postcode(text) is not None and len(text.split()) <= _HALF and read_address(text) is None


_POSTCODE_ALONE = re.compile(
    r"\W*(?:it'?s |postcode (?:is )?)?[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\W*", re.IGNORECASE
)
_CODE = re.compile(r"(?<![\d/.:£+-])\d(?:[ -]?\d){5}(?![ -]?\d|[/.:]\d)")
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}")
_SEND_AGAIN = (
    r"\bre-?send",
    r"\bsend (?:[\w']+ ){0,3}again\b",
    r"^\W*(?:please )?(?:try )?again(?: please)?\W*$",
    r"\b(?:new|another) (?:one|code)\b",
    r"(?:\bnot|n'?t|\bnever) (?:\w+ )?(?:came|come|arriv\w*|got|get|received?|here)\b",
    r"\bno (?:code|e-?mail)\b",
    r"(?:\bnot|n'?t|\bnever|\bain'?t) (?:\w+ )?(?:had|seen|been sent) (?:a|any|one|the|that|no)\b",
    r"\bnothing (?:came|yet|has)\b",
)
_SHORT, _SHORT_LINE = 4, 9


def misses_code(text: str) -> bool:
    """They say that no code came, or want one, where they are asked something else; a PAC is another code."""
    words = plain(text)
    ours = re.search(r"\bcode\b", words) and not re.search(
        r"\b(?:pac|stac|unlock\w*|porting|activation|post ?code)\b", words
    )
    return (
        bool(ours)
        and len(words.split()) <= _SHORT_LINE
        and any(re.search(each, words) for each in _SEND_AGAIN)
    )


def code_in(text: str) -> str | None:
    """Six digits, grouped by spaces or hyphens or not; without them."""
    typed = _CODE.search(text)
    return re.sub(r"\D", "", typed[0]) if typed else None


def read_code(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Six digits, grouped by spaces or hyphens. Whether they are right is not the reader's business."""
    if message.choice == UNKNOWN or SKIP.search(message.text):
        return Taken({Question.CODE: "skipped"})
    if message.choice == "again":
        return Taken({"code_again": True})
    if code := code_in(message.text):
        return Taken({"code_typed": code})
    words = plain(message.text)
    if any(re.search(pattern, words) for pattern in _SEND_AGAIN):
        return Taken({"code_again": True})
    if re.search(r"\d", words) and not _DATE.search(words) and len(words.split()) <= _SHORT:
        return Problem("utter_problem_code_shape")
    return None
